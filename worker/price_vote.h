#pragma once

#include <optional>
#include <string>
#include <vector>

#include "worker/page_sources.h"

namespace pricecrew {

/// What one source would have the price be.
struct PriceVote {
  Source source = Source::kJsonLd;
  Evidence evidence;                 ///< with a price
  double weight = 0;                 ///< of the source, and of what the page shows of it
  std::vector<std::string> reasons;  ///< why it weighs what it weighs, for a person
  bool won = false;
};

/// The outcome of a vote; `winner` is an index of `votes`.
struct PriceVotes {
  std::vector<PriceVote> votes;
  std::optional<std::size_t> winner;
  double confidence = 0;  ///< 0 to 1: the winner's share of all weights, and how much it is

  [[nodiscard]] const Evidence* Winner() const { return winner ? &votes[*winner].evidence : nullptr; }
};

/// Weighs the prices that the sources of a page name against each other and against what the page shows:
/// equal amounts add up, and the heaviest amount wins; the first vote for it is the winner.
PriceVotes VoteOnPrice(const PageSources& page);

/// True where two decimals are equal by value.
bool SameAmount(std::string_view left, std::string_view right);

}  // namespace pricecrew
