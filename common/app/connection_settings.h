#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "common/domain/budget.h"
#include "common/domain/topology.h"

namespace pricecrew {

/// How to reach the broker, and how its queues are laid out.
struct BrokerSettings {
  std::string url = "amqp://guest:guest@127.0.0.1:5672/";  ///< holds a secret
  std::string ca_file;                                     ///< for amqps; empty: the system's
  std::chrono::seconds timeout{30};                        ///< how long the start waits for the broker
  ShardCounts shards;
};
void AddBrokerSettings(CLI::App& app, BrokerSettings& settings);

/// What hosts get over the whole cluster; the same for every process of a deployment.
struct BudgetSettings {
  Budget others;
  std::string file;  ///< hosts with budgets of their own; empty for none
};
void AddBudgetSettings(CLI::App& app, BudgetSettings& settings);
/// Reads the file, if any. kStop, naming the file and the line, where it cannot be used.
Result<HostBudgets> ReadBudgets(const BudgetSettings& settings);

/// What a process that fetches pages may reach, and as whom.
struct FetchSettings {
  std::vector<std::string> allow_private;  ///< hosts that may resolve to private or loopback addresses
  std::string ca_file;                     ///< for https; empty: the system's
};
void AddFetchSettings(CLI::App& app, FetchSettings& settings);

/// What pages may take of a process's memory at a time.
struct MemorySettings {
  unsigned budget_mib = 64;
};
void AddMemorySettings(CLI::App& app, MemorySettings& settings);

}  // namespace pricecrew
