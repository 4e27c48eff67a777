// One block; where its first line is longer than none, that line is a block of its own as well.

#include <string>
#include <vector>

#include "tests/fuzz/target.h"
#include "worker/source_json_ld.h"

namespace pricecrew::fuzz {

void ReadInput(std::string_view input) {
  const auto [line, rest] = SplitFirstLine(input);
  (void)ReadJsonLd({std::string(input)}, {});
  (void)ReadJsonLd({std::string(line), std::string(rest)}, {.region = "DE", .currency = "EUR"});
}

}  // namespace pricecrew::fuzz
