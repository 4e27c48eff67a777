#include "producer/repeated_structure.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "producer/price_shape.h"
#include "producer/word_match.h"

namespace pricecrew {
namespace {

std::size_t CountBetween(const std::vector<PriceMark>& sorted, std::size_t begin, std::size_t end) {
  const auto before = [](const PriceMark& price, std::size_t at) { return price.begin < at; };
  const auto first = std::lower_bound(sorted.begin(), sorted.end(), begin, before);
  return static_cast<std::size_t>(std::lower_bound(first, sorted.end(), end, before) - first);
}

std::size_t CountBetween(const std::vector<std::uint32_t>& sorted, std::size_t begin, std::size_t end) {
  const auto first = std::lower_bound(sorted.begin(), sorted.end(), begin);
  return static_cast<std::size_t>(std::lower_bound(first, sorted.end(), end) - first);
}

bool IsPicture(Node node) {
  const auto tag = node.Tag();
  return tag == "img" || tag == "picture" ||
         node.Attribute("style").value_or("").find("url(") != std::string_view::npos;
}

// Where a card shows what is not its price now: struck out, or named "old", "list", "unit".
using TextRanges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

bool IsFormer(Node node) {
  constexpr auto kTags = std::to_array<std::string_view>({"del", "s", "strike"});
  constexpr auto kWords = std::to_array<std::string_view>(
      {"old",         "was",        "before",    "regular",  "list",    "msrp",   "rrp",      "uvp",
       "pvp",         "strike",     "striked",   "crossed",  "through", "former", "previous", "original",
       "compare",     "unit",       "unitprice", "base",     "basis",   "saving", "savings",  "discount",
       "installment", "instalment", "monthly",   "shipping", "deposit", "pseudo"});
  if (HoldsWord(kTags, node.Tag())) return true;
  const auto words = WordsOf(node.Attribute("class").value_or(""));
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return HoldsWord(kWords, word); });
}

TextRanges FormerTexts(const Outline& outline, std::size_t card) {
  constexpr std::size_t kMaxElements = 400;
  TextRanges ranges;
  const auto end = std::min<std::size_t>(outline.elements[card].end, card + kMaxElements);
  for (auto at = card + 1; at < end; ++at) {
    const auto& element = outline.elements[at];
    if (element.text_begin < element.text_end && IsFormer(element.node))
      ranges.emplace_back(element.text_begin, element.text_end);
  }
  return ranges;
}

}  // namespace

PageEvidence::PageEvidence(const Outline& outline, const LinkCensus& census, std::string_view region)
    : outline_(outline) {
  std::string parted = outline.text;
  for (const auto border : outline.borders) parted[border] = '|';
  prices_ = ShownPrices(parted, region);
  certain_ = !prices_.empty();
  if (!certain_) prices_ = ShownDecimals(parted);
  for (std::uint32_t at = 0; at < outline.elements.size(); ++at) {
    if (IsPicture(outline.elements[at].node)) pictures_.push_back(at);
  }
  for (const auto& link : census.links) links_.push_back(static_cast<std::uint32_t>(link.element));
}

std::size_t PageEvidence::Prices(std::size_t element) const {
  const auto& place = outline_.elements[element];
  return CountBetween(prices_, place.text_begin, place.text_end);
}

const PriceMark* PageEvidence::PriceOf(std::size_t element) const {
  const auto& card = outline_.elements[element];
  const auto former = FormerTexts(outline_, element);
  const auto first =
      std::lower_bound(prices_.begin(), prices_.end(), card.text_begin,
                       [](const PriceMark& price, std::size_t at) { return price.begin < at; });
  for (auto price = first; price != prices_.end() && price->begin < card.text_end; ++price) {
    const bool is_former = std::any_of(former.begin(), former.end(), [price](const auto& range) {
      return range.first <= price->begin && price->begin < range.second;
    });
    if (!is_former) return &*price;
  }
  return first != prices_.end() && first->begin < card.text_end ? &*first : nullptr;
}

bool PageEvidence::HasPrice(std::size_t element) const { return Prices(element) > 0; }

bool PageEvidence::HasPriceBetween(std::size_t begin, std::size_t end) const {
  return CountBetween(prices_, begin, end) > 0;
}

bool PageEvidence::HasPicture(std::size_t element) const {
  return CountBetween(pictures_, element, outline_.elements[element].end) > 0;
}

std::pair<std::size_t, std::size_t> PageEvidence::LinksWithin(std::size_t element) const {
  const auto first = std::lower_bound(links_.begin(), links_.end(), element);
  const auto last = std::lower_bound(first, links_.end(), outline_.elements[element].end);
  return {static_cast<std::size_t>(first - links_.begin()), static_cast<std::size_t>(last - links_.begin())};
}

std::vector<RepeatedElements> FindRepeatedElements(const Outline& outline, const std::vector<Region>& regions,
                                                   const PageEvidence& evidence, Region widest) {
  std::vector<RepeatedElements> groups;
  std::unordered_map<std::uint64_t, std::size_t> group_of_path;
  for (std::size_t index = 1; index < outline.elements.size(); ++index) {
    if (regions[index] > widest) continue;
    const auto [first, last] = evidence.LinksWithin(index);
    if (first == last) continue;
    const auto [known, fresh] = group_of_path.try_emplace(outline.elements[index].path, groups.size());
    if (fresh) groups.emplace_back();
    auto& group = groups[known->second];
    group.members.push_back(index);
    group.priced += evidence.HasPrice(index) ? 1 : 0;
    group.pictured += evidence.HasPicture(index) ? 1 : 0;
  }
  return groups;
}

}  // namespace pricecrew
