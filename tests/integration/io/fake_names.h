#pragma once

#include <chrono>

namespace pricecrew::testing {

/// The test program's getaddrinfo, which libcurl calls too, knows names below ".test" by itself:
/// "rebind.test", "granted.test" and "a.granted.test" are 127.0.0.1, "rebind6.test" is ::ffff:127.0.0.1,
/// "metadata.test" is 169.254.169.254, "slow.test" is not found after kSlowLookup, others are not found at
/// once.
constexpr std::chrono::milliseconds kSlowLookup{1500};

}  // namespace pricecrew::testing
