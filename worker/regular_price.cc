#include "worker/regular_price.h"

#include "common/domain/decimal.h"

namespace pricecrew {
namespace {

constexpr std::size_t kNear = 250;  // bytes of text between the two

bool IsFormerOf(const VisiblePrice& candidate, const VisiblePrice& asked, const Decimal& amount) {
  if (!candidate.former || candidate.elsewhere || candidate.other || candidate.currency != asked.currency)
    return false;
  const auto former = ParseDecimal(candidate.amount);
  return former && *former > amount;
}

}  // namespace

std::optional<std::string> ShownRegularPrice(const VisibleEvidence& seen, std::string_view amount,
                                             const std::optional<std::string>& currency) {
  const auto wanted = ParseDecimal(amount);
  if (!wanted) return std::nullopt;
  const auto& prices = seen.prices;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const VisiblePrice& asked = prices[i];
    if (asked.elsewhere || asked.former || (currency && asked.currency && asked.currency != currency)) continue;
    const auto shown = ParseDecimal(asked.amount);
    if (!shown || !(*shown == *wanted)) continue;
    for (std::size_t before = i; before-- > 0 && asked.place - prices[before].place <= kNear;)
      if (IsFormerOf(prices[before], asked, *wanted)) return prices[before].amount;
    for (std::size_t behind = i + 1; behind < prices.size() && prices[behind].place - asked.place <= kNear; ++behind)
      if (IsFormerOf(prices[behind], asked, *wanted)) return prices[behind].amount;
  }
  return std::nullopt;
}

}  // namespace pricecrew
