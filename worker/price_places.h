#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/domain/money.h"
#include "worker/evidence.h"
#include "worker/outline.h"

namespace pricecrew {

/// A price as it stands in a page.
struct PricePlace {
  std::size_t element = 0;  ///< index in the outline
  PriceText price;
  bool has_sign = false;
  bool struck = false;                   ///< struck through
  bool former = false;                   ///< that, or said to be no longer asked; see NoteFormerMarks
  bool second = false;                   ///< its text says another price first of all
  std::string text;                      ///< the words it was read from
  std::optional<std::string> high = {};  ///< where it is the lower end of a range: the upper one
};

/// All prices that a page shows, in order: short texts with a currency sign beside a number, and bare numbers
/// in elements that are marked as prices. What is not IsAskable is left out, and the elements that `skipped`
/// has a number for, where it is not empty.
std::vector<PricePlace> FindPricePlaces(const VisibleOutline& outline, const SourceHints& hints,
                                        std::span<const std::size_t> skipped = {});

/// Sets `former` of the places that marks call so, as far as their neighbours bear it out; those `elsewhere`
/// (one for each place) are no neighbours.
void NoteFormerMarks(const VisibleOutline& outline, std::vector<PricePlace>& places,
                     std::span<const char> elsewhere);

}  // namespace pricecrew
