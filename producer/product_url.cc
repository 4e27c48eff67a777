#include "producer/product_url.h"

#include <algorithm>
#include <array>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr std::array<std::string_view, 20> kProductParts = {
    "product",   "products", "produkt",  "produkte", "produit", "produits", "producto",
    "productos", "produto",  "prodotto", "item",     "items",   "itm",      "dp",
    "p",         "pd",       "artikel",  "detail",   "sku",     "tovar"};
// "?p=" is a page or a post as often as a product.
constexpr std::array<std::string_view, 6> kProductParameters = {"product",     "product_id", "productid",
                                                                "products_id", "sku",        "item_id"};
constexpr std::array<std::string_view, 14> kProductWords = {
    "product", "products", "produkt", "produkte", "produit", "producto", "produto",
    "item",    "artikel",  "article", "prod",     "goods",   "tile",     "card"};

std::string_view PathOf(std::string_view url) {
  const auto host = url.find("://");
  const auto path = url.find('/', host == std::string_view::npos ? 0 : host + 3);
  return path == std::string_view::npos ? std::string_view{} : url.substr(path);
}

bool HasLongNumber(std::string_view text) {
  constexpr std::ptrdiff_t kLong = 4;
  std::ptrdiff_t run = 0;
  return std::any_of(text.begin(), text.end(),
                     [&run](char c) { return (run = c >= '0' && c <= '9' ? run + 1 : 0) >= kLong; });
}

}  // namespace

bool NamesProduct(std::string_view url) {
  const auto path = PathOf(url);
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find_first_of("/?&=", at), path.size());
    const auto part = path.substr(at, end - at);
    const bool parameter = end < path.size() && path[end] == '=';
    if (parameter ? HoldsWord(kProductParameters, part) : HoldsWord(kProductParts, part)) return true;
    at = end + 1;
  }
  return false;
}

bool LooksLikeProductUrl(std::string_view url) {
  const auto path = PathOf(url);
  const auto bare = path.substr(0, path.find('?'));
  return NamesProduct(url) || HasLongNumber(bare.substr(std::min(bare.rfind('/'), bare.size())));
}

std::string UrlKind(std::string_view url) {
  const auto path = PathOf(url);
  const auto last = path.substr(0, path.find('?')).rfind('/');
  std::string kind;
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find_first_of("/?&=", at), path.size());
    const auto part = path.substr(at, end - at);
    const bool open = part.find_first_of("0123456789") != std::string_view::npos;
    kind += open ? "#" : (at == last + 1 && !part.empty() ? std::string_view("*") : part);
    if (end < path.size()) kind += path[end];
    at = end + 1;
  }
  return kind;
}

bool HasProductWord(std::string_view name) {
  const auto words = WordsOf(name);
  return std::any_of(words.begin(), words.end(),
                     [](const auto& word) { return HoldsWord(kProductWords, word); });
}

}  // namespace pricecrew
