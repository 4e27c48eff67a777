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
