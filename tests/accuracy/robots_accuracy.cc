#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <string_view>

#include "common/domain/robots.h"
#include "tests/accuracy/accuracy_bench.h"

namespace pricecrew {
namespace {

constexpr double kSlowestMs = 10;

std::string Text(const rapidjson::Value& row, const char* name) {
  return {row[name].GetString(), row[name].GetStringLength()};
}

// From the path on, as it is written.
std::string PathOf(const std::string& url) {
  const std::size_t host = url.find("://");
  const std::size_t path = host == std::string::npos ? std::string::npos : url.find('/', host + 3);
  return path == std::string::npos ? "/" : url.substr(path);
}

bool IsFollowed(const rapidjson::Value& row) {
  const auto rules = RobotsRules::Parse(Text(row, "robots_txt"), ProductToken(Text(row, "user_agent")));
  return rules.Allows(PathOf(Text(row, "url"))) == row["expect"].GetBool();
}

void MeasureVerdicts(AccuracyBench& bench) {
  double standard = 0;
  double right = 0;
  std::map<std::string, int>
      followed;  // tests beyond the standard, those that are followed as a whole above zero
  for (const auto& row : JsonRows(FileText(bench.corpus + "/robots/google.jsonl"))) {
    if (!row.IsObject() || Text(row, "kind") != "allowed") continue;
    const bool good = IsFollowed(row);
    if (row["google_specific"].GetBool()) {
      auto& known = followed.try_emplace(Text(row, "test"), 1).first->second;
      if (!good) known = 0;
      continue;
    }
    ++standard;
    right += good ? 1 : 0;
    if (!good && bench.verbose)
      std::printf("  robots: %s at %s is not followed\n", Text(row, "test").c_str(),
                  Text(row, "url").c_str());
  }
  bench.AtLeast("robots_verdicts", right / std::max(standard, 1.0), 1.0);
  for (const auto& [test, all] : followed)
    std::printf("  beyond the standard, %s: %s\n", all != 0 ? "followed" : "not followed", test.c_str());
}

// The regular files of a tar archive, one after the other.
template <typename Take>
void ForEachFile(std::string_view archive, Take&& take) {
  constexpr std::size_t kBlock = 512;
  while (archive.size() >= kBlock && archive[0] != '\0') {
    const std::string name(archive.substr(0, std::min(archive.find('\0'), std::size_t{100})));
    const std::size_t size = std::stoul(std::string(archive.substr(124, 11)), nullptr, 8);
    const char type = archive[156];
    archive.remove_prefix(kBlock);
    if (type == '0' || type == '\0') take(name, archive.substr(0, size));
    archive.remove_prefix(std::min((size + kBlock - 1) / kBlock * kBlock, archive.size()));
  }
}

void MeasureFiles(AccuracyBench& bench) {
  double files = 0;
  double slowest = 0;
  ForEachFile(
      Inflated(bench.corpus + "/robots/real-robots.tar.gz"), [&](const std::string&, std::string_view text) {
        const std::clock_t start = std::clock();
        const auto rules = RobotsRules::Parse(text, "pricecrew");
        for (const char* path : {"/", "/product/desk-lamp-123?color=red", "/search?q=a%2Fb*c$&f[0]=x"})
          static_cast<void>(rules.Allows(path));
        slowest = std::max(slowest, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        ++files;
      });
  bench.AtLeast("robots_files_read", files, 4231);
  bench.Timed("robots_slowest_ms", slowest, kSlowestMs);
}

}  // namespace

void MeasureRobots(AccuracyBench& bench) {
  MeasureVerdicts(bench);
  MeasureFiles(bench);
}

}  // namespace pricecrew
