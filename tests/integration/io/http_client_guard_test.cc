#include <gmock/gmock.h>

#include <cstdlib>

#include "tests/integration/io/fetch_helper.h"
#include "tests/integration/io/http_test_server.h"

namespace pricecrew::testing {
namespace {

using ::testing::HasSubstr;

TestReply Hello(const TestRequest& /*request*/) { return Answer("hello"); }

TEST(HttpClientGuardTest, RefusesPrivateAddressesHoweverTheyAreWritten) {
  HttpTestServer server(Hello);
  ClientFixture fixture{CurlHttpClientOptions{}};
  for (const char* host : {"127.0.0.1", "127.1", "0x7f.1", "2130706433", "0", "localhost", "LOCALHOST",
                           "shop.localhost", "localhost.", "[::1]", "[::ffff:127.0.0.1]", "[::]",
                           "rebind.test", "rebind6.test", "metadata.test"}) {
    const auto result = Fetch(fixture, Get(server.Url("/", host)));
    EXPECT_EQ(Code(result), "private_address") << host;
    EXPECT_EQ(result.error().kind, ErrorKind::kGiveUp) << host;
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST(HttpClientGuardTest, GrantIsForTheNameAlone) {
  HttpTestServer server(Hello);
  ClientFixture fixture({.allow_private = {".granted.test", "127.0.0.1"}});
  for (const char* host : {"granted.test", "a.granted.test", "127.0.0.1"}) {
    EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/", host)))), "ok") << host;
  }
  // Connections to this very address are open by now; they are not for other names.
  for (const char* host : {"rebind.test", "localhost"}) {
    EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/", host)))), "private_address") << host;
  }
}

TEST(HttpClientGuardTest, HopByNameToThisMachineIsRefused) {
  HttpTestServer inner(Hello);
  HttpTestServer shop([&](const TestRequest&) {
    return Answer("", "Location: " + inner.Url("/admin", "localhost") + "\r\n", "302 Found");
  });
  ClientFixture fixture;
  const auto redirect = Fetch(fixture, Get(shop.Url("/")));
  ASSERT_TRUE(redirect.ok());
  EXPECT_EQ(Code(Fetch(fixture, Get(std::string(*redirect.value().Header("location"))))), "private_address");
  EXPECT_EQ(inner.connections(), 0);
}

TEST(HttpClientGuardTest, ProxyGetsTheRequestWhereItsNameIsGranted) {
  std::string target;
  HttpTestServer proxy([&](const TestRequest& request) {
    target = request.target;
    return Answer("through");
  });
  ClientFixture fixture;
  auto request = Get("http://shop.example/page");
  request.proxy = proxy.Url("");
  const auto result = Fetch(fixture, request);
  ASSERT_TRUE(result.ok()) << result.error().text;
  EXPECT_EQ(target, "http://shop.example/page");
}

TEST(HttpClientGuardTest, ProxyAtAPrivateAddressNeedsItsOwnGrant) {
  HttpTestServer proxy(Hello);
  ClientFixture fixture({.allow_private = {"shop.example"}});
  auto request = Get("http://shop.example/page");
  request.proxy = proxy.Url("");
  EXPECT_EQ(Code(Fetch(fixture, request)), "private_address");
  EXPECT_EQ(proxy.connections(), 0);
}

TEST(HttpClientGuardTest, ProxyIsNotAWayToPrivateAddresses) {
  HttpTestServer proxy(Hello);
  ClientFixture fixture;
  for (const char* url :
       {"http://10.0.0.1/", "http://localhost/", "https://[::1]/", "http://169.254.169.254/"}) {
    auto request = Get(url);
    request.proxy = proxy.Url("");
    EXPECT_EQ(Code(Fetch(fixture, request)), "private_address") << url;
  }
  EXPECT_EQ(proxy.connections(), 0);
}

TEST(HttpClientGuardTest, ProxyThatIsNotThereOrRefusesIsAProxyError) {
  HttpTestServer proxy([](const TestRequest&) { return Answer("", "", "403 Forbidden"); });
  ClientFixture fixture;
  auto request = Get("https://shop.example/");
  request.proxy = "http://user:secret@" + proxy.Url("").substr(7);
  const auto refused = Fetch(fixture, request);
  EXPECT_EQ(Code(refused), "proxy");
  EXPECT_THAT(refused.error().text,
              ::testing::AllOf(HasSubstr(" through http://127.0.0.1:"), ::testing::Not(HasSubstr("secret"))));
  HttpTestServer mute([](const TestRequest&) { return TestReply{"", TestReply::Then::kClose}; });
  request.proxy = mute.Url("");
  EXPECT_EQ(Code(Fetch(fixture, request)), "proxy");
  request.proxy = "http://nowhere.test:3128";
  EXPECT_EQ(Code(Fetch(fixture, request)), "proxy");
  request.proxy = "ftp://127.0.0.1";
  EXPECT_EQ(Code(Fetch(fixture, request)), "bad_url");
}

TEST(HttpClientGuardTest, EnvironmentNamesNoProxy) {
  HttpTestServer server(Hello);
  setenv("http_proxy", "http://127.0.0.1:9", 1);
  setenv("all_proxy", "http://127.0.0.1:9", 1);
  ClientFixture fixture;
  EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/")))), "ok");
  unsetenv("http_proxy");
  unsetenv("all_proxy");
}

}  // namespace
}  // namespace pricecrew::testing
