#include "producer/repeated_structure.h"

#include <algorithm>
#include <unordered_map>

#include "producer/price_shape.h"

namespace pricecrew {
namespace {

std::size_t CountBetween(const std::vector<std::uint32_t>& sorted, std::size_t begin, std::size_t end) {
  const auto first = std::lower_bound(sorted.begin(), sorted.end(), begin);
  return static_cast<std::size_t>(std::lower_bound(first, sorted.end(), end) - first);
}

bool IsPicture(Node node) {
  const auto tag = node.Tag();
  return tag == "img" || tag == "picture" ||
         node.Attribute("style").value_or("").find("url(") != std::string_view::npos;
}

}  // namespace

PageEvidence::PageEvidence(const Outline& outline, const LinkCensus& census) : outline_(outline) {
  prices_ = PricePositions(outline.text);
  certain_ = !prices_.empty();
  if (!certain_) prices_ = DecimalPositions(outline.text);
  for (std::uint32_t at = 0; at < outline.elements.size(); ++at) {
    if (IsPicture(outline.elements[at].node)) pictures_.push_back(at);
  }
  for (const auto& link : census.links) links_.push_back(static_cast<std::uint32_t>(link.element));
}

std::size_t PageEvidence::Prices(std::size_t element) const {
  const auto& place = outline_.elements[element];
  return CountBetween(prices_, place.text_begin, place.text_end);
}

bool PageEvidence::HasPrice(std::size_t element) const { return Prices(element) > 0; }

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
