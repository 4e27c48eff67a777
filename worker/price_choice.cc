#include "worker/price_choice.h"

#include "common/domain/decimal.h"
#include "worker/discount.h"

namespace pricecrew {
namespace {

bool IsSum(const std::optional<Decimal>& a, const std::optional<Decimal>& b,
           const std::optional<Decimal>& sum) {
  constexpr std::int64_t kLargest = 1'000'000'000'000'000;  // keeps the sum within range
  const bool alike = a && b && sum && a->scale == b->scale && a->digits < kLargest && b->digits < kLargest;
  return alike && Decimal{a->digits + b->digits, a->scale} == *sum;
}

constexpr double kLeastScore = -6;  // below it, a price is likelier that of something else

class Chooser {
 public:
  Chooser(const VisibleOutline& outline, std::span<const PricePlace> places,
          std::span<const PriceWeight> weights)
      : outline_(outline), places_(places), weights_(weights) {}

  std::optional<ChosenPrice> Choose() const {
    const auto likeliest = Likeliest();
    if (!likeliest) return std::nullopt;
    const std::size_t full = Fuller(*likeliest);
    if (weights_[full].alternative) return AmongAlternatives(full);
    if (const auto reduced = Reduced(full))
      return ChosenPrice{*reduced, true, {}, places_[full].price.amount};
    return ChosenPrice{full, false, {}, Unreduced(full)};
  }

 private:
  [[nodiscard]] std::optional<std::size_t> Likeliest() const {
    std::optional<std::size_t> best;
    double best_score = kLeastScore;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (weights_[i].score <= best_score || places_[i].struck) continue;
      best = i;
      best_score = weights_[i].score;
    }
    return best;
  }

  [[nodiscard]] std::size_t Begin(std::size_t place) const {
    return outline_.at(places_[place].element).text_begin;
  }

  [[nodiscard]] bool AreBeside(std::size_t a, std::size_t b, std::size_t bytes) const {
    return (Begin(a) > Begin(b) ? Begin(a) - Begin(b) : Begin(b) - Begin(a)) <= bytes;
  }

  // "$249" beside "$249.99" shows the cents in an element of their own, or leaves them out.
  [[nodiscard]] std::size_t Fuller(std::size_t best) const {
    constexpr std::size_t kBeside = 80;
    if (places_[best].price.amount.find('.') != std::string::npos) return best;
    const std::string whole = places_[best].price.amount + ".";
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (AreBeside(i, best, kBeside) && !places_[i].former && !weights_[i].elsewhere &&
          places_[i].price.amount.starts_with(whole))
        return i;
    return best;
  }

  // Of several that nobody has picked from, the cheapest is asked.
  [[nodiscard]] ChosenPrice AmongAlternatives(std::size_t best) const {
    constexpr double kSimilar = 3;
    std::size_t low = best;
    std::size_t high = best;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!weights_[i].alternative || weights_[i].score < weights_[best].score - kSimilar ||
          places_[i].struck)
        continue;
      if (AmountOf(i) < AmountOf(low)) low = i;
      if (AmountOf(i) > AmountOf(high)) high = i;
    }
    const bool differ = AmountOf(low) < AmountOf(high);
    return {low, false, differ ? std::optional(places_[high].price.amount) : std::nullopt, {}};
  }

  [[nodiscard]] std::optional<Decimal> AmountOf(std::size_t place) const {
    return ParseDecimal(places_[place].price.amount);
  }

  // Whether `low` is the reduced price of `high`, by percents or the difference beside them.
  [[nodiscard]] bool IsReduction(std::size_t low, std::size_t high, std::size_t around) const {
    return AreBeside(low, high, kPercentsReach) &&
           (NamesDiscount(outline_.TextAround(Begin(around), kPercentsReach), places_[low].price.amount,
                          places_[high].price.amount) ||
            IsDifferenceShown(low, high));
  }

  [[nodiscard]] bool IsDifferenceShown(std::size_t low, std::size_t high) const {
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (weights_[i].other && AreBeside(i, low, kPercentsReach) &&
          IsSum(AmountOf(low), AmountOf(i), AmountOf(high)))
        return true;
    return false;
  }

  // Two prices side by side, and the percents between them: the lower one is asked, whatever the marks say.
  [[nodiscard]] std::optional<std::size_t> Reduced(std::size_t best) const {
    constexpr double kSimilar = 4;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const bool may_be_asked =
          !places_[i].former && !places_[i].second && !weights_[i].other && !weights_[i].doubted;
      if (i != best && may_be_asked && weights_[i].score >= weights_[best].score - kSimilar &&
          IsReduction(i, best, best))
        return i;
    }
    return std::nullopt;
  }

  // The other way round: what the price was reduced from.
  [[nodiscard]] std::optional<std::string> Unreduced(std::size_t best) const {
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (!weights_[i].elsewhere && !weights_[i].other &&
          places_[i].price.currency == places_[best].price.currency && IsReduction(best, i, best))
        return places_[i].price.amount;
    return std::nullopt;
  }

  static constexpr std::size_t kPercentsReach = 100;  // bytes

  const VisibleOutline& outline_;
  std::span<const PricePlace> places_;
  std::span<const PriceWeight> weights_;
};

}  // namespace

std::optional<ChosenPrice> ChoosePrice(const VisibleOutline& outline, std::span<const PricePlace> places,
                                       std::span<const PriceWeight> weights) {
  return Chooser(outline, places, weights).Choose();
}

}  // namespace pricecrew
