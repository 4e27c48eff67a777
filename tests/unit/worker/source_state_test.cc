#include "worker/source_state.h"

#include <gtest/gtest.h>

#include <string>

#include "common/html/document.h"

namespace pricecrew {
namespace {

std::vector<Evidence> Read(const std::string& html) {
  const SketchedPage page = SketchPage(html);
  return ReadState(ReadScriptValues(page.html, page.scan, page.document.Root()), {.region = "NL"});
}

std::string Script(const std::string& text) { return "<script>" + text + "</script>"; }

// "price currency name availability" of the first product.
std::string First(const std::string& html) {
  const auto found = Read(html);
  if (found.empty()) return "none";
  const Evidence& first = found[0];
  const std::string text = first.price.value_or("-") + " " + first.currency.value_or("-") + " " + first.name;
  return first.availability ? text + " " + std::string(ToString(*first.availability)) : text;
}

TEST(ReadState, ReadsWhatShopsHandToTheirScripts) {
  const struct {
    const char* what;
    std::string html;
    const char* first;
  } cases[] = {
      {"Next.js",
       R"(<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"product":)"
       R"({"name":"Red lamp","price":{"value":12.5,"currency":"EUR"}}}}}</script>)",
       "12.5 EUR Red lamp"},
      {"an assignment",
       Script("window.__INITIAL_STATE__ = {product: {title: 'Red lamp', salePrice: 9.99, "
              "regularPrice: 12.5, currencyCode: 'USD'}};"),
       "9.99 USD Red lamp"},
      {"JSON.parse",
       Script(R"(var s = JSON.parse("{\"name\":\"Red lamp\",\"price\":\"7.00\",\"currency\":\"GBP\"}");)"),
       "7.00 GBP Red lamp"},
      {"GA4",
       Script("gtag('event', 'view_item', {currency: 'CAD', value: 5, items: [{item_name: 'Red lamp', "
              "item_id: '1', price: 5.0}]});"),
       "5.0 CAD Red lamp"},
      {"a data layer",
       Script("dataLayer.push({'ecommerce': {'currencyCode': 'PLN', 'detail': {'products': [{'name': "
              "'Red lamp', 'price': '49,90'}]}}});"),
       "49.90 PLN Red lamp"},
      {"Shopify, in cents",
       Script(R"(var product = {"title":"Red lamp","price":1999,"price_varies":false,"variants":[]};)"),
       "19.99 - Red lamp"},
      {"minor units",
       Script(
           R"(x = {"name":"Red lamp","price":{"centAmount":1299,"currencyCode":"EUR","fractionDigits":2}};)"),
       "12.99 EUR Red lamp"},
      {"Next.js in pieces",
       Script(R"(self.__next_f.push([1,"5:{\"product\":{\"name\":\"Red la"]))") +
           Script(R"(self.__next_f.push([1,"mp\",\"price\":3.5,\"currency\":\"EUR\"}}\n"]))"),
       "3.5 EUR Red lamp"},
      {"Nuxt",
       R"(<script type="application/json" id="__NUXT_DATA__">[["Reactive",1],{"name":2,"price":3},"Red lamp",)"
       R"(24.95,{"name":5,"price":3},"22"]</script>)",
       "24.95 - Red lamp"},
      {"JSON.parse of what is encoded",
       Script("S = JSON.parse(decodeURIComponent('%7B%22name%22%3A%22Red%20lamp%22%2C%22price%22%3A5%7D'));"),
       "5 - Red lamp"},
      {"base64", Script(R"(S = JSON.parse(atob("eyJuYW1lIjoiUmVkIGxhbXAiLCJwcmljZSI6NX0="));)"),
       "5 - Red lamp"},
      {"Angular",
       R"(<script id="x-state" type="application/json">{&q;name&q;:&q;Red lamp&q;,&q;price&q;:5}</script>)",
       "5 - Red lamp"},
      {"Nuxt 2",
       Script("__NUXT__=(function(a,b){return {data:[{product:{name:a,price:b}}]}}('Red lamp',24.95));"),
       "24.95 - Red lamp"},
      {"React Router",
       Script(R"(c.streamController.enqueue("[{\"_1\":2,\"_3\":4},\"title\",\"Red lamp\",\"price\",5]\n");)"),
       "5 - Red lamp"},
      {"SvelteKit",
       Script("{base = ''; Promise.all([import('/a.js')]).then(([kit]) => {kit.start(app, {data: [{type: "
              "'data', data: {name: 'Red lamp', price: 5}}]});});}"),
       "5 - Red lamp"},
      {"Astro",
       R"(<astro-island props="{&quot;name&quot;:[0,&quot;Red lamp&quot;],&quot;price&quot;:[0,5]}">)",
       "5 - Red lamp"},
      {"Magento",
       R"(<script type="text/x-magento-init">{"[data-role=priceBox]":{"priceBox":{"priceConfig":{"prices":)"
       R"({"oldPrice":{"amount":20},"finalPrice":{"amount":15.5}}}}}}</script>)",
       "15.5 - "},
      {"WooCommerce",
       R"(<form data-product_variations='[{"attributes":{"attribute_size":"L"},"display_price":19.9,"sku":"L1"},)"
       R"({"attributes":{"attribute_size":"S"},"display_price":17.9}]'>)",
       "19.9 - "},
      {"an attribute", R"(<div data-product='{"name":"Red lamp","price":"4.50","currency":"EUR"}'>)",
       "4.50 EUR Red lamp"},
      {"a name for each language",
       Script("x = {name: {'fr-FR': 'Lampe rouge', 'nl-NL': 'Rode lamp'}, price: 5};"), "5 - Rode lamp"},
      {"a name beside its price",
       Script("x = {selectedProduct: {productInfo: {title: 'Red lamp'}, prices: {currency: 'EUR', "
              "currentPrice: 5}}};"),
       "5 EUR Red lamp"},
      {"a name that has a price of its own",
       Script("x = {offers: [{price: 9}], product: {name: 'Red lamp', price: 5}};"), "5 - Red lamp"},
      {"a stock as an object", Script("x = {name: 'Red lamp', price: 5, stock: {status: 'IN_STOCK'}};"),
       "5 - Red lamp InStock"},
      {"a list of GraphQL's",
       Script("x = {title: 'Red lamp', variants: {edges: [{node: {title: 'S', price: {amount: '5.0', "
              "currencyCode: 'EUR'}}}]}};"),
       "5.0 EUR Red lamp"},
      {"no price", Script("x = {name: 'Red lamp', price_note: 'none', count: 5};"), "none"},
      {"a function", Script("function price() { var a = {b: 1}; return a; }"), "none"},
  };
  for (const auto& one : cases) EXPECT_EQ(First(one.html), one.first) << one.what;
}

TEST(ReadState, KeepsVariantsAndOtherFacts) {
  const auto found = Read(Script(
      R"(p = {"name":"Lamp","price":5,"list_price":8,"sku":"L1","brand":{"name":"Acme"},"in_stock":true,)"
      R"("variants":[{"title":"Red","price":5,"sku":"R"},{"title":"Blue","price":6}]};)"));
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].regular_price, "8");
  EXPECT_EQ(found[0].sku, "L1");
  EXPECT_EQ(found[0].brand, "Acme");
  EXPECT_EQ(found[0].availability, Availability::kInStock);
  ASSERT_EQ(found[0].variants.size(), 2U);
  EXPECT_EQ(found[0].variants[1].name, "Blue");
  EXPECT_EQ(found[0].variants[1].price, "6");
}

TEST(ReadState, IsBounded) {
  std::string many = "x = [";
  for (int i = 0; i < 10'000; ++i) many += R"({"name":"Lamp","price":5},)";
  EXPECT_LE(Read(Script(many + "];")).size(), 256U);
  std::string deep = "price = ";
  for (int i = 0; i < 100'000; ++i) deep += "{a:";
  EXPECT_TRUE(Read(Script(deep)).empty());
}

}  // namespace
}  // namespace pricecrew
