#include <chrono>

#include "common/domain/http_date.h"
#include "tests/fuzz/target.h"

namespace pricecrew::fuzz {

void ReadInput(std::string_view input) {
  using std::chrono::sys_days;
  const std::chrono::system_clock::time_point now = sys_days{std::chrono::year{2026} / 1 / 31};
  const auto date = ParseHttpDate(input, now);
  Require(!date || date->time_since_epoch().count() < 253'402'300'800, "no year has more than four digits");
}

}  // namespace pricecrew::fuzz
