// Pages that are made to be slow or large, each at a size and at twice that: processor time and peak memory
// of extraction and discovery, each in a process of its own. Linear is what the last two columns show: twice
// the size takes about twice the time and, above what any process takes, about twice the memory. usage:
// hostile_bench [MIB]   default: 4

#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "producer/discover.h"
#include "worker/extract.h"

namespace pricecrew {
namespace {

using MakePage = std::function<std::string(std::size_t bytes)>;

struct Hostile {
  std::string name;
  MakePage page;
};

struct Measured {
  double milliseconds = 0;
  double mebibytes = 0;
};

std::string Repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + part.size());
  while (text.size() < bytes) text += part;
  return text;
}

MakePage Of(std::string part) {
  return [part](std::size_t bytes) { return Repeated(part, bytes); };
}

MakePage Within(std::string head, std::string part, std::string tail) {
  return [=](std::size_t bytes) { return head + Repeated(part, bytes) + tail; };
}

std::string RandomBytes(std::size_t bytes) {
  std::mt19937 random(11);  // NOLINT(cert-msc51-cpp): the same bytes every time
  std::string text(bytes, '\0');
  for (char& c : text) c = static_cast<char>(random());
  return text;
}

std::string NumberedAttributes(std::size_t bytes) {
  std::string tag = "<div ";
  for (std::size_t i = 0; tag.size() < bytes; ++i) tag += fmt::format("a{}=1 ", i);
  return tag + ">";
}

std::vector<Hostile> HostilePages() {
  constexpr const char* kJsonLd = "<script type='application/ld+json'>";
  return {
      {"binary", RandomBytes},
      {"null bytes", [](std::size_t bytes) { return std::string(bytes, '\0'); }},
      {"invalid UTF-8", Of("\xFF\xC3(\xED\xA0\x80 ")},
      {"<div> unclosed", Of("<div>")},
      {"<b><p> misnested", Of("<b><p>x</b>")},
      {"<table> nested", Of("<table><tr><td>")},
      {"<a> unclosed", Of("<a href=/p/1>x")},
      {"</p> alone", Of("</p>")},
      {"<p> closed", Of("<p>x</p>")},
      {"< alone", Of("<")},
      {"<!-- unclosed", Of("<!-- ")},
      {"<![CDATA[", Of("<svg><![CDATA[")},
      {"&amp without end", Of("&amp")},
      {"&#x unended", Of("&#x1")},
      {"one attribute", Within("<div title='", "x", "'>")},
      {"attribute unclosed", Within("<div title='", "x", "")},
      {"a million attributes", NumberedAttributes},
      {"same attribute", Within("<div ", "a=1 ", ">")},
      {"<script> unclosed", Within("<script>", "var a='<b>';", "")},
      {"JSON-LD [", Within(kJsonLd, "[", "</script>")},
      {"JSON-LD {", Within(kJsonLd, R"({"@graph":)", "</script>")},
      {"JSON-LD products",
       Within(std::string(kJsonLd) + "[", R"({"@type":"Product","name":"x","offers":{"price":"1"}},)",
              "0]</script>")},
      {"JSON-LD blocks", Of(std::string(kJsonLd) + R"({"@type":"Product","name":"x"}</script>)")},
      {"JSON-LD comments", Within(kJsonLd, "/*", "</script>")},
      {"microdata nested", Of("<div itemscope itemtype=https://schema.org/Product itemprop=offers>")},
      {"microdata flat", Of("<p itemscope itemtype=https://schema.org/Product><b itemprop=name>x</b></p>")},
      {"meta", Of("<meta property=og:title content=x>")},
      {"prices", Of("<p>$ 1.000,00 € 1 000</p>")},
      {"digits", Of("1 ")},
      {"one number", Of("9,")},
      {"signs", Of("$")},
      {"links", Of("<li><a href=/p/1>Lamp</a> $5.00</li>")},
      {"headings", Of("<h1>x</h1>")},
      {"UTF-16 label", [](std::size_t bytes) { return "\xFE\xFF" + Repeated("<p>x", bytes); }},
      {"ISO-2022-JP", Within("<meta charset=iso-2022-jp>", "\x1B$B!!", "")},
  };
}

using Read = std::function<void(std::string_view)>;

void ReadProduct(std::string_view body) {
  (void)Extract({body, "text/html", *ParseUrl("https://shop.example/p/1")});
}
void ReadListing(std::string_view body) {
  (void)Discover({body, "text/html", *ParseUrl("https://shop.example/c")});
}

// Of the processor, which another load on the machine does not change.
double MillisecondsOf(const Read& read, const std::string& page) {
  const std::clock_t start = std::clock();
  read(page);
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// A child, so that the peak is this page's own.
Measured Measure(const Read& read, const MakePage& make, std::size_t bytes) {
  int ends[2];
  if (pipe(ends) != 0) std::exit(1);
  const pid_t child = fork();
  if (child < 0) std::exit(1);
  if (child == 0) {
    const double milliseconds = MillisecondsOf(read, make(bytes));
    const bool told = write(ends[1], &milliseconds, sizeof milliseconds) == sizeof milliseconds;
    _exit(told ? 0 : 1);
  }
  close(ends[1]);
  Measured measured;
  const bool told = ::read(ends[0], &measured.milliseconds, sizeof measured.milliseconds) > 0;
  close(ends[0]);
  rusage usage{};
  int status = 0;
  wait4(child, &status, 0, &usage);
  measured.mebibytes = static_cast<double>(usage.ru_maxrss) / 1024;
  if (!told || status != 0) measured.milliseconds = -1;
  return measured;
}

void Print(const Hostile& hostile, std::string_view what, const Read& read, std::size_t bytes) {
  const Measured once = Measure(read, hostile.page, bytes);
  const Measured twice = Measure(read, hostile.page, 2 * bytes);
  if (once.milliseconds < 0 || twice.milliseconds < 0) {
    fmt::print("{:22} {:8} CRASHED\n", hostile.name, what);
    return;
  }
  fmt::print("{:22} {:8} {:9.1f} ms {:9.1f} ms  {:7.1f} MiB {:7.1f} MiB   x{:.1f} time  +{:.1f} MiB\n",
             hostile.name, what, once.milliseconds, twice.milliseconds, once.mebibytes, twice.mebibytes,
             twice.milliseconds / once.milliseconds, twice.mebibytes - once.mebibytes);
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) {
  const auto mebibytes = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 4;
  const std::size_t bytes = mebibytes << 20;
  fmt::print("pages of {} and {} MiB, extracted and discovered\n", mebibytes, 2 * mebibytes);
  for (const pricecrew::Hostile& hostile : pricecrew::HostilePages()) {
    pricecrew::Print(hostile, "extract", pricecrew::ReadProduct, bytes);
    pricecrew::Print(hostile, "discover", pricecrew::ReadListing, bytes);
    (void)std::fflush(stdout);
  }
  return 0;
}
