#include "tests/shop/truth.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <optional>
#include <ostream>
#include <string_view>

namespace pricecrew::shop {
namespace {

class Line {
 public:
  Line() { writer_.StartObject(); }

  Line& Text(std::string_view key, std::string_view value) {
    Put(key);
    Put(value);
    return *this;
  }
  Line& OptionalText(std::string_view key, const std::optional<std::string>& value) {
    if (value) return Text(key, std::string_view(*value));
    Put(key);
    writer_.Null();
    return *this;
  }
  Line& Number(std::string_view key, std::size_t value) {
    Put(key);
    writer_.Uint64(value);
    return *this;
  }
  std::string End() {
    writer_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void Put(std::string_view text) {
    writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace

std::string TruthLine(const Category& category) {
  return Line()
      .Text("kind", "category")
      .Text("path", category.path)
      .Text("name", category.name)
      .Text("currency", category.market->currency)
      .Text("markup", ToString(category.markup))
      .Number("products", category.products)
      .Number("pages", category.pages)
      .End();
}

std::string TruthLine(const ShopProduct& product, const Category& category) {
  const Market& market = *category.market;
  std::optional<std::string> regular_price;
  if (product.regular_price) regular_price = DecimalAmount(market, *product.regular_price);
  std::optional<std::string> availability;
  if (product.stock) availability = std::string(ToString(*product.stock));
  return Line()
      .Text("kind", "product")
      .Text("path", product.path)
      .Text("name", product.name)
      .Text("price", DecimalAmount(market, product.price))
      .Text("currency", market.currency)
      .OptionalText("regular_price", regular_price)
      .OptionalText("availability", availability)
      .OptionalText("sku", product.sku)
      .OptionalText("gtin", product.gtin)
      .OptionalText("brand", product.brand)
      .Text("category", category.path)
      .Text("markup", ToString(category.markup))
      .Number("page", product.page)
      .Number("rank", product.rank)
      .End();
}

void WriteTruth(const Catalogue& catalogue, std::ostream& out) {
  for (const Category& category : catalogue.categories()) out << TruthLine(category) << '\n';
  for (const Category& category : catalogue.categories()) {
    for (std::size_t page = 1; page <= category.pages; ++page) {
      for (const ShopProduct& product : catalogue.Listing(category, page))
        out << TruthLine(product, category) << '\n';
    }
  }
}

}  // namespace pricecrew::shop
