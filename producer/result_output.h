#pragma once

#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "common/domain/result.h"
#include "common/domain/row_format.h"

namespace pricecrew {

/// Where and how a job's products are printed.
struct OutputFlags {
  std::string format = "table";
  std::string file;       ///< empty: standard output
  bool variants = false;  ///< a row for each variant of a product
};
RowDetail DetailOf(const OutputFlags& flags);
void AddOutputFlags(CLI::App& app, OutputFlags& flags);

/// Prints products. A file is made sure of when this is opened, before any page is fetched, and appears whole
/// or not at all, when it is finished.
class ResultOutput {
 public:
  /// kStop, code "output", where the file cannot be written.
  static Result<std::unique_ptr<ResultOutput>> Open(const OutputFlags& flags);
  ~ResultOutput();
  ResultOutput(const ResultOutput&) = delete;
  ResultOutput& operator=(const ResultOutput&) = delete;

  [[nodiscard]] RowFormat format() const { return format_; }
  [[nodiscard]] RowDetail detail() const { return detail_; }
  void Write(std::string_view text);
  /// All is written. kStop, code "output", where that failed.
  Result<void> Finish();

 private:
  ResultOutput(RowFormat format, RowDetail detail, std::string file)
      : format_(format), detail_(detail), file_(std::move(file)) {}
  [[nodiscard]] std::string PartName() const { return file_ + ".part"; }

  RowFormat format_;
  RowDetail detail_;
  std::string file_;
  std::ofstream stream_;
  bool finished_ = false;
};

/// The cells of the terminal on standard output; 120 where it is none.
std::size_t TerminalWidth();

}  // namespace pricecrew
