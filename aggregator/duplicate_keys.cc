#include "aggregator/duplicate_keys.h"

#include <bit>
#include <string>

#include "common/domain/task_id.h"
#include "common/domain/url.h"

namespace pricecrew {
namespace {

std::optional<std::int64_t> KeyOf(const std::string& url, const Product& product) {
  const std::optional<Url> parsed = ParseUrl(url);
  if (!parsed) return std::nullopt;
  std::string text = CanonicalUrl(*parsed);
  text.append("\n").append(product.name);
  text.append("\n").append(product.price.value_or(""));
  text.append("\n").append(product.currency.value_or(""));
  return std::bit_cast<std::int64_t>(StableHash(text));
}

}  // namespace

DuplicateKeys KeysOf(const Settlement& settlement) {
  const Product& product = *settlement.product;
  DuplicateKeys keys;
  keys.final_url = KeyOf(settlement.final_url, product);
  if (product.canonical)
    keys.canonical =
        *product.canonical == settlement.final_url ? keys.final_url : KeyOf(*product.canonical, product);
  return keys;
}

}  // namespace pricecrew
