#pragma once

#include <asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>

#include "common/app/connection_settings.h"
#include "common/app/logging.h"
#include "common/pipeline/stage_runner.h"
#include "common/ports/broker.h"
#include "common/ports/clock.h"
#include "common/ports/http_client.h"

namespace pricecrew {

/// The settings of a program that is a stage.
struct StageSettings {
  BrokerSettings broker;
  BudgetSettings budgets;
  FetchSettings fetch;
  LogSettings log;
  unsigned threads = 0;         ///< event loops; 0: one for each core
  unsigned prefetch = 16;       ///< tasks of one shard in the hands of one loop
  unsigned grace_seconds = 25;  ///< how long SIGTERM waits for what is in flight
};
void AddStageSettings(CLI::App& app, StageSettings& settings);

/// How a main makes the parts that touch the world, one of each for every event loop.
struct StageParts {
  std::function<Result<std::unique_ptr<Broker>>(asio::io_context&)> broker;
  std::function<std::unique_ptr<HttpClient>(asio::io_context&)> http;
  const Clock* clock = nullptr;  ///< borrowed
};

/// Runs a stage until SIGTERM or SIGINT, one thread for each event loop; answers with the exit code.
int RunStageProcess(const StageSettings& settings, Stage stage, const StageParts& parts,
                    const ReadPage& read);

}  // namespace pricecrew
