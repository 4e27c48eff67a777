#include "producer/result_output.h"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <utility>

#include "common/app/settings.h"

namespace pricecrew {
namespace {

constexpr std::size_t kDefaultWidth = 120;

Error NotWritable(const std::string& file) {
  return {ErrorKind::kStop, fmt::format("cannot write {}: {}", file, std::strerror(errno)), "output"};
}

}  // namespace

void AddOutputFlags(CLI::App& app, OutputFlags& flags) {
  AddSetting(app, "--format", flags.format, "table, json, jsonl or csv")
      ->check(CLI::IsMember({"table", "json", "jsonl", "csv"}));
  AddSetting(app, "--output", flags.file, "file to write instead of standard output");
  app.add_flag("--variants", flags.variants, "a row for each variant of a product");
}

RowDetail DetailOf(const OutputFlags& flags) {
  return flags.variants ? RowDetail::kVariants : RowDetail::kProducts;
}

Result<std::unique_ptr<ResultOutput>> ResultOutput::Open(const OutputFlags& flags) {
  std::unique_ptr<ResultOutput> output(
      new ResultOutput(*ParseRowFormat(flags.format), DetailOf(flags), flags.file));  // NOLINT
  if (flags.file.empty()) return output;
  errno = 0;
  if (std::filesystem::is_directory(flags.file)) {
    errno = EISDIR;
    return NotWritable(flags.file);
  }
  output->stream_.open(output->PartName(), std::ios::binary | std::ios::trunc);
  if (!output->stream_) return NotWritable(flags.file);
  return output;
}

ResultOutput::~ResultOutput() {
  if (!file_.empty() && !finished_) (void)std::remove(PartName().c_str());
}

void ResultOutput::Write(std::string_view text) {
  std::ostream& out = file_.empty() ? std::cout : stream_;
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

Result<void> ResultOutput::Finish() {
  errno = 0;
  if (file_.empty()) {
    std::cout.flush();
    return std::cout ? Result<void>() : NotWritable("standard output");
  }
  stream_.close();
  if (!stream_ || std::rename(PartName().c_str(), file_.c_str()) != 0) return NotWritable(file_);
  finished_ = true;
  return {};
}

std::size_t TerminalWidth() {
  winsize size{};
  const bool known =
      isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kDefaultWidth;
}

}  // namespace pricecrew
