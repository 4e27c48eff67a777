#pragma once

#include <cstddef>
#include <vector>

#include "worker/outline.h"
#include "worker/price_places.h"
#include "worker/price_rows.h"

namespace pricecrew {

/// Weighs how likely a price that a page shows is that of its product, by its place, marks and words.
class PriceScore {
 public:
  /// `heading`: index of the product's, 0 for none. `buttons`: where those that buy stand in the text, in
  /// order. Both must outlive this, as the outline.
  PriceScore(const VisibleOutline& outline, std::size_t heading, const std::vector<std::size_t>& buttons)
      : outline_(outline), heading_(heading), buttons_(buttons) {}

  /// Whether the page calls it a price, by the marks of its element or the words beside it.
  [[nodiscard]] bool IsNamed(const PricePlace& place, const PriceRow& row) const;
  /// Points, about -20 to 20. `row` and `meaning` as in price_rows.h; `elsewhere`: it stands in a card or
  /// aside.
  [[nodiscard]] double Of(const PricePlace& place, const PriceRow& row, RowMeaning meaning,
                          bool elsewhere) const;

 private:
  [[nodiscard]] bool IsMarked(std::size_t index, Mark mark) const;
  [[nodiscard]] double MarkScore(std::size_t index) const;
  [[nodiscard]] double WordScore(const PricePlace& place, const PriceRow& row, RowMeaning meaning) const;
  [[nodiscard]] double PlaceScore(std::size_t place) const;
  [[nodiscard]] std::size_t NearestButton(std::size_t position) const;

  const VisibleOutline& outline_;
  std::size_t heading_;
  const std::vector<std::size_t>& buttons_;
};

}  // namespace pricecrew
