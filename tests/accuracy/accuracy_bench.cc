#include "tests/accuracy/accuracy_bench.h"

#include <zlib.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

namespace pricecrew {

void AccuracyBench::AtLeast(std::string_view name, double value, double least) {
  const bool good = value >= least;
  passed = passed && good;
  std::printf("%-32s %.3f %.3f%s\n", std::string(name).c_str(), value, least, good ? "" : "  MISSED");
}

void AccuracyBench::AtMost(std::string_view name, double value, double most) {
  const bool good = value <= most;
  passed = passed && good;
  std::printf("%-32s %.3f %.3f%s\n", std::string(name).c_str(), value, most, good ? "" : "  MISSED");
}

void AccuracyBench::Timed(std::string_view name, double value, double most) {
  std::printf("%-32s %.3f %.3f%s\n", std::string(name).c_str(), value, most,
              value <= most ? "" : "  slower here");
}

std::string FileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string Inflated(const std::string& path) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  std::string text;
  std::vector<char> chunk(1U << 16);
  for (int got = 0;
       file && (got = gzread(file.get(), chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;) {
    text.append(chunk.data(), static_cast<std::size_t>(got));
  }
  return text;
}

std::vector<rapidjson::Document> JsonRows(const std::string& text) {
  std::vector<rapidjson::Document> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) rows.emplace_back().Parse(line.data(), line.size());
  return rows;
}

}  // namespace pricecrew
