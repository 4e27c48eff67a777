// The producer: `producer serve` is stage 1; its other commands submit jobs and look at them.

#include <CLI/CLI.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <random>
#include <utility>

#include "common/app/connection_settings.h"
#include "common/app/exit_code.h"
#include "common/app/isolated_reads.h"
#include "common/app/logging.h"
#include "common/app/run_main.h"
#include "common/app/settings.h"
#include "common/app/stage_process.h"
#include "common/app/stop_signal.h"
#include "common/domain/topology.h"
#include "common/domain/url.h"
#include "common/io/curl_http_client.h"
#include "common/io/system_clock.h"
#include "common/wiring/read_within.h"
#include "common/wiring/real_parts.h"
#include "producer/category_stage.h"
#include "producer/commands.h"
#include "producer/job_flags.h"

namespace pricecrew {
namespace {

constexpr std::chrono::seconds kClientPatience{5};  // a person waits

struct ClientSettings {
  ClientSettings() { broker.timeout = kClientPatience; }

  BrokerSettings broker;
  BudgetSettings budgets;
  LogSettings log{"human", "warning"};
  std::string aggregator_url = "http://127.0.0.1:8080";
  OutputFlags output;
  JobFlags job_flags;
  bool wait = false;
  std::string job;
  std::string reason;
  std::string dead_format = "table";
};

/// Reads the request and the output where a command has them; runs it on an event loop of its own.
class Client {
 public:
  explicit Client(const ClientSettings& settings) : settings_(settings) {}

  int Run(const std::string& command) {
    StartLogging(settings_.log, "producer");
    if (const std::optional<int> refused = Prepare(command)) return *refused;
    Result<std::unique_ptr<Broker>> broker = MakeRabbitBroker(io_, settings_.broker, "producer", {});
    if (!broker) return Complain(broker.error());
    CurlHttpClient http(io_, HttpOptions());
    AggregatorClient aggregator(http, settings_.aggregator_url);
    SystemClock clock;
    Interrupt interrupt(io_.get_executor());
    StopSignal signal(io_.get_executor(), [&interrupt] { interrupt.Ask(); });
    const CommandParts parts{io_.get_executor(), clock, **broker, aggregator, Random()};
    int exit_code = kInternalError;
    asio::co_spawn(io_, Start(command, parts, interrupt), [&](const std::exception_ptr& failure, int code) {
      if (failure) std::rethrow_exception(failure);
      exit_code = code;
      signal.Cancel();
      io_.stop();
    });
    io_.run();
    return exit_code;
  }

 private:
  std::optional<int> Prepare(const std::string& command) {
    if (command == "submit") {
      Result<JobRequest> request = ReadJobRequest(settings_.job_flags);
      if (!request) return Complain(request.error());
      request_ = std::move(*request);
      Result<HostBudgets> budgets = ReadBudgets(settings_.budgets);
      if (!budgets) return Complain(budgets.error());
      budgets_ = std::move(*budgets);
    }
    if (command == "retry") {
      Result<RequestOptions> request = ReadRequestOptions(settings_.job_flags);
      if (!request) return Complain(request.error());
      retry_ = {settings_.reason, std::move(*request)};
    }
    if (command == "results" || command == "watch" || (command == "submit" && settings_.wait)) {
      Result<std::unique_ptr<ResultOutput>> output = ResultOutput::Open(settings_.output);
      if (!output) return Complain(output.error());
      output_ = std::move(*output);
    }
    return std::nullopt;
  }

  asio::awaitable<int> Start(const std::string& command, const CommandParts& parts, Interrupt& interrupt) {
    if (command == "submit")
      return SubmitJob(parts, request_, budgets_, settings_.broker.shards, output_.get(), interrupt);
    if (command == "cancel") return CancelJob(parts, settings_.job);
    if (command == "list") return ListJobs(parts);
    if (command == "resume") return ResumeJob(parts, settings_.job);
    if (command == "retry") return RetryJob(parts, settings_.job, retry_);
    if (command == "dead") return ListDead(parts, *ParseRowFormat(settings_.dead_format));
    if (command == "status") return ShowStatus(parts, settings_.job);
    if (command == "watch") return WatchJob(parts, settings_.job, *output_, interrupt);
    return PrintResults(parts, settings_.job, *output_);
  }

