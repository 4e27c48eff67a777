#pragma once

#include <rapidjson/document.h>

#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// What a measuring program reads, and how it says what it found: a line "name value target" for each figure.
struct AccuracyBench {
  std::string corpus;    ///< folder of recorded pages
  bool verbose = false;  ///< each miss is told, with a reason
  bool passed = true;

  /// A figure that is to be `least` or more.
  void AtLeast(std::string_view name, double value, double least);
  /// A figure that is to be `most` or less.
  void AtMost(std::string_view name, double value, double most);
  /// The same of a time, which passes and fails nothing: the machine may be slow.
  void Timed(std::string_view name, double value, double most);
};

std::string FileText(const std::string& path);
/// Of a gzip file, what it holds.
std::string Inflated(const std::string& path);
/// JSON lines.
std::vector<rapidjson::Document> JsonRows(const std::string& text);

/// Verdicts and files of robots.txt.
void MeasureRobots(AccuracyBench& bench);
/// The URL standard's cases.
void MeasureUrls(AccuracyBench& bench);

}  // namespace pricecrew
