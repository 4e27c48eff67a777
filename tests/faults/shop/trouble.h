#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/shop/dice.h"

namespace pricecrew::shop {

/// What is wrong with one page of the hostile shop.
enum class Trouble {
  kNone,
  kNotFound,
  kGone,
  kDown,          ///< 500, always
  kHeals,         ///< 500 for the first tries
  kBusySeconds,   ///< 503 with Retry-After in seconds for the first tries
  kBusyDate,      ///< the same with a date
  kLimitSeconds,  ///< 429 with Retry-After in seconds for the first tries
  kLimitDate,     ///< the same with a date
  kLimit,         ///< 429 without Retry-After for the first tries
  kStall,
  kStallHeals,  ///< stalls at the first try
  kDrip,        ///< a byte of the body a second
  kReset,       ///< a reset in the body
  kResetHeals,  ///< the same for the first tries
  kTruncatedGzip,
  kCorruptGzip,
  kBomb,          ///< a good page of 1 GiB, as gzip
  kRedirectLoop,  ///< to itself, by way of others
  kRedirectHome,  ///< to the home page
  kRedirectHost,  ///< to another host, where the page is good
  kWrongType,     ///< a good page as application/octet-stream
  kHuge,          ///< a good page of 20 MiB
  kDeepJson,      ///< a good page with JSON nested 100,000 deep before its facts
  kCrash,         ///< a good page with a text that makes the test build's reader abort
};

/// The word for it in the truth.
std::string_view NameOf(Trouble trouble);

/// What may become of such a page, as "outcome:reason" with * for any reason; a good page is "product:".
const std::vector<std::string>& AllowedOf(Trouble trouble);

/// The trouble of a product page: most have none.
Trouble ThrowTrouble(Dice& dice);

/// True where the trouble ends after the first tries.
bool Heals(Trouble trouble);

}  // namespace pricecrew::shop
