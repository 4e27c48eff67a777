// The first line is a path, the rest the robots.txt.

#include <string>

#include "common/domain/robots.h"
#include "tests/fuzz/target.h"

namespace pricecrew::fuzz {

void ReadInput(std::string_view input) {
  const auto [line, text] = SplitFirstLine(input);
  const std::string path = line.starts_with('/') ? std::string(line) : "/" + std::string(line);
  (void)ProductToken(line);
  const RobotsRules rules = RobotsRules::Parse(text, "pricecrew");
  (void)rules.Allows(path);
  Require(rules.Allows("/robots.txt"), "robots.txt itself is always allowed");
  Require(rules.crawl_delay().value_or(0) >= 0, "a delay is no less than none");
  Require(rules.MemoryBytes() < std::size_t{64} << 20, "rules are small, whatever the file");
}

}  // namespace pricecrew::fuzz
