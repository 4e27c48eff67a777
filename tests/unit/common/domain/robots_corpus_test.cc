#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <zlib.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/domain/robots.h"

namespace pricecrew {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::size_t kTarBlock = 512;

/// A verdict that somebody else wrote down.
struct Row {
  std::string test;
  std::string robots_txt;
  std::string user_agent;
  std::string url;
  bool is_allowed = false;
  bool is_google_specific = false;
};

std::string Text(const rapidjson::Value& row, const char* name) {
  return {row[name].GetString(), row[name].GetStringLength()};
}

std::vector<Row> ReadVerdicts(const std::string& path) {
  std::ifstream file(path);
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    rapidjson::Document row;
    row.Parse(line.c_str(), line.size());
    if (row.HasParseError() || Text(row, "kind") != "allowed") continue;
    rows.push_back({Text(row, "test"), Text(row, "robots_txt"), Text(row, "user_agent"), Text(row, "url"),
                    row["expect"].GetBool(), row["google_specific"].GetBool()});
  }
  return rows;
}

/// From the path on, as it is written.
std::string PathOf(const std::string& url) {
  const std::size_t host = url.find("://");
  const std::size_t path = host == std::string::npos ? std::string::npos : url.find('/', host + 3);
  return path == std::string::npos ? "/" : url.substr(path);
}

bool IsFollowed(const Row& row) {
  const RobotsRules rules = RobotsRules::Parse(row.robots_txt, ProductToken(row.user_agent));
  return rules.Allows(PathOf(row.url)) == row.is_allowed;
}

std::string Start(const std::string& text) { return testing::PrintToString(text.substr(0, 100)); }

const char* CorpusOrSkip() { return std::getenv("PRICECREW_CORPUS"); }

TEST(RobotsCorpus, VerdictsOfTheStandardsReferenceParser) {
  const char* const corpus = CorpusOrSkip();
  if (corpus == nullptr)
    GTEST_SKIP() << "PRICECREW_CORPUS is unset: the reference parser's verdicts were NOT checked";
  const std::vector<Row> rows = ReadVerdicts(std::string(corpus) + "/robots/google.jsonl");
  ASSERT_GE(rows.size(), 100U);
  std::size_t standard = 0;
  std::map<std::string, std::array<int, 2>> beyond;  // by test: not followed, followed
  for (const Row& row : rows) {
    const bool is_followed = IsFollowed(row);
    const std::string what = row.test + ": " + Start(row.robots_txt) + " for '" + row.user_agent + "' at " +
                             Start(row.url) + ", wanted " + (row.is_allowed ? "allowed" : "disallowed");
    if (row.is_google_specific) {
      ++beyond[row.test].at(is_followed ? 1 : 0);
      if (!is_followed) std::cout << "beyond the standard, not followed: " << what << '\n';
      continue;
    }
    ++standard;
    EXPECT_TRUE(is_followed) << what;
  }
  std::cout << "verdicts within the standard: " << standard << '\n';
  for (const auto& [test, counts] : beyond)
    std::cout << "beyond the standard: " << test << ": " << counts[1] << " followed, " << counts[0]
              << " not\n";
}

std::string Gunzip(const std::string& path) {
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> file(gzopen(path.c_str(), "rb"), gzclose);
  std::string text;
  std::array<char, 1 << 16> buffer{};
  for (int read = 1; file && read > 0;) {
    read = gzread(file.get(), buffer.data(), buffer.size());
    text.append(buffer.data(), static_cast<std::size_t>(std::max(read, 0)));
  }
  return text;
}

struct File {
  std::string name;
  std::string text;
};

/// The regular files of a tar archive.
std::vector<File> Untar(std::string_view archive) {
  std::vector<File> files;
  while (archive.size() >= kTarBlock && archive[0] != '\0') {
    const std::string name(archive.substr(0, std::min(archive.find('\0'), std::size_t{100})));
    const std::size_t size = std::stoul(std::string(archive.substr(124, 11)), nullptr, 8);
    const char type = archive[156];
    archive.remove_prefix(kTarBlock);
    if (type == '0' || type == '\0') files.push_back({name, std::string(archive.substr(0, size))});
    archive.remove_prefix(std::min((size + kTarBlock - 1) / kTarBlock * kTarBlock, archive.size()));
  }
  return files;
}

/// Parses a file and asks it for some paths; the processor's time, since the machine has other work too.
Milliseconds Read(const File& file) {
  const std::clock_t start = std::clock();
  const RobotsRules rules = RobotsRules::Parse(file.text, "pricecrew");
  EXPECT_TRUE(rules.Allows("/robots.txt"));
  for (const char* path : {"/", "/product/desk-lamp-123?color=red&size=%20l", "/search?q=a%2Fb*c$&f[0]=x"})
    static_cast<void>(rules.Allows(path));
  EXPECT_GE(rules.crawl_delay().value_or(0), 0) << file.name;
  return std::chrono::duration<double>(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
}

TEST(RobotsCorpus, RealFiles) {
  const char* const corpus = CorpusOrSkip();
  if (corpus == nullptr) GTEST_SKIP() << "PRICECREW_CORPUS is unset: real robots.txt files were NOT read";
  const std::vector<File> files = Untar(Gunzip(std::string(corpus) + "/robots/real-robots.tar.gz"));
  ASSERT_GE(files.size(), 1'000U);
  Milliseconds slowest{0};
  Milliseconds all{0};
  std::size_t largest = 0;
  std::string name;
  for (const File& file : files) {
    const Milliseconds time = Read(file);
    all += time;
    largest = std::max(largest, RobotsRules::Parse(file.text, "pricecrew").MemoryBytes());
    if (time <= slowest) continue;
    slowest = time;
    name = file.name;
  }
  std::cout << "real files: " << files.size() << " in " << all.count() << " ms, the slowest " << name
            << " in " << slowest.count() << " ms, the largest rules " << largest / 1024 << " KiB\n";
  EXPECT_LT(largest, std::size_t{2} << 20) << "what is kept of a file is bounded";
}

}  // namespace
}  // namespace pricecrew
