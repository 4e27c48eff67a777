#include "common/domain/url.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pricecrew {
namespace {

struct Row {
  std::string input;
  std::string wanted;  ///< empty where the input has to be refused
};

std::string Parsed(const std::string& input) {
  const auto url = ParseUrl(input);
  return url ? url->Href() : "";
}

void ExpectParsed(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(Parsed(row.input), row.wanted) << "input: " << row.input;
}

TEST(ParseUrl, SchemeAndAuthority) {
  ExpectParsed({
      {"https://shop.example/", "https://shop.example/"},
      {"HTTPS://Shop.Example", "https://shop.example/"},
      {"http:shop.example/a", "http://shop.example/a"},
      {"http:\\\\shop.example\\a", "http://shop.example/a"},
      {"http://///shop.example", "http://shop.example/"},
      {"  https://shop.example/a b\n", "https://shop.example/a%20b"},
      {"ht\ntps://sho\tp.example/a\r\nb", "https://shop.example/ab"},
      {"https://me:p@ss@shop.example/", "https://me:p%40ss@shop.example/"},
      {"https://:secret@shop.example/", "https://:secret@shop.example/"},
      {"https://:@shop.example/", "https://shop.example/"},
      {"https://shop.example?q", "https://shop.example/?q"},
      {"https://shop.example#f?g", "https://shop.example/#f?g"},
      {"https://shop.example/?#", "https://shop.example/?#"},
  });
}

TEST(ParseUrl, Ports) {
  ExpectParsed({
      {"http://shop.example:80/", "http://shop.example/"},
      {"https://shop.example:80/", "https://shop.example:80/"},
      {"https://shop.example:00443/", "https://shop.example/"},
      {"https://shop.example:/", "https://shop.example/"},
      {"https://shop.example:0/", "https://shop.example:0/"},
      {"https://shop.example:65535/", "https://shop.example:65535/"},
      {"https://shop.example:65536/", ""},
      {"https://shop.example:99999999999999999999/", ""},
      {"https://shop.example:8a/", ""},
      {"https://shop.example:-1/", ""},
      {"https://[::1]:8080/", "https://[::1]:8080/"},
      {"https://[::1]8080/", ""},
  });
}

TEST(ParseUrl, RefusesWhatIsNoHttpUrl) {
  ExpectParsed({
      {"", ""},
      {"shop.example", ""},
      {"/path", ""},
      {"://shop.example", ""},
      {"http", ""},
      {"http:", ""},
      {"http://", ""},
      {"http://?q", ""},
      {"http://me@/", ""},
      {"http://:80/", ""},
      {"ftp://shop.example/", ""},
      {"mailto:me@shop.example", ""},
      {"javascript:alert(1)", ""},
      {"data:text/html,x", ""},
      {"https+x://shop.example/", ""},
  });
}

// https://url.spec.whatwg.org/#forbidden-domain-code-point
TEST(ParseUrl, Domains) {
  ExpectParsed({
      {"http://a_b.-c-.example/", "http://a_b.-c-.example/"},
      {"http://shop%2Eexample/", "http://shop.example/"},
      {"http://SH%4FP.example./", "http://shop.example./"},
      {"http://a!$&'()*+,;=.example/", "http://a!$&'()*+,;=.example/"},
      {"http://a b.example/", ""},
      {"http://a%00b.example/", ""},
      {"http://a%23b.example/", ""},
      {"http://a%25.example/", ""},
      {"http://a%.example/", ""},
      {"http://a<b.example/", ""},
      {"http://a|b.example/", ""},
      {"http://a%7f.example/", ""},
  });
}

TEST(ParseUrl, InternationalizedDomains) {
  ExpectParsed({
      {"https://Bücher.example/", "https://xn--bcher-kva.example/"},
      {"https://B%C3%BCcher.example/", "https://xn--bcher-kva.example/"},
      {"https://bu\xCC\x88"
       "cher.example/",
       "https://xn--bcher-kva.example/"},
      {"https://straße.example/", "https://xn--strae-oqa.example/"},
      {"https://ｓｈｏｐ。example/", "https://shop.example/"},
      {"https://１２７．０．０．１/", "https://127.0.0.1/"},
      {"https://i❤.example/", "https://xn--i-7iq.example/"},
      {"https://XN--BCHER-KVA.example/", "https://xn--bcher-kva.example/"},
      {"https://xn--0.example/", "https://xn--0.example/"},
      {"https://\xC2\xAD/", ""},          // a soft hyphen is mapped to nothing
      {"https://a\u2028b.example/", ""},  // disallowed by UTS 46
      {"https://straße❤.example/", ""},   // rather refused than taken for strasse❤.example
      {"https://a\u200Db.example/", ""},  // a joiner where none may be
      {"https://\u0301a.example/", ""},   // begins with a combining mark
      {"https://b\xFC"
       "cher.example/",
       ""},  // Latin-1, not UTF-8
      {"https://" + std::string(70, 'a') + "ü.example/", ""},
  });
}

// https://url.spec.whatwg.org/#concept-ipv4-parser
TEST(ParseUrl, Ipv4Addresses) {
  ExpectParsed({
      {"http://192.168.0.1/", "http://192.168.0.1/"},
      {"http://192.168.0.1./", "http://192.168.0.1/"},
      {"http://0xC0.0250.1/", "http://192.168.0.1/"},
      {"http://3232235521/", "http://192.168.0.1/"},
      {"http://0x/", "http://0.0.0.0/"},
      {"http://4294967295/", "http://255.255.255.255/"},
      {"http://4294967296/", ""},
      {"http://99999999999999999999999/", ""},
      {"http://256.0.0.1/", ""},
      {"http://1.256.1/", ""},
      {"http://1.2.3.4.5/", ""},
      {"http://1..2/", ""},
      {"http://08/", ""},
      {"http://a.1/", ""},
      {"http://1.a/", "http://1.a/"},
      {"http://1.0xg/", "http://1.0xg/"},
  });
}

// https://url.spec.whatwg.org/#concept-ipv6-parser
TEST(ParseUrl, Ipv6Addresses) {
  ExpectParsed({
      {"http://[2001:DB8:0:0:0:0:0:1]/", "http://[2001:db8::1]/"},
      {"http://[::]/", "http://[::]/"},
      {"http://[1::]/", "http://[1::]/"},
      {"http://[1:0:0:2:0:0:0:3]/", "http://[1:0:0:2::3]/"},
      {"http://[1:0:2:3:4:5:6:7]/", "http://[1:0:2:3:4:5:6:7]/"},
      {"http://[::1.2.3.4]/", "http://[::102:304]/"},
      {"http://[::FFFF:255.255.255.255]/", "http://[::ffff:ffff:ffff]/"},
      {"http://[1:2:3:4:5:6:7::]/", "http://[1:2:3:4:5:6:7:0]/"},
      {"http://[1:2:3:4:5:6:7:8::]/", ""},
      {"http://[]/", ""},
      {"http://[:]/", ""},
      {"http://[:1]/", ""},
      {"http://[:::]/", ""},
      {"http://[1::2::3]/", ""},
      {"http://[1:2:3:4:5:6:7]/", ""},
      {"http://[1:2:3:4:5:6:7:8:9]/", ""},
      {"http://[1:2:3:4:5:6:7:]/", ""},
      {"http://[12345::]/", ""},
      {"http://[g::]/", ""},
      {"http://[::1.2.3]/", ""},
      {"http://[::1.2.3.4.5]/", ""},
      {"http://[::1.2.3.256]/", ""},
      {"http://[::1.2.3.04]/", ""},
      {"http://[::1.2.3.4:5]/", ""},
      {"http://[1:2:3:4:5:6:7:1.2.3.4]/", ""},
      {"http://[::1%25eth0]/", ""},
      {"http://[::1/", ""},
      {"http://::1]/", ""},
  });
}

// https://url.spec.whatwg.org/#path-state
TEST(ParseUrl, Paths) {
  ExpectParsed({
      {"http://h.example/a/./b/../c", "http://h.example/a/c"},
      {"http://h.example/a/b/..", "http://h.example/a/"},
      {"http://h.example/a/b/.", "http://h.example/a/b/"},
      {"http://h.example/../../a", "http://h.example/a"},
      {"http://h.example/..", "http://h.example/"},
      {"http://h.example/a/%2e%2E/b/%2e", "http://h.example/b/"},
      {"http://h.example/a/.%2e/b", "http://h.example/b"},
      {"http://h.example/a/...", "http://h.example/a/..."},
      {"http://h.example/a/..b/.c", "http://h.example/a/..b/.c"},
      {"http://h.example/a//..//b", "http://h.example/a//b"},
      {"http://h.example\\a\\..\\b", "http://h.example/b"},
      {"http://h.example/%2f%zz%", "http://h.example/%2f%zz%"},
      {"http://h.example/a b\"<>`{}^|'", "http://h.example/a%20b%22%3C%3E%60%7B%7D%5E|'"},
      {"http://h.example/größe", "http://h.example/gr%C3%B6%C3%9Fe"},
      {"http://h.example/gr\xF6\xDF"
       "e",
       "http://h.example/gr%F6%DFe"},
      {"http://h.example/\x01\x7f", "http://h.example/%01%7F"},
  });
}

TEST(ParseUrl, QueriesAndFragments) {
  ExpectParsed({
      {"http://h.example/?a=1&b='\"<>`{}^|\\/../?", "http://h.example/?a=1&b=%27%22%3C%3E`{}^|\\/../?"},
      {"http://h.example/?größe=ü", "http://h.example/?gr%C3%B6%C3%9Fe=%C3%BC"},
      {"http://h.example/#a'\"<>`{}#?", "http://h.example/#a'%22%3C%3E%60{}#?"},
  });
}

TEST(ParseUrl, GivesTheParts) {
  const auto url = ParseUrl("https://me:pw@Shop.example:8443/a/b?c=d#e");
  ASSERT_TRUE(url);
  const Url wanted{.scheme = "https",
                   .username = "me",
                   .password = "pw",
                   .host = "shop.example",
                   .port = 8443,
                   .path = "/a/b",
                   .query = "c=d",
                   .fragment = "e"};
  EXPECT_EQ(*url, wanted);
  EXPECT_EQ(url->Origin(), "https://shop.example:8443");
  EXPECT_EQ(url->HostPort(), "shop.example:8443");
}

TEST(ParseUrl, IsTheIdentityOnWhatItGave) {
  for (const std::string input :
       {"http://a:b@h.example:8/a%20b/?q=%27#f", "https://xn--bcher-kva.example/..%2f/|",
        "http://[1:0:0:2::3]/", "http://h.example/a//b/?&&=#"}) {
    const std::string once = Parsed(input);
    EXPECT_FALSE(once.empty());
    EXPECT_EQ(Parsed(once), once);
  }
}

TEST(ResolveUrl, AgainstABase) {
  const auto base = ParseUrl("https://me@shop.example:8443/shoes/red/list.html?page=2#top");
  ASSERT_TRUE(base);
  const std::string origin = "https://me@shop.example:8443";
  const std::vector<Row> rows = {
      {"item.html", origin + "/shoes/red/item.html"},
      {"./item.html?id=7", origin + "/shoes/red/item.html?id=7"},
      {"../blue/", origin + "/shoes/blue/"},
      {"../../../../x", origin + "/x"},
      {"..", origin + "/shoes/"},
      {"/sale", origin + "/sale"},
      {"\\sale", origin + "/sale"},
      {"?page=3", origin + "/shoes/red/list.html?page=3"},
      {"?", origin + "/shoes/red/list.html?"},
      {"#end", origin + "/shoes/red/list.html?page=2#end"},
      {"", origin + "/shoes/red/list.html?page=2"},
      {"  \n ", origin + "/shoes/red/list.html?page=2"},
      {"//cdn.example/a.png", "https://cdn.example/a.png"},
      {"/\\cdn.example/a.png", "https://cdn.example/a.png"},
      {"///cdn.example", "https://cdn.example/"},
      {"http://other.example/x", "http://other.example/x"},
      {"http:x", "http://x/"},
      {"https:x", origin + "/shoes/red/x"},
      {"https:/x", origin + "/x"},
      {"https://other.example", "https://other.example/"},
      {"a:b", ""},
      {"./a:b", origin + "/shoes/red/a:b"},
      {"1:b", origin + "/shoes/red/1:b"},
      {"//", ""},
      {"//:80/", ""},
      {"mailto:a@b.example", ""},
      {"tel:+491234", ""},
      {"javascript:void(0)", ""},
      {"JavaScript:void(0)", ""},
  };
  for (const Row& row : rows) {
    const auto url = ResolveUrl(row.input, *base);
    EXPECT_EQ(url ? url->Href() : "", row.wanted) << "input: " << row.input;
  }
}

TEST(BudgetHost, JoinsWhatOneServerAnswersAsAVisitorSeesIt) {
  const std::vector<Row> rows = {
      {"https://www.shop.example/a", "shop.example"},
      {"http://shop.example/", "shop.example"},
      {"http://shop.example:443/", "shop.example:443"},
      {"https://WWW.shop.example.:8443/", "shop.example:8443"},
      {"https://m.shop.example/", "m.shop.example"},
      {"https://wwwshop.example/", "wwwshop.example"},
      {"https://www.com/", "www.com"},
      {"https://www.www.com/", "www.com"},
      {"http://127.0.0.1:8080/", "127.0.0.1:8080"},
      {"http://[::1]/", "[::1]"},
  };
  for (const Row& row : rows) EXPECT_EQ(BudgetHost(ParseUrl(row.input).value()), row.wanted) << row.input;
}

TEST(RegistrableDomain, ByThePublicSuffixList) {
  const std::vector<Row> rows = {
      {"shop.example.co.uk", "example.co.uk"},
      {"example.com", "example.com"},
      {"a.b.example.com.", "example.com"},
      {"co.uk", "co.uk"},
      {"shop.unlisted-tld", "shop.unlisted-tld"},
      {"a.b.xn--p1ai", "b.xn--p1ai"},
      {"localhost", "localhost"},
      {"192.168.0.1", "192.168.0.1"},
      {"[2001:db8::1]", "[2001:db8::1]"},
      {"", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(RegistrableDomain(row.input), row.wanted) << row.input;
}

}  // namespace
}  // namespace pricecrew
