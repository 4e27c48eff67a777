// The tokenizer, the scan and the tree over real pages (PRICECREW_CORPUS), in bytes a second.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "common/html/charset.h"
#include "common/html/document.h"
#include "common/html/tokenizer.h"
#include "common/io/page_file.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxPageBytes = std::size_t{64} << 20;

const std::vector<std::string>& Pages() {
  static const std::vector<std::string> pages = [] {
    std::vector<std::string> read;
    const char* corpus = std::getenv("PRICECREW_CORPUS");
    if (corpus == nullptr) return read;
    for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(corpus) / "products"))
      if (Result<std::string> page = ReadPageFile(file.path().string(), kMaxPageBytes))
        read.push_back(ToUtf8(*page, ""));
    return read;
  }();
  return pages;
}

template <typename Read>
void OverPages(benchmark::State& state, Read read) {
  if (Pages().empty()) return state.SkipWithError("PRICECREW_CORPUS names no pages");
  std::size_t bytes = 0;
  for (auto _ : state)
    for (const std::string& page : Pages()) {
      read(page);
      bytes += page.size();
    }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void Tokenize(benchmark::State& state) {
  OverPages(state, [](const std::string& page) {
    TokenSink sink;
    Tokenizer tokenizer(sink);
    tokenizer.Feed(page);
    tokenizer.Finish();
  });
}
BENCHMARK(Tokenize)->Unit(benchmark::kMillisecond);

void Scan(benchmark::State& state) {
  OverPages(state, [](const std::string& page) { benchmark::DoNotOptimize(ScanPage(page)); });
}
BENCHMARK(Scan)->Unit(benchmark::kMillisecond);

void Sketch(benchmark::State& state) {
  OverPages(state, [](const std::string& page) { benchmark::DoNotOptimize(SketchPage(page)); });
}
BENCHMARK(Sketch)->Unit(benchmark::kMillisecond);

void Gumbo(benchmark::State& state) {
  OverPages(state, [](const std::string& page) { benchmark::DoNotOptimize(Document::Parse(page)); });
}
BENCHMARK(Gumbo)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pricecrew
