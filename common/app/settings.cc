#include "common/app/settings.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace pricecrew {
namespace {

constexpr std::string_view kPrefix = "PRICECREW_";

/// The first environment variable that no program of the project knows.
std::optional<std::string> UnknownVariable() {
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable(*entry);
    const std::string_view name = variable.substr(0, variable.find('='));
    if (!name.starts_with(kPrefix)) continue;
    const auto& known = KnownSettings();
    if (std::find(known.begin(), known.end(), name) == known.end()) return std::string(name);
  }
  return std::nullopt;
}

int Refuse(const CLI::App& app, const std::string& what) {
  std::cerr << app.get_name() << ": " << what << "; see --help\n";
  return 2;
}

}  // namespace

std::string EnvironmentName(std::string_view flag) {
  std::string name(kPrefix);
  flag.remove_prefix(std::min(flag.find_first_not_of('-'), flag.size()));
  for (const char c : flag)
    name.push_back(c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c));
  return name;
}

std::optional<int> ParseSettings(CLI::App& app, int argc, const char* const* argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::RequiredError& error) {
    const bool command_misspelt =
        app.get_subcommands().empty() && argc > 1 && !std::string_view(argv[1]).starts_with('-');
    return Refuse(app, command_misspelt ? "unknown command '" + std::string(argv[1]) + "'" : error.what());
  } catch (const CLI::ParseError& error) {
    std::string what = error.what();
    std::replace(what.begin(), what.end(), '\n', ' ');
    return Refuse(app, what);
  }
  if (const std::optional<std::string> unknown = UnknownVariable())
    return Refuse(app, "unknown setting " + *unknown + " in the environment");
  return std::nullopt;
}

const std::vector<std::string>& KnownSettings() {
  static const std::vector<std::string> names{"PRICECREW_ACCEPT_LANGUAGE",
                                              "PRICECREW_AGGREGATOR_URL",
                                              "PRICECREW_ALLOW_HOST",
                                              "PRICECREW_ALLOW_PRIVATE",
                                              "PRICECREW_ATTEMPTS",
                                              "PRICECREW_BROKER_CA_FILE",
                                              "PRICECREW_BROKER_PASSWORD",
                                              "PRICECREW_BROKER_TIMEOUT",
                                              "PRICECREW_BROKER_URL",
                                              "PRICECREW_CATEGORY_SHARDS",
                                              "PRICECREW_CA_FILE",
                                              "PRICECREW_CONCURRENCY",
                                              "PRICECREW_COOKIE_FILE",
                                              "PRICECREW_CORPUS",
                                              "PRICECREW_DEPTH",
                                              "PRICECREW_FORMAT",
                                              "PRICECREW_GRACE",
                                              "PRICECREW_HEADER",
                                              "PRICECREW_HOST_BUDGETS",
                                              "PRICECREW_HOST_CONCURRENCY",
                                              "PRICECREW_HOST_RATE",
                                              "PRICECREW_LISTEN",
                                              "PRICECREW_LOG_FORMAT",
                                              "PRICECREW_LOG_LEVEL",
                                              "PRICECREW_MAX_PAGES",
                                              "PRICECREW_MAX_PRODUCTS",
                                              "PRICECREW_MEMORY_BUDGET",
                                              "PRICECREW_OUTPUT",
                                              "PRICECREW_OUTPUT_DIR",
                                              "PRICECREW_PREFETCH",
                                              "PRICECREW_PRODUCT_SHARDS",
                                              "PRICECREW_PROXY",
                                              "PRICECREW_RATE",
                                              "PRICECREW_RETRY_WAIT",
                                              "PRICECREW_ROBOTS",
                                              "PRICECREW_RULES",
                                              "PRICECREW_STORE",
                                              "PRICECREW_TEST_BROKER",
                                              "PRICECREW_TEST_RABBITMQCTL",
                                              "PRICECREW_THREADS",
                                              "PRICECREW_USER_AGENT"};
  return names;
}

}  // namespace pricecrew
