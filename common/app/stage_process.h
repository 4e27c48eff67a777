#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "common/app/connection_settings.h"
#include "common/app/listen_address.h"
#include "common/app/logging.h"
#include "common/app/stage_loop.h"
#include "common/app/visit_settings.h"

namespace pricecrew {

/// The settings of a program that is a stage.
struct StageSettings {
  BrokerSettings broker;
  BudgetSettings budgets;
  FetchSettings fetch;
  VisitSettings visit;
  MemorySettings memory;
  LogSettings log;
  unsigned threads = 0;         ///< event loops; 0: one for each core
  unsigned prefetch = 16;       ///< tasks of one shard in the hands of one loop
  std::string listen;           ///< ADDRESS:PORT of /healthz, /readyz and /metrics; empty: not served
  unsigned grace_seconds = 25;  ///< how long SIGTERM waits for what is in flight
};
void AddStageSettings(CLI::App& app, StageSettings& settings);

/// Serves the process's health until it is destroyed.
using ServeHealth = std::function<Result<std::shared_ptr<void>>(
    const ListenAddress& address, std::function<std::optional<std::string>()> problem,
    std::function<std::string()> metrics)>;

/// Runs a stage until SIGTERM or SIGINT, one thread for each event loop; answers with the exit code.
int RunStageProcess(const StageSettings& settings, Stage stage, const Result<StageParts>& parts,
                    const ReadPage& read, const ServeHealth& serve_health);

}  // namespace pricecrew
