#include "common/io/system_clock.h"

namespace pricecrew {

std::chrono::steady_clock::time_point SystemClock::Steady() const { return std::chrono::steady_clock::now(); }

std::chrono::system_clock::time_point SystemClock::Wall() const { return std::chrono::system_clock::now(); }

}  // namespace pricecrew
