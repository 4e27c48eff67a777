#include "common/domain/budget.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "common/domain/url.h"

namespace pricecrew {
namespace {

using std::chrono::nanoseconds;
using std::chrono::system_clock;

constexpr std::uint32_t kLeastConcurrency = 2;

/// The lanes that a job uses of its host's.
std::uint32_t LanesOfJob(std::uint32_t lanes, const RequestOptions& job) {
  return std::clamp(job.concurrency.value_or(lanes), kLeastConcurrency, lanes);
}

nanoseconds Seconds(double seconds) { return nanoseconds(static_cast<std::int64_t>(seconds * 1e9)); }

std::string HostOf(const Task& task) {
  const std::string& url =
      task.kind == TaskKind::kList && !task.entries.empty() ? task.entries[0] : task.FetchUrl();
  const std::optional<Url> parsed = ParseUrl(url);
  return parsed ? BudgetHost(*parsed) : std::string();
}

}  // namespace

const Budget& HostBudgets::Of(std::string_view host) const {
  const auto found = by_host.find(host);
  return found == by_host.end() ? others : found->second;
}

Result<std::map<std::string, Budget, std::less<>>> ParseHostBudgets(std::string_view text) {
  std::map<std::string, Budget, std::less<>> budgets;
  std::istringstream lines{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    line.resize(std::min(line.find('#'), line.size()));
    std::istringstream words(line);
    std::string host;
    if (!(words >> host)) continue;
    Budget budget;
    std::string rest;
    if (!(words >> budget.concurrency >> budget.rate) || (words >> rest) ||
        budget.concurrency < kLeastConcurrency || budget.rate < 0)
      return Error{ErrorKind::kStop,
                   fmt::format("line {} is not 'HOST CONCURRENCY RATE' with a concurrency of 2 or "
                               "more and a rate of 0 or more",
                               number)};
    budgets[host] = budget;
  }
  return budgets;
}

LanePlace PlaceTask(const Task& task, const HostBudgets& budgets, const ShardCounts& shards) {
  LanePlace place;
  place.host = HostOf(task);
  place.lanes = std::max(budgets.Of(place.host).concurrency, kLeastConcurrency);
  const std::uint64_t host_hash = StableHash(place.host);
  if (task.stage == Stage::kCategory) {
    place.shard = static_cast<std::uint32_t>(host_hash % shards.category);
    return place;
  }
  const std::uint32_t product_lanes = LanesOfJob(place.lanes, task.request) - 1;
  place.lane = 1 + static_cast<std::uint32_t>(std::hash<TaskId>{}(task.id) % product_lanes);
  place.shard = static_cast<std::uint32_t>((host_hash + place.lane) % shards.product);
  return place;
}

Pace PaceOf(const Budget& budget, const LanePlace& place, const RequestOptions& job) {
  const double lanes = place.lanes;
  const double own = budget.rate > 0 ? lanes / budget.rate : 0;
  const double asked = job.rate.value_or(0) > 0 ? LanesOfJob(place.lanes, job) / *job.rate : 0;
  if (own <= 0) return {Seconds(asked), Seconds(asked * place.lane / lanes)};
  // A slower job takes every n-th beat of the lane, so that the starts of all jobs together keep the lane's
  // distance.
  return {Seconds(own * std::max(1.0, std::ceil(asked / own))), Seconds(own * place.lane / lanes)};
}

system_clock::time_point NextBeat(const Pace& pace, system_clock::time_point earliest) {
  if (pace.period <= nanoseconds(0)) return earliest;
  const nanoseconds since = std::chrono::duration_cast<nanoseconds>(earliest.time_since_epoch()) - pace.phase;
  const nanoseconds over = since % pace.period;
  if (over == nanoseconds(0)) return earliest;
  return earliest + std::chrono::duration_cast<system_clock::duration>(pace.period - over);
}

}  // namespace pricecrew
