#pragma once

#include <cstdint>
#include <optional>

#include "common/domain/settlement.h"

namespace pricecrew {

/// What two products share that are the same one twice: a hash of (canonical form of the URL, name, price,
/// currency), of the final URL and of the URL that the page calls canonical. Shops exist whose every
/// canonical URL points home, so a URL alone says nothing.
struct DuplicateKeys {
  std::optional<std::int64_t> final_url;
  std::optional<std::int64_t> canonical;
};

/// The keys of a settlement with a product; absent for a URL that is not there.
DuplicateKeys KeysOf(const Settlement& settlement);

}  // namespace pricecrew
