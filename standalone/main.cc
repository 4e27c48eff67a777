// pricecrew: the three stages in one process, and the tools for one page.

#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <system_error>
#include <thread>
#include <utility>

#include "common/app/connection_settings.h"
#include "common/app/exit_code.h"
#include "common/app/isolated_reads.h"
#include "common/app/logging.h"
#include "common/app/run_main.h"
#include "common/app/settings.h"
#include "common/domain/topology.h"
#include "common/io/memory_broker.h"
#include "common/io/page_file.h"
#include "common/io/system_clock.h"
#include "common/wiring/read_within.h"
#include "common/wiring/real_parts.h"
#include "producer/category_stage.h"
#include "producer/job_flags.h"
#include "standalone/scrape.h"
#include "standalone/tool_commands.h"
#include "worker/product_stage.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMostWaiting = 5'000;  // product tasks, before category pages wait
constexpr std::size_t kMaxPageBytes = std::size_t{64} << 20;

struct ScrapeSettings {
  JobFlags job;
  OutputFlags output;
  BudgetSettings budgets;
  FetchSettings fetch;
  VisitSettings visit;
  MemorySettings memory;
  LogSettings log{"human", "warning"};
  unsigned threads = 0;
  std::string store;
  bool resume = false;
};

int Complain(const Error& error) {
  std::cerr << "pricecrew: " << error.text << '\n';
  if (error.code == "output") return kOutputNotWritable;
  if (error.kind == ErrorKind::kCancelled) return kPartial;
  return error.kind == ErrorKind::kStop || error.code == "bad_url" || error.code == "no_url" ? kUsage
                                                                                             : kInternalError;
}

