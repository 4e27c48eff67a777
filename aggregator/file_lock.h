#pragma once

#include <string>

#include "common/domain/result.h"

namespace pricecrew {

/// A lock that one process at a time can hold, given back when that process ends, however it does (flock).
class FileLock {
 public:
  /// kRetryLater where another one holds it, kStop where the file cannot be made.
  static Result<FileLock> Take(const std::string& path);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace pricecrew
