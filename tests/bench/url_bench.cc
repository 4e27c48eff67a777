#include <benchmark/benchmark.h>

#include <string>

#include "common/domain/url.h"

namespace pricecrew {
namespace {

const std::string kTypical =
    "https://www.shop.example/en/women/shoes/"
    "running-shoe-light-12-blue-p4711.html?color=blue&size=42&utm_source=mail";
const std::string kInternationalized = "https://www.bücher.example/größe/übersicht?farbe=grün";

void BM_ParseTypical(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(ParseUrl(kTypical));
}
BENCHMARK(BM_ParseTypical);

void BM_ParseInternationalized(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(ParseUrl(kInternationalized));
}
BENCHMARK(BM_ParseInternationalized);

void BM_ResolveRelative(benchmark::State& state) {
  const Url base = ParseUrl(kTypical).value();
  for (auto _ : state)
    benchmark::DoNotOptimize(ResolveUrl("../shirts/plain-shirt-p815.html?color=red", base));
}
BENCHMARK(BM_ResolveRelative);

void BM_Canonical(benchmark::State& state) {
  const Url url = ParseUrl(kTypical).value();
  for (auto _ : state) benchmark::DoNotOptimize(CanonicalUrl(url));
}
BENCHMARK(BM_Canonical);

void BM_Href(benchmark::State& state) {
  const Url url = ParseUrl(kTypical).value();
  for (auto _ : state) benchmark::DoNotOptimize(url.Href());
}
BENCHMARK(BM_Href);

void BM_RegistrableDomain(benchmark::State& state) {
  const std::string host = "www.shop.example.co.uk";
  for (auto _ : state) benchmark::DoNotOptimize(RegistrableDomain(host));
}
BENCHMARK(BM_RegistrableDomain);

}  // namespace
}  // namespace pricecrew

BENCHMARK_MAIN();