/// A file for the ledger of one run: the one that the user named, or one that goes with the run.
class RunStore {
 public:
  static Result<std::unique_ptr<RunStore>> Make(const std::string& named) {
    if (!named.empty())
      return std::unique_ptr<RunStore>(new RunStore(named, {}));  // NOLINT: the constructor is private
    std::string folder = (std::filesystem::temp_directory_path() / "pricecrew-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr)
      return Error{
          ErrorKind::kStop,
          "cannot make a temporary folder: " + std::error_code(errno, std::generic_category()).message(),
          "output"};
    return std::unique_ptr<RunStore>(new RunStore(folder + "/ledger.db", folder));  // NOLINT
  }
  ~RunStore() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  RunStore(const RunStore&) = delete;
  RunStore& operator=(const RunStore&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  RunStore(std::string path, std::string folder) : path_(std::move(path)), folder_(std::move(folder)) {}
  std::string path_;
  std::string folder_;
};

/// Parts whose brokers share one memory.
StageParts PartsInMemory(const ScrapeSettings& settings, const ShardCounts& shards,
                         std::shared_ptr<ByteBudget> memory) {
  static const SystemClock clock;
  StageParts parts;
  const MemoryHub::HoldBack hold_back{"category.", "product.", kMostWaiting};
  parts.broker = [hub = std::make_shared<MemoryHub>(MakeTopology(shards), hold_back)](
                     asio::io_context& io) -> Result<std::unique_ptr<Broker>> {
    return std::unique_ptr<Broker>(std::make_unique<MemoryBroker>(io.get_executor(), hub));
  };
  parts.http = [fetch = settings.fetch, memory = std::move(memory)](asio::io_context& io) {
    return MakeHttpClient(io, fetch, memory);
  };
  parts.isolated = MakeIsolatedReader;
  parts.clock = &clock;
  return parts;
}

Result<OpenedJob> JobOf(const ScrapeSettings& settings) {
  Result<JobRequest> request = ReadJobRequest(settings.job);
  if (!request) return request.error();
  const auto now =
      std::chrono::duration_cast<std::chrono::milliseconds>(SystemClock().Wall().time_since_epoch());
  return OpenJob(MakeJobId(now.count(), std::random_device{}()), now.count(), *request);
}

Settlement ReadEitherPage(const Task& task, const FetchedPage& page) {
  return task.stage == Stage::kCategory ? ReadCategoryPage(task, page) : ReadProductPage(task, page);
}

/// The job of the store to go on with.
Result<std::string> JobToResume(const ScrapeSettings& settings) {
  const JobFlags& job = settings.job;
  if (settings.store.empty())
    return Error{ErrorKind::kStop, "--resume needs the --store of the job", "usage"};
  if (!job.urls.empty() || !job.product_urls.empty() || !job.urls_file.empty())
    return Error{ErrorKind::kStop, "--resume goes on with the job in the store, and takes no URLs", "usage"};
  return UnfinishedJob(settings.store);
}

int RunScrape(const ScrapeSettings& settings) {
  StartLogging(settings.log, "pricecrew");
  Result<OpenedJob> job = OpenedJob{};
  Result<RequestOptions> request = RequestOptions{};
  Result<std::string> id = std::string();
  if (settings.resume) {
    id = JobToResume(settings);
    if (id) request = ReadRequestOptions(settings.job);
  } else {
    job = JobOf(settings);
    if (job) id = job->opened.job;
  }
  if (!id) return Complain(id.error());
  if (!request) return Complain(request.error());
  if (!job) return Complain(job.error());
  Result<HostBudgets> budgets = ReadBudgets(settings.budgets);
  if (!budgets) return Complain(budgets.error());
  Result<std::unique_ptr<ResultOutput>> output = ResultOutput::Open(settings.output);
  if (!output) return Complain(output.error());
  Result<std::unique_ptr<RunStore>> store = RunStore::Make(settings.store);
  if (!store) return Complain(store.error());

  ScrapeOptions options;
  options.budgets = std::move(*budgets);
  options.visit = settings.visit;
  options.threads =
      settings.threads > 0 ? settings.threads : std::max(1U, std::thread::hardware_concurrency());
  options.store_path = (*store)->path();
  const std::shared_ptr<ByteBudget> memory = MakeMemory(settings.memory);
  options.read = ReadWithin(memory, ReadEitherPage);
  Scrape scrape(options, PartsInMemory(settings, options.shards, memory));
  const Result<JobReport> report = settings.resume ? scrape.Resume(*id, *request) : scrape.Run(*job);
  if (!report) return Complain(report.error());
  const Result<void> written = WriteProducts(options.store_path, *id, **output);
  if (!written) return Complain(written.error());
  for (const std::string& line : ClosingLines(*report)) fmt::print(stderr, "{}\n", line);
  return ExitCodeOf(*report);
}

asio::awaitable<void> FetchInto(HttpClient& http, HttpRequest request, Result<HttpResponse>& response) {
  response = co_await http.Fetch(std::move(request));
}

/// Fetches one page, for the tools: as a person would with curl, without budgets, but redirects are for the
/// user.
Result<LoadedPage> FetchPage(const std::string& url, const FetchSettings& settings) {
  asio::io_context io(1);
  const std::unique_ptr<HttpClient> http = MakeHttpClient(io, settings, nullptr);
  HttpRequest request;
  request.url = url;
  Result<HttpResponse> response = Error{ErrorKind::kCancelled, "not fetched"};
  asio::co_spawn(io, FetchInto(*http, std::move(request), response), asio::detached);
  io.run();
  if (!response) return Error{ErrorKind::kRetryLater, response.error().text};
  if (response->status != 200)
    return Error{ErrorKind::kRetryLater,
                 fmt::format("GET {} was answered with status {}", url, response->status)};
  LoadedPage page;
  page.content_type = response->Header("content-type").value_or(std::string_view());
  page.body = std::move(response->body);
  page.url = url;
  return page;
}

CLI::App* AddScrape(CLI::App& app, ScrapeSettings& settings) {
  CLI::App* scrape =
      app.add_subcommand("scrape", "visit category pages and all their products, in this one process");
  AddJobFlags(*scrape, settings.job);
  AddOutputFlags(*scrape, settings.output);
  AddBudgetSettings(*scrape, settings.budgets);
  AddFetchSettings(*scrape, settings.fetch);
  AddVisitSettings(*scrape, settings.visit);
  AddMemorySettings(*scrape, settings.memory);
  AddLogSettings(*scrape, settings.log);
  AddSetting(*scrape, "--threads", settings.threads, "event loops for product pages; 0 for one a core")
      ->check(CLI::Range(0U, 256U));
  AddSetting(*scrape, "--store", settings.store, "keep the ledger in this SQLite file");
  scrape->add_flag("--resume", settings.resume,
                   "go on with the newest job in the --store that has not ended");
  return scrape;
}

int Main(int argc, const char* const* argv) {
  if (const std::optional<int> served = ServeIsolatedReads(argc, argv, ReadEitherPage)) return *served;
  CLI::App app("Names and prices of all products of category pages.", "pricecrew");
  app.require_subcommand(1);
  ScrapeSettings scrape;
  const CLI::App* scraping = AddScrape(app, scrape);
  ToolCommands tools(app,
                     {[](const std::string& name) { return ReadPageFile(name, kMaxPageBytes); }, FetchPage});
  if (const std::optional<int> ended = ParseSettings(app, argc, argv)) return *ended;
  return scraping->parsed() ? RunScrape(scrape) : tools.Run();
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) { return pricecrew::RunMain("pricecrew", pricecrew::Main, argc, argv); }
