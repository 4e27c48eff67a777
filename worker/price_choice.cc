#include "worker/price_choice.h"

#include <algorithm>

#include "common/domain/decimal.h"
#include "common/domain/number_text.h"
#include "worker/discount.h"

namespace pricecrew {
namespace {

// Of amounts with as many decimals; absent where the first is not the larger one.
std::optional<Decimal> Difference(const std::optional<Decimal>& from, const std::optional<Decimal>& taken) {
  if (!from || !taken || from->scale != taken->scale || from->digits <= taken->digits) return std::nullopt;
  return Decimal{from->digits - taken->digits, from->scale};
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
    if (weights_[full].option == PriceOption::kAlternative) return Cheapest(full);
    if (const auto reduced = Reduced(full))
      return ChosenPrice{*reduced, true, Dearest(*reduced), places_[full].price.amount};
    return ChosenPrice{full, false, Dearest(full), Unreduced(full)};
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

  [[nodiscard]] bool IsOption(std::size_t place) const {
    constexpr double kLeast = 0;
    const PriceWeight& weight = weights_[place];
    const bool picks = weight.option == PriceOption::kSelected || weight.option == PriceOption::kAlternative;
    return picks && !weight.other && weight.score >= kLeast && !places_[place].struck &&
           !places_[place].former;
  }

  // Of several that nobody has picked from, the cheapest is asked.
  [[nodiscard]] ChosenPrice Cheapest(std::size_t best) const {
    std::size_t low = best;
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (IsOption(i) && AmountOf(i) < AmountOf(low)) low = i;
    return {low, false, Dearest(low), {}};
  }

  // Of the forms that may be picked, where the price is that of one of them.
  [[nodiscard]] std::optional<std::string> Dearest(std::size_t best) const {
    std::size_t high = best;
    bool is_one = false;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!IsOption(i) || places_[i].price.currency != places_[best].price.currency) continue;
      is_one = is_one || AmountOf(i) == AmountOf(best);
      if (AmountOf(i) > AmountOf(high)) high = i;
    }
    const bool differ = is_one && AmountOf(best) < AmountOf(high);
    return differ ? std::optional(places_[high].price.amount) : std::nullopt;
  }

  [[nodiscard]] std::optional<Decimal> AmountOf(std::size_t place) const {
    return ParseDecimal(places_[place].price.amount);
  }

  // Whether percents beside `beside` make `low` the reduced price of `high`.
  [[nodiscard]] bool IsReduction(std::size_t low, std::size_t high, std::size_t beside) const {
    return AreBeside(low, high, kReach) &&
           NamesDiscount(Around(beside), places_[low].price.amount, places_[high].price.amount);
  }

  [[nodiscard]] std::string_view Around(std::size_t place) const {
    return outline_.TextAround(Begin(place), kReach);
  }

  // "You save $10.00" beside $40.00 and $50.00.
  [[nodiscard]] bool IsDifferenceShown(std::size_t low, std::size_t high) const {
    if (!AreBeside(low, high, kReach)) return false;
    const auto difference = Difference(AmountOf(high), AmountOf(low));
    if (!difference || !(*difference < *AmountOf(low))) return false;
    const std::string plain = PlainNumerals(Around(low));
    return std::ranges::any_of(FindNumbers(plain), [&](const NumberText& number) {
      return ParseDecimal(ReadNumber(std::string_view(plain).substr(number.begin, number.end - number.begin),
                                     {})) == difference;
    });
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
          places_[i].price.currency == places_[best].price.currency &&
          (IsReduction(best, i, best) || IsDifferenceShown(best, i)))
        return places_[i].price.amount;
    return std::nullopt;
  }

  static constexpr std::size_t kReach = 100;  // bytes

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
