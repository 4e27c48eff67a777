#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "worker/extract.h"

namespace pricecrew {
namespace {

Extraction ExtractHtml(const std::string& html) {
  return Extract({html, "text/html", *ParseUrl("https://shop.example/p")});
}

std::string Repeated(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(ExtractHostile, SurvivesDeepJson) {
  for (const std::string open :
       {"[", "{\"@graph\":", "{\"@type\":\"Product\",\"offers\":", "{\"mainEntity\":["}) {
    const std::string json =
        Repeated(open, 100'000) + "1" +
        (open == "[" ? Repeated("]", 100'000) : Repeated(open.back() == '[' ? "]}" : "}", 100'000));
    EXPECT_FALSE(std::holds_alternative<Product>(
        ExtractHtml("<script type='application/ld+json'>" + json + "</script>")))
        << open;
  }
}

TEST(ExtractHostile, ReadsPagesOfAnyDepth) {
  const Extraction extraction = ExtractHtml(
      "<h1>Red lamp</h1><p class=price>$5.00</p><button>Add to cart</button>" + Repeated("<div>", 200'000));
  const auto* product = std::get_if<Product>(&extraction);
  ASSERT_NE(product, nullptr);
  EXPECT_EQ(product->price, "5.00");
}

TEST(ExtractHostile, TakesAnyBytes) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same bytes every time
  const std::string seed =
      "<h1>\xD9\xC2 Lamp</h1><p class=price>$ 1.0,0'0</p><script "
      "type='application/ld+json'>{\"@type\":\"Product\",\"name\":[],\"offers\":[[{\"price\":{}}]]}</script>";
  for (int round = 0; round < 2'000; ++round) {
    std::string page = seed;
    for (int change = 0; change < 8; ++change) page[random() % page.size()] = static_cast<char>(random());
    (void)ExtractHtml(page);
  }
}

std::string WithNumberedAttributes(std::size_t count) {
  std::string tag = "<div ";
  for (std::size_t i = 0; i < count; ++i) tag += "a" + std::to_string(i) + "=1 ";
  return tag + ">";
}

constexpr const char* kProduct =
    R"(<script type="application/ld+json">{"@type":"Product","name":"Lamp","offers":{"price":"5","priceCurrency":"EUR"}}</script>)";

// The product must be read nevertheless: what is hostile stands behind it.
TEST(ExtractHostile, ReadsTheProductOfABrokenPage) {
  const std::string broken[] = {
      Repeated("<div>", (std::size_t{16} << 20) / 5),
      Repeated("<div><b><table>", 100'000),
      Repeated("<script>", 100'000),
      Repeated("<!-- ", 100'000),
      Repeated("<p title='", 100'000),
      Repeated(std::string("\0", 1), 1'000'000),
      Repeated("\xFF\xC3(\xED\xA0\x80", 100'000),
      "<p title='" + std::string(10'000'000, 'x') + "'>",
      "<p title='" + std::string(10'000'000, 'x'),
      WithNumberedAttributes(1'000'000),
      "<p " + Repeated("a=1 ", 1'000'000) + ">",
      "<script type=application/ld+json>" + Repeated("[{\"a\":", 100'000),
  };
  for (const std::string& rest : broken) {
    const Extraction read = ExtractHtml(kProduct + rest);
    const auto* product = std::get_if<Product>(&read);
    ASSERT_NE(product, nullptr) << rest.substr(0, 20);
    EXPECT_EQ(product->name, "Lamp");
    EXPECT_EQ(product->price, "5.00");
  }
}

TEST(ExtractHostile, FindsNoProductInWhatIsNoPage) {
  std::string binary(1'000'000, '\0');
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same bytes every time
  for (char& c : binary) c = static_cast<char>(random());
  for (const std::string& page :
       {std::string(), std::string(" \r\n"), std::string(1'000'000, '\0'), binary, std::string("\xFF\xFE"),
        std::string("\xEF\xBB\xBF"), std::string("<"), std::string("{}"), std::string("%PDF-1.7\n$5.00")})
    EXPECT_FALSE(std::holds_alternative<Product>(ExtractHtml(page))) << page.substr(0, 10);
}

TEST(ExtractHostile, TakesAnyCharsetLabel) {
  for (const char* label : {"utf-8", "utf8x", "", "\"", "utf-16", "utf-7", "x-user-defined", "iso-2022-kr",
                            "replacement", "shift_jis", "koi8-r; charset=utf-8", "\xFF", "UTF-8,utf-8"}) {
    const std::string type = std::string("text/html; charset=") + label;
    const std::string page = std::string("<meta charset=\"") + label + "\">" + kProduct + "<h1>\xFF\x81</h1>";
    (void)Extract({page, type, *ParseUrl("https://shop.example/p")});
    (void)Extract({page, "text/html", *ParseUrl("https://shop.example/p")});
  }
}

TEST(ExtractHostile, KeepsPricesAndNamesCleanOfNullBytes) {
  constexpr char kText[] = "<h1>La\0mp</h1><p class=price>$\0005.00</p><button>Add to cart</button>";
  const std::string page(kText, sizeof kText - 1);
  const Extraction read = ExtractHtml(page);
  const auto* product = std::get_if<Product>(&read);
  ASSERT_NE(product, nullptr);
  EXPECT_EQ(product->name, "Lamp");
  EXPECT_EQ(product->price, "5.00");
}

// A quadratic step would take minutes at this size.
TEST(ExtractHostile, TakesLinearTime) {
  for (const std::string part : {"<li><a href=/x>Some lamp</a> $5.00</li>", "<p>$ 1.000,00 € 1 000",
                                 "<b class=price>1 ", "9,", "$", "<h1>x</h1>", "was $5 now $4 "}) {
    const auto start = std::chrono::steady_clock::now();
    (void)ExtractHtml("<h1>Lamp</h1>" + Repeated(part, 400'000 / part.size()));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20)) << part;
  }
}

}  // namespace
}  // namespace pricecrew
