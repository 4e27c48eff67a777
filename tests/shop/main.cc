#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "tests/shop/generated_site.h"
#include "tests/shop/gzip.h"
#include "tests/shop/recorded_site.h"
#include "tests/shop/run_shop.h"
#include "tests/shop/truth.h"

namespace pricecrew::shop {
namespace {

constexpr int kBadSetting = 2;

struct Settings {
  CatalogueOptions catalogue;
  ServerOptions server;
  AnswersOptions answers;
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
  const std::map<std::string, ListingStyle> styles{{"mixed", ListingStyle::kMixed},
                                                   {"numbered", ListingStyle::kNumbered},
                                                   {"load-more", ListingStyle::kLoadMore},
                                                   {"script", ListingStyle::kScript}};
  app.add_option("--listing", catalogue.listing,
                 "How listings are built: mixed, numbered, load-more or script")
      ->transform(CLI::CheckedTransformer(styles));
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
  app.add_flag("--gzip", settings.answers.gzip, "Compress for clients that accept it");
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

void Serve(const Settings& settings) {
  const std::unique_ptr<Site> site = OpenSite(settings);
  Answers answers(*site, settings.answers);
  RunShop(answers,
          {.server = settings.server, .access_log = settings.access_log, .port_file = settings.port_file});
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
