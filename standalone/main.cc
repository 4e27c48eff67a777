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
#include "common/rules/read_rules.h"
#include "common/wiring/read_within.h"
#include "common/wiring/real_parts.h"
#include "producer/category_stage.h"
#include "producer/job_flags.h"
#include "standalone/page_tools.h"
#include "standalone/price_tool.h"
#include "standalone/robots_tool.h"
#include "standalone/rules_tool.h"
#include "standalone/scrape.h"
#include "standalone/select_tool.h"
#include "standalone/url_tool.h"
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

struct ToolSettings {
  std::string where;
  std::string url;
  std::string rules_file;
  PageSelection selection;
  bool batch = false;
  bool explain = false;
  FetchSettings fetch;
};

struct UrlSettings {
  std::string input;
  std::string base;
  bool batch = false;
};

struct RobotsSettings {
  std::string where;
  RobotsQuestion question;
  bool batch = false;
};

struct PriceSettings {
  std::optional<std::string> text;
  PriceQuestion question;
  bool batch = false;
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

bool LooksLikeUrl(const std::string& where) {
  return where.starts_with("http://") || where.starts_with("https://");
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

/// The page at a file or a URL.
LoadPage Loading(const FetchSettings& settings) {
  return [&settings](const std::string& where) -> Result<LoadedPage> {
    if (LooksLikeUrl(where)) return FetchPage(where, settings);
    Result<std::string> body = ReadPageFile(where, kMaxPageBytes);
    if (!body) return body.error();
    return LoadedPage{std::move(*body), {}, {}};
  };
}

int RunTool(const ToolSettings& settings, const DescribePage& describe) {
  const LoadPage load = Loading(settings.fetch);
  if (settings.batch) return RunBatch(std::cin, std::cout, load, describe);
  if (settings.where.empty()) {
    std::cerr << "pricecrew: name a FILE or a URL, - for standard input, or --batch; see --help\n";
    return kUsage;
  }
  return RunOnPage(settings.where, settings.url, load, describe, std::cout);
}

using DescribeRuled = std::string (*)(const LoadedPage& page, const std::string& id, const Rules& rules);

int RunWithRules(const ToolSettings& settings, DescribeRuled describe) {
  const Result<std::string> text = ReadPageFile(settings.rules_file, kMaxPageBytes);
  if (!text) return Complain(Error{ErrorKind::kStop, text.error().text, "usage"});
  const Result<std::string> checked = CheckedRules(*text, settings.rules_file);
  if (!checked) return Complain(checked.error());
  const Rules rules = std::get<Rules>(ReadRules(*checked));
  return RunTool(settings, [&rules, describe](const LoadedPage& page, const std::string& id) {
    return describe(page, id, rules);
  });
}

int RunExtract(const ToolSettings& settings) {
  if (settings.explain) return RunTool(settings, ExplainProductPage);
  return settings.rules_file.empty() ? RunTool(settings, DescribeProduct)
                                     : RunWithRules(settings, DescribeRuledProduct);
}

int RunDiscover(const ToolSettings& settings) {
  if (settings.explain) return RunTool(settings, ExplainListing);
  return settings.rules_file.empty() ? RunTool(settings, DescribeListing)
                                     : RunWithRules(settings, DescribeRuledListing);
}

int RunRulesTool(const ToolSettings& settings) {
  const Result<std::string> text = ReadPageFile(settings.rules_file, kMaxPageBytes);
  if (!text) return Complain(Error{ErrorKind::kStop, text.error().text, "usage"});
  return RunRulesCheck(*text, settings.rules_file, std::cout);
}

int RunRobotsTool(RobotsSettings& settings) {
  if (settings.batch) return RunRobotsBatch(std::cin, std::cout);
  if (settings.where.empty() || settings.question.url.empty()) {
    std::cerr
        << "pricecrew: name a robots.txt FILE, or - for standard input, and --url; or --batch; see --help\n";
    return kUsage;
  }
  Result<std::string> text = ReadPageFile(settings.where, kMaxPageBytes);
  if (!text) {
    std::cerr << "pricecrew: " << text.error().text << '\n';
    return kUsage;
  }
  settings.question.robots_txt = std::move(*text);
  return RunRobots(settings.question, std::cout);
}

int RunPriceTool(PriceSettings& settings) {
  if (settings.batch) return RunPriceBatch(std::cin, std::cout);
  if (!settings.text) {
    std::cerr << "pricecrew: name a TEXT, or --batch; see --help\n";
    return kUsage;
  }
  settings.question.text = std::move(*settings.text);
  return RunPrice(settings.question, std::cout);
}

int RunUrlTool(const UrlSettings& settings) {
  if (settings.batch) return RunUrlBatch(std::cin, std::cout);
  if (!settings.input.empty()) return RunUrl(settings.input, settings.base, std::cout);
  std::cerr << "pricecrew: name a URL, or --batch; see --help\n";
  return kUsage;
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

CLI::App* AddTool(CLI::App& app, const char* name, const char* help, ToolSettings& settings) {
  CLI::App* tool = app.add_subcommand(name, help);
  tool->add_option("PAGE", settings.where, "file (.gz too), URL, or - for standard input");
  tool->add_option("--url", settings.url, "the page's address");
  tool->add_flag("--batch", settings.batch, R"(JSON lines {"id","url","file" or "html"} in, JSON lines out)");
  AddFetchSettings(*tool, settings.fetch);
  return tool;
}

CLI::App* AddExtract(CLI::App& app, ToolSettings& settings) {
  CLI::App* extract = AddTool(app, "extract", "print what a product page says", settings);
  AddSetting(*extract, "--rules", settings.rules_file, "file of rules for the pages of sites");
  extract->add_flag("--explain", settings.explain, "say how every value was found, for a person");
  return extract;
}

void AddDiscover(CLI::App& app, ToolSettings& settings) {
  CLI::App* discover =
      AddTool(app, "discover", "print the products, the next page and the subcategories of a category page",
              settings);
  AddSetting(*discover, "--rules", settings.rules_file, "file of rules for the pages of sites");
  discover->add_flag("--explain", settings.explain, "a line for every link: what it was taken for, and why");
}

CLI::App* AddSelect(CLI::App& app, ToolSettings& settings) {
  CLI::App* select = app.add_subcommand("select", "print what a selector or a JSON path finds on a page");
  select->add_option("PAGE", settings.where, "file (.gz too), URL, or - for standard input")->required();
  select->add_option("SELECTOR", settings.selection.selector, "CSS selector of elements");
  select->add_option("--attribute", settings.selection.attribute,
                     "print this of the elements, not their text");
  select->add_option("--json", settings.selection.json_path, "path into the JSON of the page's scripts");
  select->add_option("--in", settings.selection.in, "which JSON: ld+json, script#id, or a variable's name");
  AddFetchSettings(*select, settings.fetch);
  return select;
}

CLI::App* AddRules(CLI::App& app, ToolSettings& settings) {
  CLI::App* rules = app.add_subcommand("rules", "check a file of rules");
  rules->add_option("FILE", settings.rules_file, "the file, or - for standard input")->required();
  return rules;
}

CLI::App* AddRobots(CLI::App& app, RobotsSettings& settings) {
  CLI::App* robots = app.add_subcommand("robots", "print whether a robots.txt lets a crawler fetch a URL");
  robots->add_option("FILE", settings.where, "the robots.txt, or - for standard input");
  robots->add_option("--url", settings.question.url, "the address that is to be fetched");
  robots->add_option("--user-agent", settings.question.user_agent, "the crawler's name or User-Agent")
      ->capture_default_str();
  robots->add_flag("--batch", settings.batch,
                   R"(JSON lines {"robots_txt","user_agent","url"} in, JSON lines out)");
  return robots;
}

CLI::App* AddPrice(CLI::App& app, PriceSettings& settings) {
  CLI::App* price = app.add_subcommand("price", "print the amount and the currency that a text says");
  PriceQuestion& question = settings.question;
  price->add_option("TEXT", settings.text, "e.g. '1.099,00 EUR'");
  price->add_option("--currency-hint", question.currency_hint, "a code, or a text that names a currency");
  price->add_option("--decimal-separator", question.decimal_separator, "how the text parts off cents");
  price->add_option("--group-separator", question.group_separator, "how the text parts off thousands");
  price->add_flag(
      "--batch", settings.batch,
      R"(JSON lines {"text","currency_hint","decimal_separator","group_separator"} in, JSON lines out)");
  return price;
}

CLI::App* AddUrl(CLI::App& app, UrlSettings& settings) {
  CLI::App* url = app.add_subcommand("url", "print a URL as the URL standard parses it, or null");
  url->add_option("URL", settings.input, "the URL, as found in a page");
  url->add_option("--base", settings.base, "the address that it is relative to");
  url->add_flag("--batch", settings.batch,
                R"(JSON lines {"input","base"} in, JSON lines {"href"} or null out)");
  return url;
}

int Main(int argc, const char* const* argv) {
  if (const std::optional<int> served = ServeIsolatedReads(argc, argv, ReadEitherPage)) return *served;
  CLI::App app("Names and prices of all products of category pages.", "pricecrew");
  app.require_subcommand(1);
  ScrapeSettings scrape;
  ToolSettings tool;
  RobotsSettings robots;
  PriceSettings price;
  const CLI::App* scraping = AddScrape(app, scrape);
  const CLI::App* extracting = AddExtract(app, tool);
  AddDiscover(app, tool);
  const CLI::App* asking_robots = AddRobots(app, robots);
  const CLI::App* asking_price = AddPrice(app, price);
  const CLI::App* selecting = AddSelect(app, tool);
  const CLI::App* checking_rules = AddRules(app, tool);
  UrlSettings url;
  const CLI::App* parsing_url = AddUrl(app, url);
  if (const std::optional<int> ended = ParseSettings(app, argc, argv)) return *ended;
  if (asking_price->parsed()) return RunPriceTool(price);
  if (scraping->parsed()) return RunScrape(scrape);
  if (asking_robots->parsed()) return RunRobotsTool(robots);
  if (parsing_url->parsed()) return RunUrlTool(url);
  if (checking_rules->parsed()) return RunRulesTool(tool);
  if (selecting->parsed()) return RunSelect(tool.where, tool.selection, Loading(tool.fetch), std::cout);
  return extracting->parsed() ? RunExtract(tool) : RunDiscover(tool);
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) { return pricecrew::RunMain("pricecrew", pricecrew::Main, argc, argv); }
