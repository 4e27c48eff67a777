#include "worker/state_price.h"

#include <gtest/gtest.h>

#include <string>

#include "worker/json_text.h"

namespace pricecrew {
namespace {

// "asked", "asked < regular", with the currency in front where the price names it.
std::string PricesOf(std::string_view json) {
  const auto document = ParseLooseJson(json);
  const StateObject product(*document);
  const auto asked = AskedPrice(product, {});
  if (!asked) return "none";
  std::string text = asked->currency ? *asked->currency + " " + asked->amount : asked->amount;
  if (const auto regular = RegularPrice(product, {})) text += " < " + regular->amount;
  return text;
}

struct Case {
  const char* json;
  const char* prices;
};

TEST(StatePrice, IsInWholeUnitsWhereTheStateCountsMinorOnes) {
  const Case cases[] = {
      {R"({"prices":{"price":"2495","regular_price":"2995","currency_code":"EUR","currency_minor_unit":2}})",
       "EUR 24.95 < 29.95"},
      {R"({"prices":{"price":"2495","currency_code":"JPY","currency_minor_unit":0}})", "JPY 2495"},
      {R"({"price":2495,"prices":[{"priceTypeName":"DEFAULT","grossAmount":2495}]})", "24.95"},
      {R"({"prices":[{"priceTypeName":"DEFAULT","grossAmount":2495,"currency":{"code":"EUR"}}]})",
       "EUR 24.95"},
      {R"({"prices":[{"grossAmount":2495}]})", "2495"},
      {R"({"priceInCents":2495,"currency":"EUR"})", "24.95"},
      {R"({"price_cents":2495,"list_price_cents":"2995"})", "24.95 < 29.95"},
      {R"({"price":{"amountInMinorUnits":2495,"currency":"EUR"}})", "EUR 24.95"},
      {R"({"price":{"centAmount":2495,"currencyCode":"EUR","fractionDigits":2}})", "EUR 24.95"},
      {R"({"price":{"centAmount":2495,"currencyCode":"JPY","fractionDigits":0}})", "JPY 2495"},
      {R"({"price":{"centAmount":24950,"currencyCode":"KWD","fractionDigits":3}})", "KWD 24.950"},
      {R"({"variants":[{"id":1,"price":6400,"public_title":null}]})", "64.00"},
      {R"({"price":24,"priceCents":95})", "24"},
      {R"({"priceCents":95})", "none"},  // of what?
  };
  for (const Case& one : cases) EXPECT_EQ(PricesOf(one.json), one.prices) << one.json;
}

TEST(StatePrice, IsTheOneThatIsAskedOfSeveral) {
  const Case cases[] = {
      {R"({"discountPrice":5,"price":24.95})", "24.95"},
      {R"({"discountPrice":19.95,"price":24.95})", "19.95"},
      {R"({"discountPrice":19.95})", "19.95"},
      {R"({"discountPrice":5,"prices":{"value":24.95}})", "24.95"},
      {R"({"price":{"sellingPrice":25.99,"discountedPrice":23.49}})", "23.49"},
      {R"({"prices":[{"type":"list","price":29.95},{"type":"final","price":24.95}]})", "24.95 < 29.95"},
      {R"({"prices":[{"type":"list","price":29.95}]})", "29.95 < 29.95"},
      {R"({"salePrice":0,"price":24.95})", "24.95"},
  };
  for (const Case& one : cases) EXPECT_EQ(PricesOf(one.json), one.prices) << one.json;
}

TEST(StatePrice, IsReadAsShopSystemsWriteIt) {
  const Case cases[] = {
      {R"({"price_range":{"minimum_price":{"regular_price":{"value":29.95,"currency":"EUR"},)"
       R"("final_price":{"value":24.95,"currency":"EUR"}}}})",
       "EUR 24.95 < 29.95"},
      {R"({"price":{"regularPrice":{"amount":{"value":24.95,"currency":"EUR"}}}})", "EUR 24.95 < 24.95"},
      {R"({"priceRange":{"minVariantPrice":{"amount":"24.95","currencyCode":"EUR"}}})", "EUR 24.95"},
      {R"({"selectedVariant":{"price":{"amount":"24.95"},"compareAtPrice":{"amount":"29.95"}}})",
       "24.95 < 29.95"},
      {R"({"price":{"sales":{"value":24.95},"list":{"value":29.95}}})", "24.95 < 29.95"},
      {R"({"price":{"sales":{"value":24.95},"list":null}})", "24.95"},
      {R"({"masterVariant":{"prices":[{"value":{"centAmount":2495,"fractionDigits":2}}]}})", "24.95"},
      {R"({"priceInfo":{"currentPrice":{"price":24.95,"currencyUnit":"EUR"},"wasPrice":{"price":29.95}}})",
       "EUR 24.95 < 29.95"},
      {R"({"price":{"current":{"value":24.95},"previous":{"value":29.95}}})", "24.95 < 29.95"},
      {R"({"priceData":{"currencyIso":"EUR","value":24.95}})", "EUR 24.95"},
      {R"({"calculatedPrice":{"unitPrice":24.95,"listPrice":{"price":29.95}}})", "24.95 < 29.95"},
      {R"({"pricing":{"priceRange":{"start":{"gross":{"amount":24.95,"currency":"EUR"}}}}})", "EUR 24.95"},
      {R"({"price":{"current_retail":24.95,"reg_retail":29.95}})", "24.95"},
      {R"({"price":{"customerPrice":24.95,"regularPrice":29.95}})", "24.95 < 29.95"},
      {R"({"variants":[{"calculated_price":{"calculated_amount":24.95,"currency_code":"eur"}}]})",
       "EUR 24.95"},
      {R"({"unitPrice":12.48,"name":"x"})", "none"},
      {R"({"pricing":{"start":"2026-01-01"}})", "none"},
  };
  for (const Case& one : cases) EXPECT_EQ(PricesOf(one.json), one.prices) << one.json;
}

TEST(StatePrice, IsSoughtOnlySoDeep) {
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += R"({"price":)";
  EXPECT_EQ(PricesOf(deep + "5" + std::string(50'000, '}')), "none");
}

}  // namespace
}  // namespace pricecrew
