#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "producer/link_census.h"
#include "producer/page_outline.h"
#include "producer/page_regions.h"
#include "producer/price_shape.h"

namespace pricecrew {

/// Elements that repeat: they have the same path of tags and classes from the root, and each holds a link.
struct RepeatedElements {
  std::vector<std::size_t> members;  ///< indices into the outline, in document order
  std::size_t priced = 0;            ///< how many of them hold a price
  std::size_t pictured = 0;          ///< how many of them hold a picture
};

/// What stands where in a page, for counting within an element.
class PageEvidence {
 public:
  /// `region` is the page's country as RegionOf says it.
  PageEvidence(const Outline& outline, const LinkCensus& census, std::string_view region);

  /// False where the page names no currency and plain decimals had to do.
  [[nodiscard]] bool PricesAreCertain() const { return certain_; }
  [[nodiscard]] bool HasPrice(std::size_t element) const;
  /// A price that begins within [begin, end) of the outline's text.
  [[nodiscard]] bool HasPriceBetween(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool HasPicture(std::size_t element) const;
  [[nodiscard]] std::size_t Prices(std::size_t element) const;
  /// What a thing costs whose card the element is: the first price in it that is not struck out, "old", for a
  /// unit or an instalment; absent where it shows none.
  [[nodiscard]] const PriceMark* PriceOf(std::size_t element) const;
  /// The range [first, second) of indices into the census' links that lie within the element.
  [[nodiscard]] std::pair<std::size_t, std::size_t> LinksWithin(std::size_t element) const;

 private:
  const Outline& outline_;
  bool certain_ = true;
  std::vector<PriceMark> prices_;
  std::vector<std::uint32_t> pictures_;  // element indices
  std::vector<std::uint32_t> links_;     // element indices
};

/// All groups of repeated elements among those that hold at least one link and lie in a region up to
/// `widest`. A group may have a single member. In order of their first members.
std::vector<RepeatedElements> FindRepeatedElements(const Outline& outline, const std::vector<Region>& regions,
                                                   const PageEvidence& evidence, Region widest);

}  // namespace pricecrew
