#include "common/app/stage_process.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <iostream>
#include <thread>
#include <utility>
#include <vector>

#include "common/app/exit_code.h"
#include "common/app/metrics.h"
#include "common/app/settings.h"
#include "common/app/stop_signal.h"

namespace pricecrew {
namespace {

StageOptions OptionsOf(const StageSettings& settings, Stage stage, HostBudgets budgets) {
  StageOptions options;
  options.stage = stage;
  options.shards = settings.broker.shards;
  options.budgets = std::move(budgets);
  options.retry = settings.visit.Retry();
  options.robots = settings.visit.robots;
  options.prefetch = static_cast<std::uint16_t>(settings.prefetch);
  options.grace = std::chrono::seconds(settings.grace_seconds);
  return options;
}

Result<std::shared_ptr<void>> ServeStatus(const StageSettings& settings, Stage stage, StageStatus& status,
                                          const ServeHealth& serve_health) {
  if (settings.listen.empty()) return std::shared_ptr<void>();
  const Result<ListenAddress> address = ParseListenAddress(settings.listen);
  if (!address) return address.error();
  return serve_health(
      *address, [&status] { return status.health.Problem(); },
      [&status, stage] { return MetricsText(stage, status.counters); });
}

int ExitCodeOf(const Error& error) {
  std::cerr << spdlog::default_logger()->name() << ": " << error.text
            << '\n';  // the program's, see StartLogging
  if (error.kind == ErrorKind::kRetryLater) return kNotReachable;
  return error.kind == ErrorKind::kStop ? kUsage : kInternalError;
}

}  // namespace

void AddStageSettings(CLI::App& app, StageSettings& settings) {
  AddBrokerSettings(app, settings.broker);
  AddBudgetSettings(app, settings.budgets);
  AddFetchSettings(app, settings.fetch);
  AddVisitSettings(app, settings.visit);
  AddMemorySettings(app, settings.memory);
  AddLogSettings(app, settings.log);
  AddSetting(app, "--threads", settings.threads, "event loops; 0 for one a core")
      ->check(CLI::Range(0U, 256U));
  AddSetting(app, "--prefetch", settings.prefetch, "tasks of one shard in hand at a time")
      ->check(CLI::Range(1U, 1000U));
  AddSetting(app, "--listen", settings.listen, "address and port of /healthz, /readyz and /metrics");
  AddSetting(app, "--grace", settings.grace_seconds, "seconds that SIGTERM waits for pages in flight");
}

int RunStageProcess(const StageSettings& settings, Stage stage, const Result<StageParts>& parts,
                    const ReadPage& read, const ServeHealth& serve_health) {
  if (!parts) return ExitCodeOf(parts.error());
  Result<HostBudgets> budgets = ReadBudgets(settings.budgets);
  if (!budgets) return ExitCodeOf(budgets.error());
  StageStatus status;
  const Result<std::shared_ptr<void>> server = ServeStatus(settings, stage, status, serve_health);
  if (!server) return ExitCodeOf(server.error());
  const unsigned threads =
      settings.threads > 0 ? settings.threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<StageLoop>> loops;
  loops.reserve(threads);
  for (unsigned i = 0; i < threads; ++i)
    loops.push_back(std::make_unique<StageLoop>("loop " + std::to_string(i),
                                                OptionsOf(settings, stage, *budgets), *parts, read, status));
  const auto stop_all = [&loops] {
    for (const auto& loop : loops) loop->Stop();
  };

  asio::io_context signals;
  StopSignal stop(signals.get_executor(), [&stop_all] {
    spdlog::info("stopping");
    stop_all();
  });
  std::jthread listener([&signals] { signals.run(); });
  for (const auto& loop : loops) {
    loop->OnEnd([&signals, &stop_all] { asio::post(signals, stop_all); });  // one that fails ends all
    loop->Start();
  }
  int exit_code = kComplete;
  for (const auto& loop : loops) {
    const Result<void> ended = loop->Join();
    if (!ended && exit_code == kComplete) exit_code = ExitCodeOf(ended.error());
  }
  signals.stop();
  listener.join();
  spdlog::info("settled {} tasks, {} of them products, {} failed", status.counters.Total(),
               status.counters.Of(Outcome::kProduct), status.counters.Of(Outcome::kFailed));
  return exit_code;
}

}  // namespace pricecrew
