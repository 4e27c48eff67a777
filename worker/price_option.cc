#include "worker/price_option.h"

#include <algorithm>

#include "common/html/ascii.h"
#include "common/html/short_names.h"

namespace pricecrew {
namespace {

constexpr int kLevels = 4;
constexpr std::size_t kMostElements = 40;  // that such a part has
constexpr ShortNames kParts("label", "li", "tr");

PriceOption OptionOf(const VisibleElement& element) {
  if (element.node.Tag() != "input") return PriceOption::kNone;
  const std::string_view type = element.node.Attribute("type").value_or("");
  if (EqualsIgnoringCase(type, "checkbox")) return PriceOption::kExtra;
  if (!EqualsIgnoringCase(type, "radio")) return PriceOption::kNone;
  return element.node.Attribute("checked") ? PriceOption::kSelected : PriceOption::kAlternative;
}

}  // namespace

PriceOption OptionAround(const VisibleOutline& outline, std::size_t element) {
  for (int level = 0; level < kLevels && element > 0; ++level, element = outline.at(element).parent) {
    const VisibleElement& part = outline.at(element);
    if (!kParts.Holds(part.node.Tag())) continue;
    const std::size_t end = std::min<std::size_t>(part.end, element + kMostElements);
    for (std::size_t i = element; i < end; ++i)
      if (const PriceOption option = OptionOf(outline.at(i)); option != PriceOption::kNone) return option;
    // <input id=x><label for=x>
    if (part.node.Tag() == "label") return OptionOf(outline.at(element - 1));
  }
  return PriceOption::kNone;
}

}  // namespace pricecrew
