#include "producer/product_url.h"

#include <algorithm>
#include <array>
#include <vector>

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

// A part of a path or query with the one before it: "reviews" and "1449319793".
struct Step {
  std::string_view before;
  std::string_view part;
};

std::vector<Step> StepsOf(std::string_view url) {
  std::vector<Step> steps;
  std::string_view before;
  const auto path = PathOf(url);
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find_first_of("/?&=#", at), path.size());
    const auto part = path.substr(at, end - at);
    if (!part.empty()) steps.push_back({before, part});
    if (!part.empty()) before = part;
    at = end + 1;
  }
  return steps;
}

// Long enough to be one product's and nothing else's.
bool IsProductNumber(std::string_view part) {
  constexpr std::size_t kLong = 5;
  const auto digits = std::count_if(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= static_cast<std::ptrdiff_t>(kLong);
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

bool IsSubjectOf(const Url& page, std::string_view url) {
  const std::string here = page.Href();
  const auto bare = url.substr(0, url.find_first_of("?#"));
  if (here.size() > bare.size() && here.starts_with(bare) && here[bare.size()] == '/') return true;
  const auto steps = StepsOf(here);
  const auto there = StepsOf(url);
  // A category's number stands at the same place in its products' addresses.
  return std::any_of(there.begin(), there.end(), [&steps](const Step& step) {
    return IsProductNumber(step.part) && std::any_of(steps.begin(), steps.end(), [&step](const Step& own) {
             return own.part == step.part && own.before != step.before;
           });
  });
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

std::string UrlFolder(std::string_view url) {
  const auto path = PathOf(url);
  const auto mark = std::min(path.find('?'), path.size());
  std::string folder;
  for (std::size_t at = 0; at < mark;) {
    const auto end = std::min(path.find('/', at), mark);
    const auto part = path.substr(at, end - at);
    if (end == mark) break;
    folder += part.find_first_of("0123456789") == std::string_view::npos ? part : "#";
    folder += '/';
    at = end + 1;
  }
  for (auto at = mark; at < path.size();) {
    const auto end = std::min(path.find('&', at + 1), path.size());
    folder += path.substr(at, std::min(path.find('=', at), end) - at);
    at = end;
  }
  return folder;
}

bool IsMarkedProduct(std::string_view class_attribute, std::string_view item_type) {
  constexpr auto kStrict =
      std::to_array<std::string_view>({"product", "products", "produkt", "produkte", "produit", "producto",
                                       "produto", "prodotto", "goods", "tovar", "sku", "termek", "artikel"});
  constexpr auto kAround = std::to_array<std::string_view>({"category", "categories", "review", "news"});
  if (item_type.ends_with("/Product")) return true;
  const auto words = WordsOf(class_attribute);
  const auto holds = [&words](const auto& list) {
    return std::any_of(words.begin(), words.end(),
                       [&list](const auto& word) { return HoldsWord(list, word); });
  };
  return holds(kStrict) && !holds(kAround);
}

bool HasProductWord(std::string_view name) {
  const auto words = WordsOf(name);
  return std::any_of(words.begin(), words.end(),
                     [](const auto& word) { return HoldsWord(kProductWords, word); });
}

}  // namespace pricecrew
