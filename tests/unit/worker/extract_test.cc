#include "worker/extract.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

Extraction ExtractHtml(const std::string& html, std::string_view content_type = "text/html; charset=utf-8",
                       std::string_view url = "https://shop.example/p/1") {
  return Extract({html, content_type, *ParseUrl(url)});
}

Product ProductIn(const std::string& html, std::string_view url = "https://shop.example/p/1") {
  const Extraction extraction = ExtractHtml(html, "text/html", url);
  const auto* product = std::get_if<Product>(&extraction);
  EXPECT_NE(product, nullptr) << html;
  return product == nullptr ? Product{} : *product;
}

std::string ReasonIn(const std::string& html, std::string_view content_type = "text/html") {
  const Extraction extraction = ExtractHtml(html, content_type);
  if (const auto* none = std::get_if<NotAProduct>(&extraction)) return "not_a_product:" + none->reason;
  if (const auto* bad = std::get_if<Unreadable>(&extraction)) return "unreadable:" + bad->reason;
  return "product";
}

std::string JsonLd(const std::string& json) {
  return "<script type=\"application/ld+json\">" + json + "</script>";
}

TEST(Extract, TakesJsonLdAndResolvesUrls) {
  const Product product = ProductIn(
      "<link rel=canonical href='/lamp'>" +
      JsonLd(
          R"({"@type":"Product","name":"Lamp","image":"a.jpg","offers":{"price":19.9,"priceCurrency":"EUR"}})"));
  EXPECT_EQ(product.name, "Lamp");
  EXPECT_EQ(product.price, "19.90");
  EXPECT_EQ(product.currency, "EUR");
  EXPECT_EQ(product.image, "https://shop.example/p/a.jpg");
  EXPECT_EQ(product.canonical, "https://shop.example/lamp");
}

TEST(Extract, GivesThePriceItsCurrencysMinorDigits) {
  EXPECT_EQ(
      ProductIn(
          JsonLd(R"({"@type":"Product","name":"A","offers":{"price":"24990.00","priceCurrency":"JPY"}})"))
          .price,
      "24990");
  EXPECT_EQ(
      ProductIn(JsonLd(R"({"@type":"Product","name":"A","offers":{"price":"5","priceCurrency":"KWD"}})"))
          .price,
      "5.000");
}

TEST(Extract, TakesMetaWhereThereIsNoJsonLd) {
  const Product product = ProductIn(
      "<meta property=og:title content='Lamp | Shop'><meta property=og:site_name content=Shop>"
      "<meta property=product:price:amount content=5><meta property=product:price:currency content=USD>");
  EXPECT_EQ(product.name, "Lamp");
  EXPECT_EQ(product.price, "5.00");
}

TEST(Extract, TakesWhatThePageShows) {
  const Product product = ProductIn("<title>Lamp</title><h1>Lamp</h1><p>Price: £51.07</p><p>In stock</p>");
  EXPECT_EQ(product.name, "Lamp");
  EXPECT_EQ(product.price, "51.07");
  EXPECT_EQ(product.currency, "GBP");
  EXPECT_EQ(product.availability, Availability::kInStock);
}

TEST(Extract, LetsTheDomainDecideWhatADollarIs) {
  const std::string page = "<h1>Lamp</h1><p>$5.00</p><button>Add to cart</button>";
  EXPECT_EQ(ProductIn(page).currency, "USD");
  EXPECT_EQ(ProductIn(page, "https://shop.example.ca/p").currency, "CAD");
  EXPECT_EQ(ProductIn("<html lang=en-AU>" + page).currency, "AUD");
}

TEST(Extract, CorrectsStructuredDataThatLagsBehind) {
  const Product product = ProductIn(
      "<div itemscope itemtype='https://schema.org/Product'><h1 itemprop=name>Lamp</h1><meta itemprop=price "
      "content=20>"
      "<meta itemprop=priceCurrency content=EUR><del>20,00 €</del> <b>15,00 €</b></div>");
  EXPECT_EQ(product.price, "15.00");
  EXPECT_EQ(product.regular_price, "20.00");
}

TEST(Extract, KeepsARegularPriceOnlyWhereItIsHigher) {
  const auto spec = [](const std::string& regular) {
    return JsonLd(
        R"({"@type":"Product","name":"A","offers":{"price":"10","priceCurrency":"EUR","priceSpecification":{"priceType":"ListPrice","price":")" +
        regular + "\"}}}");
  };
  EXPECT_EQ(ProductIn(spec("12")).regular_price, "12.00");
  EXPECT_EQ(ProductIn(spec("10")).regular_price, std::nullopt);
}

TEST(Extract, TakesASoldOutProductWithoutAPrice) {
  const Product product = ProductIn(JsonLd(
      R"({"@type":"Product","name":"A","offers":{"price":"0","priceCurrency":"EUR","availability":"SoldOut"}})"));
  EXPECT_EQ(product.price, std::nullopt);
  EXPECT_EQ(product.currency, std::nullopt);
  EXPECT_EQ(product.availability, Availability::kOutOfStock);
}

TEST(Extract, TellsWhyAPageIsNoProduct) {
  EXPECT_EQ(ReasonIn("<h1>News</h1><p>Nothing is sold here.</p>"), "not_a_product:no_price");
  EXPECT_EQ(ReasonIn("<p>Hello</p>"), "not_a_product:no_name");
  EXPECT_EQ(ReasonIn("<h1>Lamps</h1><ul><li><a href=/1>A lamp</a> $1.00</li><li><a href=/2>B lamp</a> "
                     "$2.00</li><li><a href=/3>C lamp</a> $3.00</li></ul>"),
            "not_a_product:listing");
  EXPECT_EQ(ReasonIn("{}", "application/json"), "not_a_product:not_html");
  EXPECT_EQ(ReasonIn("<h1><a href=/p/9>Lamp</a></h1><p>$5.00</p><button>Add to cart</button>"),
            "not_a_product:about_another");
  EXPECT_EQ(ReasonIn(""), "unreadable:empty");
}

TEST(Extract, TakesAPageThatListsProductsForNoWall) {
  EXPECT_EQ(ReasonIn("<h1>Lamps</h1><p>We use cookies.</p><ul><li><a href=/1>A lamp</a> $1.00</li><li><a "
                     "href=/2>B lamp</a> $2.00</li><li><a href=/3>C lamp</a> $3.00</li></ul>"),
            "not_a_product:listing");
}

TEST(Extract, TakesAListOfOneCardForNoProduct) {
  EXPECT_NE(ReasonIn("<h1>Lamps</h1><ol><li><a href=/1>A lamp</a><p>£5.00</p><p>In stock</p></li></ol>"),
            "product");
}

}  // namespace
}  // namespace pricecrew
