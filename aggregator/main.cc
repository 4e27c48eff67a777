// The aggregator: stage 3, one ledger and one output.

#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "aggregator/collector.h"
#include "aggregator/http_api.h"
#include "aggregator/republisher.h"
#include "aggregator/store.h"
#include "common/app/connection_settings.h"
#include "common/app/exit_code.h"
#include "common/app/listen_address.h"
#include "common/app/logging.h"
#include "common/app/run_main.h"
#include "common/app/settings.h"
#include "common/app/stop_signal.h"
#include "common/io/system_clock.h"
#include "common/wiring/real_parts.h"

namespace pricecrew {
namespace {

constexpr const char* kSlot = "slot.aggregator.0";
constexpr std::chrono::seconds kSlotWait{2};

struct AggregatorSettings {
  BrokerSettings broker;
  BudgetSettings budgets;
  LogSettings log;
  std::string listen = "127.0.0.1:8080";
  std::string store = "pricecrew.db";
  std::string output_dir = "out";
};

void AddAggregatorSettings(CLI::App& app, AggregatorSettings& settings) {
  AddBrokerSettings(app, settings.broker);
  AddBudgetSettings(app, settings.budgets);
  AddLogSettings(app, settings.log);
  AddSetting(app, "--listen", settings.listen, "address and port of the HTTP API");
  AddSetting(app, "--store", settings.store, "SQLite file of the ledger");
  AddSetting(app, "--output-dir", settings.output_dir, "folder for the files of jobs that end");
}

Result<HttpApiOptions> ApiOptions(const AggregatorSettings& settings) {
  const Result<ListenAddress> address = ParseListenAddress(settings.listen);
  if (!address) return address.error();
  HttpApiOptions options;
  options.host = address->host;
  options.port = address->port;
  options.store_path = settings.store;
  return options;
}

Result<void> PrepareOutputDir(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return Error{ErrorKind::kStop, "cannot make the output folder " + folder + ": " + error.message(),
                 "output"};
  return {};
}

int Complain(const Error& error) {
  std::cerr << "aggregator: " << error.text << '\n';
  const bool disk = error.code == "output" || (error.code == "store" && error.kind == ErrorKind::kRetryLater);
  if (disk) return kOutputNotWritable;
  if (error.kind == ErrorKind::kRetryLater) return error.code == "locked" ? kInternalError : kNotReachable;
  return error.kind == ErrorKind::kStop ? kUsage : kInternalError;
}

/// The aggregator's one event loop and what belongs to it.
class Aggregator {
 public:
  explicit Aggregator(const AggregatorSettings& settings) : settings_(settings) {}

  int Run() {
    const Result<void> prepared = Prepare();
    if (!prepared) return Complain(prepared.error());
    StopSignal signal(io_.get_executor(), [this] { Stop(); });
    asio::co_spawn(
        io_,
        [](Aggregator& self, StopSignal& stop) -> asio::awaitable<void> {
          self.outcome_ = co_await self.Serve();
          co_await self.broker_->Close();
          stop.Cancel();
        }(*this, signal),
        asio::detached);
    io_.run();
    api_.reset();
    return outcome_ || stopping_ ? kComplete : Complain(outcome_.error());
  }

 private:
  /// The store is locked before anything is consumed.
  Result<void> Prepare() {
    Result<HttpApiOptions> api = ApiOptions(settings_);
    if (!api) return api.error();
    Result<HostBudgets> budgets = ReadBudgets(settings_.budgets);
    if (!budgets) return budgets.error();
    budgets_ = std::move(*budgets);
    Result<void> output = PrepareOutputDir(settings_.output_dir);
    if (!output) return output;
    Result<std::unique_ptr<Store>> store = Store::Open(settings_.store);
    if (!store) return store.error();
    store_ = std::move(*store);
    Result<std::unique_ptr<Broker>> broker =
        MakeRabbitBroker(io_, settings_.broker, "aggregator", LogTrouble());
    if (!broker) return broker.error();
    broker_ = std::move(*broker);
    health_.Report("broker", "not connected yet");
    Result<std::unique_ptr<HttpApi>> started = HttpApi::Start(std::move(*api), health_, Actions());
    if (!started) return started.error();
    api_ = std::move(*started);
    spdlog::info("listening on port {}", api_->port());
    return {};
  }

