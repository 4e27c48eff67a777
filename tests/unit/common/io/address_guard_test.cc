#include "common/io/address_guard.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/un.h>

namespace pricecrew {
namespace {

bool IsPrivate(const std::string& text) {
  sockaddr_storage storage{};
  auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
  auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else {
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr), 1) << text;
    storage.ss_family = AF_INET6;
  }
  return IsPrivateAddress(reinterpret_cast<const sockaddr&>(storage));
}

TEST(IsPrivateAddressTest, EveryBlockThatIsNotPublicFromItsFirstToItsLastAddress) {
  for (const char* address :
       {"0.0.0.0",         "0.255.255.255",   "10.0.0.0",        "10.255.255.255", "100.64.0.0",
        "100.127.255.255", "127.0.0.1",       "127.255.255.255", "169.254.0.0",    "169.254.169.254",
        "172.16.0.0",      "172.31.255.255",  "192.0.0.1",       "192.0.2.1",      "192.88.99.1",
        "192.168.0.0",     "192.168.255.255", "198.18.0.0",      "198.19.255.255", "198.51.100.1",
        "203.0.113.1",     "224.0.0.1",       "239.255.255.255", "240.0.0.1",      "255.255.255.255"}) {
    EXPECT_TRUE(IsPrivate(address)) << address;
  }
}

TEST(IsPrivateAddressTest, NeighboursOfTheBlocksArePublic) {
  for (const char* address :
       {"1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
        "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "8.8.8.8"}) {
    EXPECT_FALSE(IsPrivate(address)) << address;
  }
}

TEST(IsPrivateAddressTest, Ipv6Blocks) {
  for (const char* address :
       {"::", "::1", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fdff::1", "ff02::1", "100::1", "2001::1",
        "2001:db8::1", "3fff::1", "5f00::1", "64:ff9b:1::808:808"}) {
    EXPECT_TRUE(IsPrivate(address)) << address;
  }
  for (const char* address : {"2606:4700::1111", "2001:4860:4860::8888", "2a00::1", "fb00::1"}) {
    EXPECT_FALSE(IsPrivate(address)) << address;
  }
}

TEST(IsPrivateAddressTest, Ipv6FormsAreWhatTheIpv4AddressInThemIs) {
  for (const char* form : {"::ffff:%", "::%", "64:ff9b::%", "::ffff:0:%"}) {
    const std::string prefix(form, std::string_view(form).size() - 1);
    EXPECT_TRUE(IsPrivate(prefix + "127.0.0.1")) << form;
    EXPECT_TRUE(IsPrivate(prefix + "169.254.169.254")) << form;
    EXPECT_FALSE(IsPrivate(prefix + "8.8.8.8")) << form;
  }
  EXPECT_TRUE(IsPrivate("2002:7f00:1::"));
  EXPECT_TRUE(IsPrivate("2002:a00:1::5"));
  EXPECT_FALSE(IsPrivate("2002:808:808::1"));
}

TEST(IsPrivateAddressTest, OtherFamiliesArePrivate) {
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  EXPECT_TRUE(IsPrivateAddress(reinterpret_cast<const sockaddr&>(local)));
}

TEST(NamesPrivateAddressTest, AddressesAndLocalhostOnly) {
  for (const char* host :
       {"127.0.0.1", "[::1]", "::1", "[fe80::1%25eth0]", "localhost", "LOCALHOST.", "a.localhost"}) {
    EXPECT_TRUE(NamesPrivateAddress(host)) << host;
  }
  for (const char* host :
       {"8.8.8.8", "[2606:4700::1111]", "example.com", "notlocalhost", "localhost.example", ""}) {
    EXPECT_FALSE(NamesPrivateAddress(host)) << host;
  }
}

TEST(AddressGuardTest, GrantsWhatIsNamedAndBelowADot) {
  const AddressGuard guard({"Shop.Example", ".intern.example", "10.0.0.1", "[::1]", ""});
  for (const char* host : {"shop.example", "shop.example.", "intern.example", "a.intern.example",
                           "a.b.intern.example", "10.0.0.1", "[::1]", "SHOP.example"}) {
    EXPECT_TRUE(guard.Granted(host)) << host;
  }
  for (const char* host : {"a.shop.example", "ntern.example", "xintern.example", "10.0.0.2", "example", ""}) {
    EXPECT_FALSE(guard.Granted(host)) << host;
  }
}

TEST(AddressGuardTest, GrantsNothingByDefault) {
  EXPECT_FALSE(AddressGuard({}).Granted("localhost"));
  EXPECT_FALSE(AddressGuard({}).Granted(""));
}

}  // namespace
}  // namespace pricecrew
