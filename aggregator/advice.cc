#include "aggregator/advice.h"

#include <fmt/core.h>

#include <chrono>

namespace pricecrew {
namespace {

constexpr std::chrono::milliseconds kQuietAtFirst = std::chrono::seconds(10);
constexpr std::chrono::milliseconds kQuiet = std::chrono::minutes(1);

std::string Counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string MissingParts(const JobStatus& status) {
  return fmt::format(
      "{} of its tasks never came: where its submit died or the broker lost them, cancel it and submit it "
      "again",
      Counted(status.missing_parts, "announcement"));
}

std::string Unsettled(const JobStatus& status, std::chrono::milliseconds quiet) {
  const std::uint64_t left = status.counts.announced - status.counts.Settled();
  const std::string heard =
      status.counts.Settled() == 0
          ? std::string("nothing of it is settled yet: where its submit died")
          : fmt::format("nothing was heard of it for {} s: where its messages are lost",
                        std::chrono::duration_cast<std::chrono::seconds>(quiet).count());
  return fmt::format("{}, producer resume {} publishes {} again", heard, status.job, Counted(left, "task"));
}

}  // namespace

std::vector<std::string> AdviceOn(const JobStatus& status, std::int64_t now_ms) {
  if (status.state != JobState::kOpen) return {};
  if (!status.opened_at_ms) return {"its opening has not come: where its submit died, submit it again"};
  std::vector<std::string> advice;
  if (status.missing_parts > 0) advice.push_back(MissingParts(status));
  const std::chrono::milliseconds quiet(now_ms - status.changed_at_ms.value_or(now_ms));
  const bool unsettled = status.counts.announced > status.counts.Settled();
  if (unsettled && quiet >= (status.counts.Settled() == 0 ? kQuietAtFirst : kQuiet))
    advice.push_back(Unsettled(status, quiet));
  return advice;
}

}  // namespace pricecrew