  asio::awaitable<Result<void>> Serve() {
    Result<void> connected = co_await broker_->Connect();
    if (connected) connected = co_await TakeSlot();
    if (!connected || stopping_) co_return connected;
    CollectorOptions options;
    options.output.store_path = settings_.store;
    options.output.output_dir = settings_.output_dir;
    collector_.emplace(io_.get_executor(), *broker_, *store_, clock_, health_, std::move(options));
    RepublishOptions again;
    again.store_path = settings_.store;
    again.budgets = budgets_;
    again.shards = settings_.broker.shards;
    republisher_.emplace(*broker_, *store_, clock_, std::move(again));
    health_.Clear("broker");
    co_return co_await collector_->Run();
  }

  /// There is one aggregator at a time; a second one waits for its turn.
  asio::awaitable<Result<void>> TakeSlot() {
    asio::steady_timer timer(io_);
    bool said = false;
    while (!stopping_) {
      const Result<bool> mine = co_await broker_->Claim(kSlot);
      if (!mine) co_return mine.error();
      if (*mine) break;
      if (!std::exchange(said, true)) spdlog::warn("another aggregator is at work: waiting for it to end");
      health_.Report("broker", "another aggregator is at work");
      timer.expires_after(kSlotWait);
      asio::error_code ignored;
      co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    co_return Result<void>();
  }

  void Stop() {
    spdlog::info("stopping");
    stopping_ = true;
    if (collector_) return collector_->Stop();
    asio::co_spawn(io_, broker_->Close(), asio::detached);  // ends a Connect under way
  }

  void CancelFromApi(const std::string& job) {
    asio::post(io_, [this, job] {
      if (!collector_) return;
      asio::co_spawn(io_, collector_->Cancel(job),
                     [job](const std::exception_ptr&, const Result<void>& cancelled) {
                       if (!cancelled)
                         spdlog::error("job {} is not cancelled: {}", job, cancelled.error().text);
                     });
    });
  }

  HttpApiActions Actions() {
    HttpApiActions actions;
    actions.cancel = [this](const std::string& job) { CancelFromApi(job); };
    actions.resume = [this](const std::string& job, HttpApiActions::Done done) {
      Again([job](Republisher& republisher) { return republisher.Resume(job); }, std::move(done));
    };
    actions.retry = [this](const std::string& job, const RetryRequest& retry, HttpApiActions::Done done) {
      Again([job, retry](Republisher& republisher) { return republisher.Retry(job, retry); },
            std::move(done));
    };
    return actions;
  }

  /// Runs `begin` on the event loop and tells `done` how it ended.
  void Again(std::function<asio::awaitable<Result<Republished>>(Republisher&)> begin,
             HttpApiActions::Done done) {
    asio::post(io_, [this, begin = std::move(begin), done = std::move(done)] {
      if (!republisher_)
        return done(
            Error{ErrorKind::kRetryLater, "the aggregator is not at work yet: see /readyz", "starting"});
      asio::co_spawn(io_, Tell(begin(*republisher_), done), asio::detached);
    });
  }

  static asio::awaitable<void> Tell(asio::awaitable<Result<Republished>> work, HttpApiActions::Done done) {
    Result<Republished> outcome = co_await std::move(work);
    done(std::move(outcome));
  }

  const AggregatorSettings& settings_;
  SystemClock clock_;
  Health health_;
  asio::io_context io_{1};
  std::unique_ptr<Store> store_;
  std::unique_ptr<Broker> broker_;
  HostBudgets budgets_;
  std::optional<Collector> collector_;
  std::optional<Republisher> republisher_;
  std::unique_ptr<HttpApi> api_;
  Result<void> outcome_;
  bool stopping_ = false;
};

int Main(int argc, const char* const* argv) {
  CLI::App app("Keeps the ledger of all jobs, and presents their products.", "aggregator");
  AggregatorSettings settings;
  AddAggregatorSettings(app, settings);
  if (const std::optional<int> ended = ParseSettings(app, argc, argv)) return *ended;
  StartLogging(settings.log, "aggregator");
  return Aggregator(settings).Run();
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) { return pricecrew::RunMain("aggregator", pricecrew::Main, argc, argv); }
