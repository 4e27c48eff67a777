#include "common/app/connection_settings.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

#include "common/app/settings.h"

namespace pricecrew {
namespace {

constexpr std::uint32_t kMostShards = 512;
constexpr std::uint32_t kMostConcurrency = 10'000;
constexpr unsigned kMostMebibytes = 1U << 20;

}  // namespace

void AddBrokerSettings(CLI::App& app, BrokerSettings& settings) {
  AddSetting(app, "--broker-url", settings.url, "amqp:// or amqps:// URL of RabbitMQ");
  AddSetting(app, "--broker-ca-file", settings.ca_file, "PEM file of the authorities to trust for amqps");
  app.add_option_function<unsigned>(
         "--broker-timeout",
         [&settings](unsigned seconds) { settings.timeout = std::chrono::seconds(seconds); },
         "seconds to wait for the broker at the start")
      ->envname(EnvironmentName("--broker-timeout"))
      ->default_str(std::to_string(settings.timeout.count()));
  AddSetting(app, "--category-shards", settings.shards.category,
             "queues of category pages; one value a deployment")
      ->check(CLI::Range(1U, kMostShards));
  AddSetting(app, "--product-shards", settings.shards.product,
             "queues of product pages; one value a deployment")
      ->check(CLI::Range(1U, kMostShards));
}

void AddBudgetSettings(CLI::App& app, BudgetSettings& settings) {
  AddSetting(app, "--host-concurrency", settings.others.concurrency,
             "requests at once to a host, over all workers; 2 or more")
      ->check(CLI::Range(2U, kMostConcurrency));
  AddSetting(app, "--host-rate", settings.others.rate,
             "requests a second to a host, over all workers; 0 for no limit")
      ->check(CLI::NonNegativeNumber);
  AddSetting(app, "--host-budgets", settings.file,
             "file of hosts with budgets of their own: HOST CONCURRENCY RATE");
}

Result<HostBudgets> ReadBudgets(const BudgetSettings& settings) {
  HostBudgets budgets;
  budgets.others = settings.others;
  if (settings.file.empty()) return budgets;
  std::ifstream file(settings.file);
  std::ostringstream text;
  const bool empty =
      file.peek() == std::ifstream::traits_type::eof() && !file.bad();  // << calls that a failure
  if (!file.is_open() || (!empty && !(text << file.rdbuf())))
    return Error{ErrorKind::kStop,
                 fmt::format("cannot read the host budgets in {}: {}", settings.file, std::strerror(errno))};
  auto by_host = ParseHostBudgets(text.str());
  if (!by_host) return Error{ErrorKind::kStop, fmt::format("{}: {}", settings.file, by_host.error().text)};
  budgets.by_host = std::move(*by_host);
  return budgets;
}

void AddFetchSettings(CLI::App& app, FetchSettings& settings) {
  AddSetting(app, "--allow-private", settings.allow_private,
             "hosts that may be private or loopback addresses (.example grants the subdomains)")
      ->delimiter(',')
      ->allow_extra_args(false);  // else it takes the URLs that follow it
  AddSetting(app, "--ca-file", settings.ca_file, "PEM file of the authorities to trust for https");
}

void AddMemorySettings(CLI::App& app, MemorySettings& settings) {
  AddSetting(app, "--memory-budget", settings.budget_mib,
             "MiB that the pages in hand may take at a time; one may go beyond")
      ->check(CLI::Range(1U, kMostMebibytes));
}

}  // namespace pricecrew
