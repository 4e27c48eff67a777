#include "worker/rules_product.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "common/rules/read_rules.h"
#include "worker/explain.h"

namespace pricecrew {
namespace {

// Its structured data lags behind: what rules are for.
constexpr std::string_view kPage = R"(<html lang=de><head><title>Shop</title>
<meta property="og:price:currency" content="EUR">
<link rel=canonical href="/p/7">
<script type="application/ld+json">{"@type":"Product","name":"Old kettle","sku":"OLD","brand":"Old",
 "offers":{"price":"99.00","priceCurrency":"USD","availability":"InStock"}}</script>
<script>window.__STATE__ = {"item": {"name": "Kettle 7", "price": 24.5, "old": 30, "stock": false,
 "codes": ["x", "4006381333931"], "image": "/img/7.jpg"}};</script></head>
<body><h1>Kettle <b>7</b></h1><p class=now>nur 1.299 &euro;</p><p class=was>1.499,00 &euro;</p>
<p class=sku>Art. 4711 / B</p><p class=stock>Ausverkauft</p><img class=main src="img/8.jpg">
<span class=empty></span></body></html>)";

Page PageOf(std::string_view body) {
  return {body, "text/html; charset=utf-8", *ParseUrl("https://shop.example/a/b")};
}

Rules RulesOf(const std::string& fields) {
  const std::string text = R"({"sites": [{"hosts": ["shop.example"], "fields": {)" + fields + "}}]}";
  auto read = ReadRules(text);
  if (const auto* mistakes = std::get_if<1>(&read)) ADD_FAILURE() << ToString(mistakes->at(0));
  return std::get<Rules>(std::move(read));
}

struct Ruled {
  Product product;
  std::string missed;
  std::string other;  ///< where it is no product
};

Ruled Apply(const std::string& fields, std::string_view body = kPage) {
  RuledExtraction ruled = ExtractWithRules(PageOf(body), RulesOf(fields));
  Ruled result{{}, DescribeMissed(ruled.missed), {}};
  if (auto* product = std::get_if<Product>(&ruled.extraction))
    result.product = *product;
  else if (auto* other = std::get_if<NotAProduct>(&ruled.extraction))
    result.other = other->reason;
  else
    result.other = "unreadable";
  return result;
}

TEST(ExplainRules, SaysWhatTheyFoundAndWhatNot) {
  const Rules rules = RulesOf(R"("name": {"selector": "h1"}, "price": {"selector": ".now"},
    "currency": {"value": "EUR"}, "sku": {"selector": ".none"})");
  const std::string text = ExplainRules(PageOf(kPage), rules);
  for (const char* part : {"rules for shop.example", "name           Kettle 7\n", "price          1299 EUR\n",
                           "sku            not found\n"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  const Page elsewhere{kPage, "text/html", *ParseUrl("https://other.example/")};
  EXPECT_EQ(ExplainRules(elsewhere, rules), "\nrules: none for other.example\n");
}

TEST(RulesProduct, WinOverStructuredData) {
  const Ruled ruled = Apply(R"json("name": {"selector": "h1"},
    "price": {"json": "$.item.price", "in": "__STATE__"}, "currency": {"value": "EUR"},
    "regular_price": {"json": "$.item.old", "in": "__STATE__"},
    "availability": {"selector": ".stock"}, "sku": {"selector": ".sku", "pattern": "Art\\. (\\d+)"},
    "gtin": {"json": "$.item.codes[*]", "in": "window.__STATE__"}, "brand": {"value": "Own"},
    "image": {"selector": "img.main"})json");
  EXPECT_EQ(ruled.product.name, "Kettle 7");
  EXPECT_EQ(ruled.product.price, "24.50");
  EXPECT_EQ(ruled.product.currency, "EUR");
  EXPECT_EQ(ruled.product.regular_price, "30.00");
  EXPECT_EQ(ruled.product.availability, Availability::kOutOfStock);
  EXPECT_EQ(ruled.product.sku, "4711");
  EXPECT_EQ(ruled.product.gtin, "4006381333931");
  EXPECT_EQ(ruled.product.brand, "Own");
  EXPECT_EQ(ruled.product.image, "https://shop.example/a/img/8.jpg");
  EXPECT_EQ(ruled.missed, "");
}

TEST(RulesProduct, LeaveTheRestAsItIs) {
  const Ruled ruled = Apply(R"("name": {"selector": "h1"})");
  EXPECT_EQ(ruled.product.name, "Kettle 7");
  EXPECT_EQ(ruled.product.price, "99.00");
  EXPECT_EQ(ruled.product.currency, "USD");
  EXPECT_EQ(ruled.product.sku, "OLD");
}

TEST(RulesProduct, FallBackAndSaySo) {
  const Ruled ruled = Apply(R"("name": {"selector": ".empty"}, "sku": {"selector": ".nosuch"},
    "price": [{"selector": "h1"}, {"json": "$.nosuch", "in": "__STATE__"}, {"json": "$.x", "in": "NOSUCH"}],
    "gtin": {"value": "123"}, "availability": {"selector": "h1"})");
  EXPECT_EQ(ruled.product.name, "Old kettle");
  EXPECT_EQ(ruled.product.sku, "OLD");
  EXPECT_EQ(ruled.product.availability, Availability::kInStock);
  EXPECT_EQ(ruled.missed, "rules found no name, price, availability, sku, gtin");
  EXPECT_EQ(ruled.product.price, "99.00") << "the heading is no price";
}

TEST(RulesProduct, TakeTheFirstWayThatLeadsSomewhere) {
  const Ruled ruled = Apply(R"("price": [{"selector": ".empty, .stock, .was"}, {"value": "1"}])");
  EXPECT_EQ(ruled.product.price, "1499.00");
  EXPECT_EQ(ruled.product.currency, "EUR");  // of the sign beside it
}

TEST(RulesProduct, ReadAPriceAsItIsMeant) {
  EXPECT_EQ(Apply(R"("price": {"selector": ".now"})").product.price, "1299.00");  // by the page's language
  EXPECT_EQ(Apply(R"("price": {"value": "1.299"}, "currency": {"value": "KWD"})").product.price, "1.299");
  EXPECT_EQ(Apply(R"("price": {"value": "12"}, "currency": {"value": "JPY"})").product.price, "12");
  EXPECT_EQ(Apply(R"("price": {"json": "$.item.price", "in": "__STATE__"})").product.currency, "EUR");
}

TEST(RulesProduct, LetNoRegularPriceStandThatIsNotHigher) {
  EXPECT_EQ(Apply(R"("price": {"value": "5"}, "regular_price": {"value": "5.00"})").product.regular_price,
            std::nullopt);
  EXPECT_EQ(Apply(R"("regular_price": {"value": "100"})").product.regular_price, "100.00");
  EXPECT_EQ(Apply(R"("regular_price": {"value": "98"})").product.regular_price, std::nullopt);
}

TEST(RulesProduct, ReadTruthValues) {
  EXPECT_EQ(Apply(R"("availability": {"json": "$.item.stock", "in": "__STATE__"})").product.availability,
            Availability::kOutOfStock);
}

TEST(RulesProduct, MakeAProductOfAPageThatSeemsNone) {
  constexpr std::string_view kBare = "<h2>Kettle</h2><i>12,50</i>";
  EXPECT_NE(Apply("", kBare).other, "");
  EXPECT_NE(Apply(R"("name": {"selector": "h2"})", kBare).other, "");
  EXPECT_NE(Apply(R"("price": {"selector": "i"})", kBare).other, "");
  const Ruled both = Apply(R"("name": {"selector": "h2"}, "price": {"selector": "i"})", kBare);
  EXPECT_EQ(both.product.name, "Kettle");
  EXPECT_EQ(both.product.price, "12.50");
  const Ruled sold_out =
      Apply(R"("name": {"selector": "h2"}, "availability": {"value": "OutOfStock"})", kBare);
  EXPECT_EQ(sold_out.product.name, "Kettle");
}

TEST(RulesProduct, ReadJsonWhereThereIsNoTree) {
  std::string deep = R"(<script id=d type="application/json">{"n": "Kettle", "p": "5 EUR"}</script>)";
  for (int i = 0; i < 5'000; ++i) deep += "<div>";
  const Ruled ruled = Apply(R"("name": [{"selector": "div"}, {"json": "$.n", "in": "script#d"}],
                               "price": {"json": "$.p", "in": "script#d"})",
                            deep);
  EXPECT_EQ(ruled.product.name, "Kettle");
  EXPECT_EQ(ruled.product.currency, "EUR");
}

TEST(RulesProduct, AreForTheirHostsAlone) {
  Page page = PageOf(kPage);
  page.url = *ParseUrl("https://other.example/");
  const RuledExtraction ruled = ExtractWithRules(page, RulesOf(R"("name": {"selector": "h1"})"));
  EXPECT_FALSE(ruled.applied);
  EXPECT_EQ(std::get<Product>(ruled.extraction).name, "Old kettle");
}

TEST(RulesProduct, LeaveAloneWhatIsNoPage) {
  const Rules rules = RulesOf(R"("name": {"value": "x"}, "price": {"value": "1"})");
  Page picture = PageOf("\x89PNG");
  picture.content_type = "image/png";
  EXPECT_TRUE(std::holds_alternative<NotAProduct>(ExtractWithRules(picture, rules).extraction));
  EXPECT_TRUE(std::holds_alternative<Unreadable>(ExtractWithRules(PageOf(""), rules).extraction));
}

}  // namespace
}  // namespace pricecrew
