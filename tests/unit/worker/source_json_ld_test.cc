#include "worker/source_json_ld.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

Evidence Only(const std::string& block) {
  const auto products = ReadJsonLd({block}, {});
  EXPECT_EQ(products.size(), 1u) << block;
  return products.empty() ? Evidence{} : products.front();
}

TEST(ReadJsonLd, ReadsAProductWithAnOffer) {
  const Evidence product =
      Only(R"({"@context":"https://schema.org","@type":"Product","name":"Lamp &amp; bulb","sku":"L1",
    "gtin13":"4006381333931","brand":{"@type":"Brand","name":"Acme"},"image":[{"@type":"ImageObject","url":"/l.jpg"}],
    "offers":{"@type":"Offer","price":19.90,"priceCurrency":"eur","availability":"https://schema.org/InStock","url":"/lamp"}})");
  EXPECT_EQ(product.name, "Lamp & bulb");
  EXPECT_EQ(product.price, "19.90");
  EXPECT_EQ(product.currency, "EUR");
  EXPECT_EQ(product.availability, Availability::kInStock);
  EXPECT_EQ(product.sku, "L1");
  EXPECT_EQ(product.gtin, "4006381333931");
  EXPECT_EQ(product.brand, "Acme");
  EXPECT_EQ(product.image, "/l.jpg");
  EXPECT_EQ(product.url, "/lamp");
}

TEST(ReadJsonLd, FindsTheProductInArraysGraphsAndEntities) {
  EXPECT_EQ(Only(R"([{"@type":"WebSite","name":"W"},{"@type":["Thing","Product"],"name":"A"}])").name, "A");
  EXPECT_EQ(Only(R"({"@graph":[{"@type":"WebPage"},{"@type":"http://schema.org/Product","name":"A"}]})").name,
            "A");
  EXPECT_EQ(Only(R"({"@type":"ItemPage","mainEntity":{"@type":"product","name":"A"}})").name, "A");
  EXPECT_EQ(Only(R"({"@type":"BuyAction","object":{"@type":"Product","name":"A"}})").name, "A");
}

TEST(ReadJsonLd, AGroupCanBeHadWhereOneOfItsVariantsCan) {
  const auto variant = [](const std::string& state) {
    return R"({"@type":"Product","name":"A","offers":{"price":5,"priceCurrency":"EUR","availability":")" +
           state + "\"}}";
  };
  const auto group = [&](const std::string& first, const std::string& second) {
    return Only(R"({"@type":"ProductGroup","name":"A","hasVariant":[)" + variant(first) + "," +
                variant(second) + "]}")
        .availability;
  };
  EXPECT_EQ(group("OutOfStock", "InStock"), Availability::kInStock);
  EXPECT_EQ(group("OutOfStock", "OutOfStock"), Availability::kOutOfStock);
}

TEST(ReadJsonLd, FollowsReferences) {
  const Evidence product =
      Only(R"({"@graph":[{"@type":"Product","name":"A","offers":{"@id":"#o"},"brand":{"@id":"#b"}},
    {"@id":"#o","@type":"Offer","price":"5","priceCurrency":"EUR"},{"@id":"#b","@type":"Brand","name":"Acme"}]})");
  EXPECT_EQ(product.price, "5");
  EXPECT_EQ(product.brand, "Acme");
}

TEST(ReadJsonLd, SurvivesReferencesInCircles) {
  const Evidence product = Only(
      R"({"@graph":[{"@id":"#a","@type":"Product","name":"A","offers":{"@id":"#a"},"brand":{"@id":"#a"}}]})");
  EXPECT_EQ(product.name, "A");
}

TEST(ReadJsonLd, TakesTheLowPriceOfAnAggregate) {
  const Evidence product =
      Only(R"({"@type":"Product","name":"A","offers":{"@type":"AggregateOffer","lowPrice":"352.00",
    "highPrice":"376.45","priceCurrency":"BYN"}})");
  EXPECT_EQ(product.price, "352.00");
  EXPECT_EQ(product.currency, "BYN");
}

TEST(ReadJsonLd, TakesPricesWhoseNamesAreInLowerCase) {
  const Evidence product =
      Only(R"({"@type":"Product","name":"A","offers":{"@type":"AggregateOffer","lowprice":"352.00",
    "highprice":"376.45","pricecurrency":"BYN"}})");
  EXPECT_EQ(product.price, "352.00");
  EXPECT_EQ(product.high_price, "376.45");
}

TEST(ReadJsonLd, PrefersAnOfferThatCanBeBought) {
  const Evidence product = Only(R"({"@type":"Product","name":"A","offers":[
    {"price":"5","priceCurrency":"EUR","availability":"OutOfStock"},{"price":"6","priceCurrency":"EUR","availability":"InStock"}]})");
  EXPECT_EQ(product.price, "6");
}

TEST(ReadJsonLd, ReadsPriceSpecifications) {
  const Evidence product =
      Only(R"({"@type":"Product","name":"A","offers":{"@type":"Offer","priceSpecification":[
    {"@type":"UnitPriceSpecification","price":"80","priceCurrency":"EUR","priceType":"https://schema.org/ListPrice"},
    {"@type":"UnitPriceSpecification","price":"1.20","priceCurrency":"EUR","referenceQuantity":{"value":1}},
    {"@type":"PriceSpecification","price":"60","priceCurrency":"EUR"}]}})");
  EXPECT_EQ(product.price, "60");
  EXPECT_EQ(product.regular_price, "80");
}

TEST(ReadJsonLd, TakesThePriceOfAVariant) {
  const Evidence product =
      Only(R"({"@type":"ProductGroup","name":"Shirt","hasVariant":[{"@type":"Product","name":"Shirt S"},
    {"@type":"Product","name":"Shirt M","offers":{"price":"9","priceCurrency":"USD"}}]})");
  EXPECT_EQ(product.name, "Shirt");
  EXPECT_EQ(product.price, "9");
}

TEST(ReadJsonLd, LeavesOutWhatThePageIsNotAbout) {
  EXPECT_TRUE(
      ReadJsonLd(
          {R"({"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"A"}}]})"},
          {})
          .empty());
  EXPECT_TRUE(ReadJsonLd({R"({"@type":"Book","name":"Reviewed"})"}, {}).empty());
  EXPECT_TRUE(ReadJsonLd({"{broken", ""}, {}).empty());
  const auto related =
      ReadJsonLd({R"({"@type":"Product","name":"A","isRelatedTo":[{"@type":"Product","name":"B"}]})"}, {});
  EXPECT_EQ(related.size(), 1u);
}

}  // namespace
}  // namespace pricecrew
