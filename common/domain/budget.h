#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "common/domain/result.h"
#include "common/domain/task.h"
#include "common/domain/topology.h"

namespace pricecrew {

/// How many requests a host gets over the whole cluster.
struct Budget {
  std::uint32_t concurrency = 4;  ///< requests at once (C), 2 or more: lane 0 is the category stage's
  double rate = 4;                ///< requests a second (R); 0 for no limit
};

/// The deployment's budgets: one for all hosts, and hosts with their own.
struct HostBudgets {
  Budget others;
  std::map<std::string, Budget, std::less<>> by_host;  ///< keyed as BudgetHost names them

  [[nodiscard]] const Budget& Of(std::string_view host) const;
};

/// Reads lines of "HOST CONCURRENCY RATE"; # begins a comment. An error names the line.
Result<std::map<std::string, Budget, std::less<>>> ParseHostBudgets(std::string_view text);

/// One sequential stream of requests to one host.
struct LanePlace {
  std::string host;
  std::uint32_t lane = 0;   ///< 0 to lanes - 1; 0 is the category stage's
  std::uint32_t lanes = 2;  ///< C
  std::uint32_t shard = 0;  ///< of the task's stage
};

/// Where a task is to be queued. The same URL of the same job always has the same place; the lanes of one
/// host lie on shards one after the other. A job that asks for fewer requests at once uses the first lanes
/// only.
LanePlace PlaceTask(const Task& task, const HostBudgets& budgets, const ShardCounts& shards);

/// When a lane may start a request: on the beat t = phase modulo period of the wall clock, so that a lane's
/// pace needs no memory and two owners one after the other cannot start too close together. A period of 0 is
/// "at once".
struct Pace {
  std::chrono::nanoseconds period{0};
  std::chrono::nanoseconds phase{0};
};

/// The pace of a lane for a job: C/R seconds, longer where the job asks for a smaller rate.
Pace PaceOf(const Budget& budget, const LanePlace& place, const RequestOptions& job);

/// The first time at or after `earliest` on the beat.
std::chrono::system_clock::time_point NextBeat(const Pace& pace,
                                               std::chrono::system_clock::time_point earliest);

}  // namespace pricecrew
