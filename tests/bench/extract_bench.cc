#include <benchmark/benchmark.h>

#include <string>

#include "worker/extract.h"

namespace pricecrew {
namespace {

constexpr std::size_t kPageBytes = 10'000;

std::string Padded(std::string page) {
  while (page.size() < kPageBytes)
    page += "<div class=\"row\"><p>Words about a lamp, <b>some bold</b>, some not.</p></div>\n";
  return page;
}

std::string JsonLdPage() {
  return Padded(
      "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Lamp | Shop</title><link rel=canonical "
      "href=\"/lamp\">"
      "<meta property=\"og:title\" content=\"Lamp\"><script "
      "type=\"application/ld+json\">{\"@context\":\"https://schema.org\","
      "\"@type\":\"Product\",\"name\":\"Lamp\",\"sku\":\"L1\",\"brand\":{\"@type\":\"Brand\",\"name\":"
      "\"Acme\"},\"image\":\"/l.jpg\","
      "\"description\":\"" +
      std::string(1'500, 'x') +
      "\",\"offers\":{\"@type\":\"Offer\",\"price\":\"19.90\",\"priceCurrency\":\"EUR\","
      "\"availability\":\"https://schema.org/InStock\"}}</script></head><body><h1>Lamp</h1>");
}

std::string VisiblePage() {
  return Padded(
      "<!DOCTYPE html><html lang=en><head><title>Lamp</title></head><body><h1>Lamp</h1><p>Price: £51.07</p>"
      "<p>In stock</p><button>Add to cart</button>");
}

void Run(benchmark::State& state, const std::string& html) {
  const Page page{html, "text/html; charset=utf-8", *ParseUrl("https://shop.example/lamp")};
  for (auto _ : state) benchmark::DoNotOptimize(Extract(page));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * html.size()));
}

void JsonLd(benchmark::State& state) { Run(state, JsonLdPage()); }
BENCHMARK(JsonLd);

void Visible(benchmark::State& state) { Run(state, VisiblePage()); }
BENCHMARK(Visible);

}  // namespace
}  // namespace pricecrew
