#include "worker/regular_price.h"

#include "common/domain/decimal.h"

namespace pricecrew {
namespace {

constexpr std::size_t kNear = 250;  // bytes of text between the two

/// Takes the best of the former prices beside one that is asked.
class Choice {
 public:
  Choice(const VisiblePrice& asked, const Decimal& amount) : asked_(asked), amount_(amount) {}

  void Offer(const VisiblePrice& candidate) {
    if (!candidate.former || candidate.elsewhere || candidate.other || candidate.currency != asked_.currency)
      return;
    const auto former = ParseDecimal(candidate.amount);
    if (!former || *former <= amount_) return;
    const bool better = best_ == nullptr || (candidate.struck && !best_->struck) ||
                        (candidate.struck == best_->struck && *former > *ParseDecimal(best_->amount));
    if (better) best_ = &candidate;
  }

  [[nodiscard]] const VisiblePrice* best() const { return best_; }

 private:
  const VisiblePrice& asked_;
  const Decimal& amount_;
  const VisiblePrice* best_ = nullptr;
};

}  // namespace

std::optional<std::string> ShownRegularPrice(const VisibleEvidence& seen, std::string_view amount,
                                             const std::optional<std::string>& currency) {
  const auto wanted = ParseDecimal(amount);
  if (!wanted) return std::nullopt;
  const auto& prices = seen.prices;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const VisiblePrice& asked = prices[i];
    if (asked.elsewhere || asked.former || (currency && asked.currency && asked.currency != currency))
      continue;
    if (ParseDecimal(asked.amount) != wanted) continue;
    Choice choice(asked, *wanted);
    for (std::size_t before = i; before > 0 && asked.place - prices[before - 1].place <= kNear; --before)
      choice.Offer(prices[before - 1]);
    for (std::size_t behind = i + 1; behind < prices.size() && prices[behind].place - asked.place <= kNear;
         ++behind)
      choice.Offer(prices[behind]);
    if (choice.best() != nullptr) return choice.best()->amount;
  }
  return std::nullopt;
}

}  // namespace pricecrew
