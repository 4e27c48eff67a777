#include "aggregator/job_status.h"

#include <fmt/core.h>

namespace pricecrew {

std::string_view ToString(JobState state) {
  switch (state) {
    case JobState::kOpen:
    case JobState::kClosed:
      break;
    case JobState::kComplete:
      return "complete";
    case JobState::kCancelled:
      return "cancelled";
  }
  return "open";
}

bool HasEnded(JobState state) { return state == JobState::kComplete || state == JobState::kCancelled; }

std::string SumLine(const Counts& counts) {
  std::string line = fmt::format(
      "{} announced = {} products + {} duplicates + {} not products + {} failed + {} skipped + {} listings",
      counts.announced, counts.products, counts.duplicates, counts.not_products, counts.failed,
      counts.skipped, counts.listings);
  if (counts.announced != counts.Settled())
    line += fmt::format(" + {} not settled yet", counts.announced - counts.Settled());
  if (counts.strays > 0) line += fmt::format("; {} strays beside it", counts.strays);
  return line;
}

}  // namespace pricecrew
