#include "common/app/stage_process.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <iostream>
#include <thread>
#include <utility>
#include <vector>

#include "common/app/exit_code.h"
#include "common/app/settings.h"
#include "common/app/stop_signal.h"
#include "common/domain/slots.h"

namespace pricecrew {
namespace {

constexpr std::uint32_t kMostSlots = 1'024;

/// One event loop of the stage, with everything that belongs to it.
class StageLoop {
 public:
  StageLoop(StageOptions options, const StageParts& parts, ReadPage read)
      : options_(std::move(options)),
        read_(std::move(read)),
        clock_(*parts.clock),
        broker_(parts.broker(*io_)),
        http_(parts.http(*io_)) {}

  void Start() {
    asio::co_spawn(*io_, Serve(), asio::detached);
    thread_ = std::jthread([this] { io_->run(); });
  }
  void Stop() {
    asio::post(*io_, [this] {
      stopping_ = true;
      if (runner_) runner_->Stop();
    });
  }
  /// Waits for the end of the loop; ok where it was asked for.
  Result<void> Join() {
    thread_.join();
    io_.reset();  // what is still under way ends here, while the parts it borrows are alive
    return outcome_;
  }

 private:
  asio::awaitable<void> Serve() {
    outcome_ = co_await broker_->Connect();
    if (outcome_) outcome_ = co_await Work();
    co_await broker_->Close();
    io_->stop();
  }

  asio::awaitable<Result<void>> Work() {
    Result<std::uint32_t> slot = co_await ClaimSlot();
    if (!slot) co_return slot.error();
    const std::uint32_t shards =
        options_.stage == Stage::kCategory ? options_.shards.category : options_.shards.product;
    const std::vector<std::int32_t> priorities = ShardPriorities(*slot, shards);
    for (std::uint32_t shard = 0; shard < shards; ++shard)
      options_.claims.push_back({shard, priorities[shard]});
    runner_.emplace(io_->get_executor(), *broker_, *http_, clock_, options_, read_);
    if (stopping_) co_return Result<void>();
    spdlog::info("consuming {} shards from slot {}", shards, *slot);
    co_return co_await runner_->Run();
  }

  /// The lowest slot of the stage that is free. Two that start together may skip one: harmless.
  asio::awaitable<Result<std::uint32_t>> ClaimSlot() {
    for (std::uint32_t slot = 0; slot < kMostSlots; ++slot) {
      std::string queue = "slot." + std::string(ToString(options_.stage)) + "." + std::to_string(slot);
      Result<bool> claimed = co_await broker_->Claim(std::move(queue));
      if (!claimed) co_return claimed.error();
      if (*claimed) co_return slot;
    }
    co_return Error{ErrorKind::kStop, "all slots of the stage are taken"};
  }

  StageOptions options_;
  ReadPage read_;
  const Clock& clock_;
  std::unique_ptr<asio::io_context> io_ = std::make_unique<asio::io_context>(1);
  std::unique_ptr<Broker> broker_;
  std::unique_ptr<HttpClient> http_;
  std::optional<StageRunner> runner_;
  bool stopping_ = false;
  Result<void> outcome_;
  std::jthread thread_;
};

StageOptions OptionsOf(const StageSettings& settings, Stage stage, HostBudgets budgets) {
  StageOptions options;
  options.stage = stage;
  options.shards = settings.broker.shards;
  options.budgets = std::move(budgets);
  options.prefetch = static_cast<std::uint16_t>(settings.prefetch);
  options.grace = std::chrono::seconds(settings.grace_seconds);
  return options;
}

int ExitCodeOf(const Error& error) {
  std::cerr << "pricecrew: " << error.text << '\n';
  if (error.kind == ErrorKind::kRetryLater) return kNotReachable;
  return error.kind == ErrorKind::kStop ? kUsage : kInternalError;
}

}  // namespace

void AddStageSettings(CLI::App& app, StageSettings& settings) {
  AddBrokerSettings(app, settings.broker);
  AddBudgetSettings(app, settings.budgets);
  AddFetchSettings(app, settings.fetch);
  AddLogSettings(app, settings.log);
  AddSetting(app, "--threads", settings.threads, "event loops; 0 for one a core")
      ->check(CLI::Range(0U, 256U));
  AddSetting(app, "--prefetch", settings.prefetch, "tasks of one shard in hand at a time")
      ->check(CLI::Range(1U, 1000U));
  AddSetting(app, "--grace", settings.grace_seconds, "seconds that SIGTERM waits for pages in flight");
}

int RunStageProcess(const StageSettings& settings, Stage stage, const StageParts& parts,
                    const ReadPage& read) {
  Result<HostBudgets> budgets = ReadBudgets(settings.budgets);
  if (!budgets) return ExitCodeOf(budgets.error());
  const unsigned threads =
      settings.threads > 0 ? settings.threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<StageLoop>> loops;
  for (unsigned i = 0; i < threads; ++i)
    loops.push_back(std::make_unique<StageLoop>(OptionsOf(settings, stage, *budgets), parts, read));

  asio::io_context signals;
  StopSignal stop(signals.get_executor(), [&loops] {
    spdlog::info("stopping");
    for (const auto& loop : loops) loop->Stop();
  });
  std::jthread listener([&signals] { signals.run(); });
  for (const auto& loop : loops) loop->Start();
  int exit_code = kComplete;
  for (const auto& loop : loops) {
    const Result<void> ended = loop->Join();
    if (!ended && exit_code == kComplete) {
      exit_code = ExitCodeOf(ended.error());
      for (const auto& other : loops) other->Stop();
    }
  }
  signals.stop();
  return exit_code;
}

}  // namespace pricecrew