  /// The aggregator may well be at home, whatever pages may be.
  [[nodiscard]] CurlHttpClientOptions HttpOptions() const {
    CurlHttpClientOptions options;
    if (const std::optional<Url> url = ParseUrl(settings_.aggregator_url))
      options.allow_private = {url->host};
    return options;
  }

  static std::uint64_t Random() {
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
  }

  const ClientSettings& settings_;
  asio::io_context io_{1};
  JobRequest request_;
  RetryRequest retry_;
  HostBudgets budgets_;
  std::unique_ptr<ResultOutput> output_;
};

void AddAggregatorUrl(CLI::App& command, ClientSettings& settings) {
  AddSetting(command, "--aggregator-url", settings.aggregator_url, "base URL of the aggregator's API");
}

void AddClientCommands(CLI::App& app, ClientSettings& settings) {
  CLI::App* submit = app.add_subcommand("submit", "open a job: scrape the products of category pages");
  AddJobFlags(*submit, settings.job_flags);
  AddOutputFlags(*submit, settings.output);
  submit->add_flag("--wait", settings.wait, "wait for the end, show progress, print the products");
  AddBrokerSettings(*submit, settings.broker);
  AddBudgetSettings(*submit, settings.budgets);
  AddAggregatorUrl(*submit, settings);

  CLI::App* list = app.add_subcommand("list", "list the jobs");
  AddAggregatorUrl(*list, settings);
  CLI::App* dead = app.add_subcommand("dead", "list the messages that nobody could use, the newest first");
  AddAggregatorUrl(*dead, settings);
  dead->add_option("--format", settings.dead_format, "table or json")
      ->check(CLI::IsMember({"table", "json"}));

  const auto of_a_job = [&app, &settings](const char* name, const char* help) {
    CLI::App* command = app.add_subcommand(name, help);
    command->add_option("JOB", settings.job, "id of the job")->required();
    return command;
  };
  AddAggregatorUrl(*of_a_job("status", "say how a job stands"), settings);
  for (CLI::App* command : {of_a_job("watch", "show a job's progress, then its products"),
                            of_a_job("results", "print the products of a job")}) {
    AddAggregatorUrl(*command, settings);
    AddOutputFlags(*command, settings.output);
  }
  AddAggregatorUrl(*of_a_job("resume", "publish the tasks of a job again that are not settled"), settings);
  CLI::App* retry = of_a_job("retry", "visit the pages of a job again that failed");
  retry->add_option("--reason", settings.reason, "only those that failed, or were skipped, for this reason");
  AddRequestFlags(*retry, settings.job_flags);
  AddAggregatorUrl(*retry, settings);
  AddBrokerSettings(*of_a_job("cancel", "stop a job; what it has stays"), settings.broker);
}

int Main(int argc, const char* const* argv) {
  if (const std::optional<int> served = ServeIsolatedReads(argc, argv, ReadCategoryPage)) return *served;
  CLI::App app("Finds the products of category pages, and takes jobs.", "producer");
  app.require_subcommand(1);
  app.fallthrough();
  ClientSettings client;
  StageSettings stage;
  CLI::App* serve = app.add_subcommand("serve", "be stage 1: turn category pages into product tasks");
  AddStageSettings(*serve, stage);
  AddClientCommands(app, client);
  if (const std::optional<int> ended = ParseSettings(app, argc, argv)) return *ended;
  if (!serve->parsed()) return Client(client).Run(app.get_subcommands().front()->get_name());
  StartLogging(stage.log, "producer");
  const std::shared_ptr<ByteBudget> memory = MakeMemory(stage.memory);
  return RunStageProcess(stage, Stage::kCategory, MakeStageParts(stage, "producer", memory),
                         ReadWithin(memory, ReadCategoryPage), ServeHealthOverHttp);
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) { return pricecrew::RunMain("producer", pricecrew::Main, argc, argv); }
