#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

#include "tests/shop/access_log.h"
#include "tests/shop/generated_site.h"
#include "tests/shop/gzip.h"
#include "tests/shop/recorded_site.h"
#include "tests/shop/server.h"
#include "tests/shop/truth.h"

namespace pricecrew::shop {
namespace {

constexpr int kBadSetting = 2;
constexpr std::chrono::milliseconds kFlushEvery{500};

struct Settings {
  CatalogueOptions catalogue;
  ServerOptions server;
  std::int64_t latency_ms = 0;
  std::string site;        ///< a recorded site instead of the catalogue; empty for none
  std::string truth;       ///< file; empty for none
  std::string access_log;  ///< file; empty for none
  std::string port_file;   ///< empty for none
  bool print_truth = false;
};

void DefineFlags(CLI::App& app, Settings& settings) {
  CatalogueOptions& catalogue = settings.catalogue;
  auto* site = app.add_option("--site", settings.site,
                              "Serve a recorded site: JSON lines of {path, html}, plain or gzip");
  app.add_option("--products", catalogue.products, "Products in the shop")->capture_default_str();
  app.add_option("--seed", catalogue.seed, "Another seed is another shop")->capture_default_str();
  app.add_option("--categories", catalogue.categories, "Categories")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
      ->capture_default_str();
  app.add_option("--page-size", catalogue.page_size, "Products on a listing page")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
      ->capture_default_str();
  app.add_option("--page-bytes", catalogue.page_bytes, "About how large a product page is; 0: as it comes")
      ->capture_default_str();
  app.add_option("--truth", settings.truth, "Write what every page says to this file, as JSON lines")
      ->excludes(site);
  app.add_flag("--print-truth", settings.print_truth, "Print the same and exit")->excludes(site);
  app.add_option("--bind", settings.server.bind, "Address to listen on")->capture_default_str();
  app.add_option("--port", settings.server.port, "Port to listen on; 0: a free one")->capture_default_str();
  app.add_option("--port-file", settings.port_file, "Write the port to this file once ready");
  app.add_option("--latency", settings.latency_ms, "Milliseconds before each answer")
      ->check(CLI::Range(0, 3'600'000))
      ->capture_default_str();
  app.add_flag("--gzip", settings.server.answers.gzip, "Compress for clients that accept it");
  app.add_option("--access-log", settings.access_log, "Write one JSON line for each request to this file");
}

std::unique_ptr<Site> OpenRecordedSite(const std::string& path) {
  Result<std::string> lines = ReadFileOrGzip(path);
  if (!lines) throw std::runtime_error("--site: " + lines.error().text);
  Result<RecordedSite> site = RecordedSite::Parse(*lines);
  if (!site) throw std::runtime_error("--site: " + site.error().text);
  return std::make_unique<RecordedSite>(std::move(*site));
}

std::unique_ptr<Site> OpenSite(const Settings& settings) {
  if (!settings.site.empty()) return OpenRecordedSite(settings.site);
  auto site = std::make_unique<GeneratedSite>(settings.catalogue);
  if (settings.truth.empty()) return site;
  std::ofstream file(settings.truth, std::ios::binary);
  WriteTruth(site->catalogue(), file);
  if (!file.flush()) throw std::runtime_error("--truth: cannot write " + settings.truth);
  return site;
}

// Renamed into place, so that whoever waits for the file never reads half of it.
void WritePortFile(const std::string& path, std::uint16_t port) {
  const std::string unfinished = path + ".new";
  std::ofstream file(unfinished);
  file << port << '\n';
  file.close();
  if (!file || std::rename(unfinished.c_str(), path.c_str()) != 0) {
    throw std::runtime_error("--port-file: cannot write " + path);
  }
}

asio::awaitable<void> FlushNowAndThen(AccessLog& log) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (true) {
    timer.expires_after(kFlushEvery);
    co_await timer.async_wait(asio::use_awaitable);
    log.Flush();
  }
}

void Announce(const Settings& settings, std::uint16_t port) {
  const std::string& bind = settings.server.bind;
  const std::string host = bind.find(':') == std::string::npos ? bind : "[" + bind + "]";
  fmt::print("listening on http://{}:{}\n", host, port);
  std::fflush(stdout);
  if (!settings.port_file.empty()) WritePortFile(settings.port_file, port);
}

std::uint16_t Listen(Server& server, asio::io_context& io, const ServerOptions& options) {
  try {
    return server.Listen(io);
  } catch (const asio::system_error& error) {
    throw std::runtime_error(fmt::format("cannot listen on --bind {} --port {}: {}", options.bind,
                                         options.port, error.code().message()));
  }
}

void Serve(const Settings& settings) {
  const std::unique_ptr<Site> site = OpenSite(settings);
  std::unique_ptr<AccessLog> access_log;
  if (!settings.access_log.empty()) access_log = std::make_unique<AccessLog>(settings.access_log);
  RequestLog log;
  if (access_log) log = [&](const AccessRecord& record) { access_log->Add(record); };

  Server server(*site, settings.server, log);
  asio::io_context io(1);
  const std::uint16_t port = Listen(server, io, settings.server);
  asio::signal_set signals(io, SIGTERM, SIGINT);
  signals.async_wait([&](const asio::error_code&, int) { io.stop(); });
  if (access_log) asio::co_spawn(io, FlushNowAndThen(*access_log), asio::detached);
  Announce(settings, port);
  io.run();
}

}  // namespace

int Main(int argc, char** argv) {
  CLI::App app("A shop to crawl: seeded or recorded pages over HTTP/1.1", "demo-shop");
  Settings settings;
  DefineFlags(app, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kBadSetting;
  }
  settings.server.latency = std::chrono::milliseconds(settings.latency_ms);
  try {
    if (settings.print_truth) {
      WriteTruth(Catalogue(settings.catalogue), std::cout);
      return 0;
    }
    Serve(settings);
  } catch (const std::exception& error) {
    fmt::print(stderr, "demo-shop: {}\n", error.what());
    return kBadSetting;
  }
  return 0;
}

}  // namespace pricecrew::shop

int main(int argc, char** argv) { return pricecrew::shop::Main(argc, argv); }
