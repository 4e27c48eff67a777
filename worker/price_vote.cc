#include "worker/price_vote.h"

#include <algorithm>
#include <array>

#include "common/domain/decimal.h"
#include "worker/variant_choice.h"

namespace pricecrew {
namespace {

/// What a source's word is worth by itself.
struct SourceWeight {
  Source source;
  double weight;
};
constexpr std::array<SourceWeight, 7> kWeights{{
    {Source::kJsonLd, 5.0},
    {Source::kMicrodata, 4.8},
    {Source::kRdfa, 4.5},
    {Source::kMeta, 4.0},
    {Source::kState, 3.5},
    {Source::kMicroformat, 3.0},
    {Source::kVisible, 2.5},
}};
constexpr double kClearlyShown = 1.9;  // a visible price that leaves little doubt
constexpr double kShownToo = 1.0;      // a structured price that the page shows as asked
constexpr double kShownStruck = -3.0;  // one that it shows only as no longer asked
constexpr double kNotShown = -2.0;     // one that it does not show, while it clearly shows another
constexpr double kSureWeight = 6.0;    // at which a winner without rivals is as sure as it gets

double WeightOf(Source source) { return std::ranges::find(kWeights, source, &SourceWeight::source)->weight; }

// "249" where the page sets the cents apart.
bool IsWholePartOf(std::string_view shown, std::string_view amount) {
  return amount.starts_with(shown) && amount.size() > shown.size() && amount[shown.size()] == '.';
}

// 6400 beside 64.00
bool IsHundredfold(const std::string& amount, const std::string& shown) {
  const auto whole = ParseDecimal(amount);
  const auto part = ParseDecimal(shown);
  constexpr std::int64_t kMost = std::int64_t{1} << 52;
  return whole && part && whole->scale == 0 && part->digits < kMost &&
         *whole == Decimal{part->digits * 100, part->scale};
}

void DivideByHundred(std::optional<std::string>& amount) {
  const auto whole = amount ? ParseDecimal(*amount) : std::nullopt;
  if (whole && whole->scale == 0) amount = Decimal{whole->digits, 2}.ToString();
}

class Voting {
 public:
  explicit Voting(const PageSources& page) : page_(page) {}

  PriceVotes Hold() && {
    for (const SourceEvidence& source : page_.sources)
      if (source.main) Add(*source.main);
    Add(page_.meta.product);
    Add(page_.seen.product);
    for (PriceVote& vote : result_.votes) Weigh(vote);
    Count();
    return std::move(result_);
  }

 private:
  void Add(const Evidence& evidence) {
    if (!evidence.price) return;
    PriceVote& vote = result_.votes.emplace_back();
    vote.source = evidence.source;
    vote.evidence = evidence;
    vote.weight = WeightOf(evidence.source);
    if (CountsCents(evidence)) CountInUnits(vote);
    if (vote.evidence.variants.size() > 1)
      if (const auto choice = ChooseVariant(vote.evidence, page_)) {
        vote.evidence.price = vote.evidence.variants[choice->index].price;
        vote.reasons.push_back(choice->reason);
      }
  }

  // A state does not always say that it counts minor units; then the page shows a hundredth.
  [[nodiscard]] bool CountsCents(const Evidence& evidence) const {
    const auto& shown = page_.seen.product.price;
    return evidence.source == Source::kState && shown && IsHundredfold(*evidence.price, *shown) &&
           !IsShown(*evidence.price, false);
  }

  static void CountInUnits(PriceVote& vote) {
    Evidence& evidence = vote.evidence;
    for (auto* amount : {&evidence.price, &evidence.regular_price, &evidence.high_price})
      DivideByHundred(*amount);
    for (ProductVariant& variant : evidence.variants) DivideByHundred(variant.price);
    vote.reasons.emplace_back("in cents: the page shows a hundredth");
  }

  static void Change(PriceVote& vote, double by, const char* reason) {
    vote.weight += by;
    vote.reasons.emplace_back(reason);
  }

  void Weigh(PriceVote& vote) const {
    if (vote.source == Source::kVisible) {
      if (page_.seen.is_clear) Change(vote, kClearlyShown, "marked as the price, near the heading");
      return;
    }
    const std::string& amount = *vote.evidence.price;
    const auto& struck = page_.seen.product.regular_price;
    if (struck && SameAmount(*struck, amount))
      return Change(vote, kShownStruck, "the page shows it struck through");
    if (IsShown(amount, false)) return Change(vote, kShownToo, "the page shows it");
    if (IsShown(amount, true)) return Change(vote, kShownStruck, "the page shows it struck through");
    const auto& seen = page_.seen.product;
    if (!page_.seen.is_clear || !seen.price || IsWholePartOf(*seen.price, amount)) return;
    if (seen.currency && vote.evidence.currency && *seen.currency != *vote.evidence.currency) return;
    Change(vote, kNotShown, "the page does not show it, and clearly shows another");
  }

  [[nodiscard]] bool IsShown(std::string_view amount, bool former) const {
    constexpr double kFarBehind = 8;  // points behind the best: mentioned somewhere
    const VisibleEvidence& seen = page_.seen;
    const double best = seen.chosen ? seen.prices[*seen.chosen].score : kFarBehind;
    return std::ranges::any_of(seen.prices, [&](const VisiblePrice& price) {
      const bool counts = former || price.named || price.score >= best - kFarBehind;
      return counts && !price.elsewhere && price.former == former && SameAmount(price.amount, amount);
    });
  }

  [[nodiscard]] double WeightFor(const PriceVote& vote) const {
    double weight = 0;
    for (const PriceVote& other : result_.votes)
      if (SameAmount(*other.evidence.price, *vote.evidence.price) ||
          (other.source == Source::kVisible && IsWholePartOf(*other.evidence.price, *vote.evidence.price)))
        weight += other.weight;
    return weight;
  }

  void Count() {
    double best = 0;
    for (std::size_t i = 0; i < result_.votes.size(); ++i) {
      const double weight = WeightFor(result_.votes[i]);
      if (result_.winner && weight <= best) continue;
      result_.winner = i;
      best = weight;
    }
    if (!result_.winner) return;
    double rivals = 0;
    for (PriceVote& vote : result_.votes) {
      vote.won = SameAmount(*vote.evidence.price, *result_.Winner()->price);
      if (!vote.won) rivals = std::max(rivals, WeightFor(vote));
    }
    const double share = best / std::max(0.1, best + std::max(0.0, rivals));
    result_.confidence = std::clamp(share * std::min(1.0, 0.4 + 0.6 * best / kSureWeight), 0.05, 0.99);
  }

  const PageSources& page_;
  PriceVotes result_;
};

}  // namespace

bool SameAmount(std::string_view left, std::string_view right) {
  const auto a = ParseDecimal(left);
  const auto b = ParseDecimal(right);
  return a && b ? *a == *b : left == right;
}

PriceVotes VoteOnPrice(const PageSources& page) { return Voting(page).Hold(); }

}  // namespace pricecrew
