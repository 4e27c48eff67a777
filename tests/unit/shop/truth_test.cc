#include "tests/shop/truth.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <sstream>
#include <string>
#include <vector>

namespace pricecrew::shop {
namespace {

std::string Truth(CatalogueOptions options) {
  std::ostringstream out;
  WriteTruth(Catalogue(options), out);
  return out.str();
}

TEST(Truth, IsTheSameForTheSameSeed) {
  EXPECT_EQ(Truth({.products = 60, .seed = 7}), Truth({.products = 60, .seed = 7}));
  EXPECT_NE(Truth({.products = 60, .seed = 7}), Truth({.products = 60, .seed = 8}));
}

TEST(Truth, KeepsAProductWhateverThePageSize) {
  const ShopProduct small = Catalogue({.products = 60, .page_size = 5}).ProductAt(59);
  const ShopProduct large = Catalogue({.products = 60, .page_size = 50}).ProductAt(59);
  EXPECT_EQ(small.name, large.name);
  EXPECT_EQ(small.price, large.price);
}

TEST(Truth, HasALineForEachCategoryAndProduct) {
  std::istringstream lines(Truth({.products = 60, .categories = 4}));
  std::size_t categories = 0;
  std::size_t products = 0;
  for (std::string line; std::getline(lines, line);) {
    rapidjson::Document json;
    json.Parse(line.c_str());
    ASSERT_FALSE(json.HasParseError()) << line;
    const std::string kind = json["kind"].GetString();
    categories += kind == "category" ? 1 : 0;
    products += kind == "product" ? 1 : 0;
    if (kind != "product") continue;
    for (const char* key : {"path", "name", "price", "currency", "regular_price", "availability", "sku",
                            "gtin", "brand", "category", "page", "rank"}) {
      EXPECT_TRUE(json.HasMember(key)) << key;
    }
  }
  EXPECT_EQ(categories, 4U);
  EXPECT_EQ(products, 60U);
}

TEST(Truth, WritesWhatIsAbsentAsNull) {
  const Catalogue catalogue({.products = 1, .categories = 1, .page_bytes = 200});
  rapidjson::Document json;
  json.Parse(TruthLine(catalogue.ProductAt(0), catalogue.categories()[0]).c_str());
  EXPECT_TRUE(json["gtin"].IsNull());
  EXPECT_TRUE(json["availability"].IsNull());
  EXPECT_TRUE(json["price"].IsString());
}

}  // namespace
}  // namespace pricecrew::shop
