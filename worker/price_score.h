#pragma once

#include <cstddef>
#include <vector>

#include "worker/outline.h"
#include "worker/price_option.h"
#include "worker/price_places.h"
#include "worker/price_rows.h"

namespace pricecrew {

/// What speaks for and against a price that a page shows being its product's.
struct PriceWeight {
  double score = 0;        ///< points, about -20 to 20
  bool elsewhere = false;  ///< in a card or aside
  bool other = false;      ///< words by it or in it make it an instalment, a saving or the like
  bool doubted = false;    ///< its row speaks of such amounts
  bool named = false;      ///< the page calls it a price, by marks or words
  PriceOption option = PriceOption::kNone;
};

/// Weighs how likely a price that a page shows is that of its product, by its place, marks and words.
class PriceScore {
 public:
  /// `heading`: index of the product's, 0 for none. `buttons`: where those that buy stand in the text, in
  /// order. Both must outlive this, as the outline.
  PriceScore(const VisibleOutline& outline, std::size_t heading, const std::vector<std::size_t>& buttons)
      : outline_(outline), heading_(heading), buttons_(buttons) {}

  /// `row` and `meaning` as in price_rows.h.
  [[nodiscard]] PriceWeight Of(const PricePlace& place, const PriceRow& row, RowMeaning meaning,
                               PriceOption option) const;
  /// The same of one that stands in a card or aside.
  static PriceWeight OfElsewhere(const PricePlace& place);

 private:
  [[nodiscard]] bool IsNamed(const PricePlace& place, const PriceRow& row) const;
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
