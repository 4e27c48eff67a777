#include "common/html/element_kind.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pricecrew {
namespace {

constexpr std::array<std::pair<std::string_view, ContentModel>, 9> kTexts{{
    {"iframe", ContentModel::kRawtext},
    {"noembed", ContentModel::kRawtext},
    {"noframes", ContentModel::kRawtext},
    {"plaintext", ContentModel::kPlaintext},
    {"script", ContentModel::kScriptData},
    {"style", ContentModel::kRawtext},
    {"textarea", ContentModel::kRcdata},
    {"title", ContentModel::kRcdata},
    {"xmp", ContentModel::kRawtext},
}};

constexpr std::array<std::string_view, 44> kEndsForeign{
    "b",     "big",   "blockquote", "body",   "br",   "center", "code",  "dd", "div",  "dl",   "dt",
    "em",    "embed", "h1",         "h2",     "h3",   "h4",     "h5",    "h6", "head", "hr",   "i",
    "img",   "li",    "listing",    "menu",   "meta", "nobr",   "ol",    "p",  "pre",  "ruby", "s",
    "small", "span",  "strike",     "strong", "sub",  "sup",    "table", "tt", "u",    "ul",   "var"};
static_assert(std::is_sorted(kEndsForeign.begin(), kEndsForeign.end()));

}  // namespace

ContentModel TextOf(std::string_view name) {
  if (name.size() < 3 || name.size() > 9) return ContentModel::kData;
  for (const auto& [element, text] : kTexts)
    if (element == name) return text;
  return ContentModel::kData;
}

bool IsForeignRoot(std::string_view name) { return name == "svg" || name == "math"; }

bool EndsForeignContent(std::string_view name) {
  return std::binary_search(kEndsForeign.begin(), kEndsForeign.end(), name);
}

}  // namespace pricecrew
