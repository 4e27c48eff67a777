// The first line is the Content-Type, the rest a product page.

#include <string>

#include "common/domain/codec.h"
#include "common/domain/currency.h"
#include "common/domain/decimal.h"
#include "common/html/utf8.h"
#include "tests/fuzz/target.h"
#include "worker/extract.h"

namespace pricecrew::fuzz {
namespace {

bool IsClean(const std::string& text) { return ValidUtf8Prefix(text) == text.size(); }

void RequireProduct(const Product& product) {
  Require(!product.name.empty() && IsClean(product.name), "a product has a name, in UTF-8");
  Require(!product.currency || MinorDigits(*product.currency), "a currency is one of ISO 4217");
  if (product.price && product.regular_price) {
    const auto price = ParseDecimal(*product.price);
    const auto regular = ParseDecimal(*product.regular_price);
    Require(price && regular && *regular > *price, "a regular price is higher than the price");
  }
  const auto again = DecodeProduct(EncodeProduct(product));
  Require(again && *again == product, "a product can be told to the other stages");
}

}  // namespace

void ReadInput(std::string_view input) {
  const auto [content_type, body] = SplitFirstLine(input);
  const Extraction read = Extract({body, content_type, *ParseUrl("https://shop.example/lamps/1")});
  if (const auto* product = std::get_if<Product>(&read)) RequireProduct(*product);
  if (const auto* other = std::get_if<NotAProduct>(&read))
    Require(!other->reason.empty(), "a reason is given");
  if (const auto* failed = std::get_if<Unreadable>(&read))
    Require(!failed->reason.empty(), "a reason is given");
}

}  // namespace pricecrew::fuzz
