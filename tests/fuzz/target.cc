#include "tests/fuzz/target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace pricecrew::fuzz {

void Require(bool holds, const char* promise) {
  if (holds) return;
  (void)std::fprintf(stderr, "broken: %s\n", promise);
  std::abort();
}

TwoParts SplitFirstLine(std::string_view input) {
  const std::size_t end = std::min(input.find('\n'), input.size());
  return {input.substr(0, end), input.substr(std::min(end + 1, input.size()))};
}

}  // namespace pricecrew::fuzz
