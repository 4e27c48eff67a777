#pragma once

#include <string>
#include <string_view>

#include "common/domain/result.h"

namespace pricecrew {

/// A file that appears under its name whole, or not at all: written beside it, synced, then renamed. What is
/// not committed is removed. Errors are kRetryLater, code "output".
class AtomicFile {
 public:
  /// In a folder that exists. A leftover of a crash is overwritten.
  static Result<AtomicFile> Create(const std::string& path);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  Result<void> Write(std::string_view text);
  /// Nothing may be written any more.
  Result<void> Commit();

 private:
  AtomicFile(int file, std::string path) : file_(file), path_(std::move(path)) {}
  Result<void> Flush();
  [[nodiscard]] std::string TemporaryPath() const { return path_ + ".part"; }
  [[nodiscard]] Error Failed(std::string_view what) const;

  int file_ = -1;
  std::string path_;
  std::string buffer_;
};

}  // namespace pricecrew
