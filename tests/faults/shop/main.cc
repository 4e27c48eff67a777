// The hostile shop: every trouble that a shop can make, by a seed.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>

#include "tests/faults/shop/hostile_answers.h"
#include "tests/faults/shop/plan.h"
#include "tests/shop/run_shop.h"

namespace pricecrew::shop {
namespace {

constexpr int kBadSetting = 2;

struct Settings {
  std::uint64_t seed = 1;
  std::int64_t latency_ms = 40;
  std::int64_t patience_ms = 60'000;
  ShopRun run;
};

void DefineFlags(CLI::App& app, Settings& settings) {
  settings.run.server.bind = "0.0.0.0";
  app.add_option("--seed", settings.seed, "Another seed is another shop")->capture_default_str();
  app.add_option("--bind", settings.run.server.bind, "Address to listen on")->capture_default_str();
  app.add_option("--port", settings.run.server.port, "Port to listen on; 0: a free one")
      ->capture_default_str();
  app.add_option("--port-file", settings.run.port_file, "Write the port to this file once ready");
  app.add_option("--access-log", settings.run.access_log,
                 "Write one JSON line for each request to this file");
  app.add_option("--latency", settings.latency_ms, "Milliseconds before each answer")->capture_default_str();
  app.add_option("--patience", settings.patience_ms, "Milliseconds that a stall lasts")
      ->capture_default_str();
}

}  // namespace

int Main(int argc, char** argv) {
  CLI::App app("A shop that does everything wrong, on the hosts 127.0.0.2 and above", "hostile-shop");
  Settings settings;
  DefineFlags(app, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kBadSetting;
  }
  settings.run.server.latency = std::chrono::milliseconds(settings.latency_ms);
  settings.run.server.patience = std::chrono::milliseconds(settings.patience_ms);
  const Plan plan(settings.seed);
  HostileAnswers answers(plan);
  try {
    RunShop(answers, settings.run);
  } catch (const std::exception& error) {
    fmt::print(stderr, "hostile-shop: {}\n", error.what());
    return kBadSetting;
  }
  return 0;
}

}  // namespace pricecrew::shop

int main(int argc, char** argv) { return pricecrew::shop::Main(argc, argv); }
