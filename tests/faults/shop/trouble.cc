#include "tests/faults/shop/trouble.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace pricecrew::shop {
namespace {

struct Kind {
  Trouble trouble;
  std::string_view name;
  std::size_t weight;  ///< of product pages, in a thousand or so
  std::vector<std::string> allowed;
};

// What stalls is dear: it takes the crawler's time limit at each try.
const std::array<Kind, 25>& Kinds() {
  static const std::array<Kind, 25> kinds{{
      {Trouble::kNone, "none", 750, {"product:"}},
      {Trouble::kNotFound, "404", 20, {"failed:http_404"}},
      {Trouble::kGone, "410", 15, {"failed:http_410"}},
      {Trouble::kDown, "500", 8, {"failed:http_500"}},
      {Trouble::kHeals, "500 that heals", 30, {"product:"}},
      {Trouble::kBusySeconds, "503, Retry-After seconds", 12, {"product:"}},
      {Trouble::kBusyDate, "503, Retry-After date", 8, {"product:"}},
      {Trouble::kLimitSeconds, "429, Retry-After seconds", 12, {"product:"}},
      {Trouble::kLimitDate, "429, Retry-After date", 8, {"product:"}},
      {Trouble::kLimit, "429", 10, {"product:"}},
      {Trouble::kStall, "stall", 2, {"failed:timeout", "failed:reset"}},
      {Trouble::kStallHeals, "stall that heals", 4, {"product:"}},
      {Trouble::kDrip, "byte a second", 2, {"failed:timeout", "failed:reset"}},
      {Trouble::kReset, "reset", 8, {"failed:reset"}},
      {Trouble::kResetHeals, "reset that heals", 15, {"product:"}},
      {Trouble::kTruncatedGzip, "truncated gzip", 12, {"failed:bad_encoding", "failed:reset"}},
      {Trouble::kCorruptGzip, "corrupt gzip", 12, {"failed:bad_encoding"}},
      {Trouble::kBomb, "bomb of 1 GiB", 6, {"failed:too_large"}},
      {Trouble::kRedirectLoop, "redirect loop", 8, {"failed:redirect_loop"}},
      {Trouble::kRedirectHome, "redirect home", 10, {"not_product:*", "failed:redirect_home"}},
      {Trouble::kRedirectHost, "redirect to another host", 15, {"product:"}},
      {Trouble::kWrongType, "wrong type", 12, {"not_product:not_html"}},
      {Trouble::kHuge, "20 MiB", 8, {"failed:too_large"}},
      {Trouble::kDeepJson, "deep JSON", 8, {"product:"}},
      {Trouble::kCrash, "crash", 3, {"failed:poison"}},
  }};
  return kinds;
}

const Kind& KindOf(Trouble trouble) {
  return *std::find_if(Kinds().begin(), Kinds().end(),
                       [&](const Kind& kind) { return kind.trouble == trouble; });
}

}  // namespace

std::string_view NameOf(Trouble trouble) { return KindOf(trouble).name; }

const std::vector<std::string>& AllowedOf(Trouble trouble) { return KindOf(trouble).allowed; }

Trouble ThrowTrouble(Dice& dice) {
  static const std::size_t total =
      std::accumulate(Kinds().begin(), Kinds().end(), std::size_t{0},
                      [](std::size_t sum, const Kind& kind) { return sum + kind.weight; });
  std::size_t thrown = dice.Below(total);
  for (const Kind& kind : Kinds()) {
    if (thrown < kind.weight) return kind.trouble;
    thrown -= kind.weight;
  }
  return Trouble::kNone;
}

bool Heals(Trouble trouble) {
  switch (trouble) {
    case Trouble::kHeals:
    case Trouble::kBusySeconds:
    case Trouble::kBusyDate:
    case Trouble::kLimitSeconds:
    case Trouble::kLimitDate:
    case Trouble::kLimit:
    case Trouble::kStallHeals:
    case Trouble::kResetHeals:
      return true;
    default:
      return false;
  }
}

}  // namespace pricecrew::shop
