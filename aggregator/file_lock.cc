#include "aggregator/file_lock.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace pricecrew {

Result<FileLock> FileLock::Take(const std::string& path) {
  FileLock lock(::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
  if (lock.file_ < 0)
    return Error{ErrorKind::kStop, fmt::format("opening the lock {}: {}", path, std::strerror(errno)),
                 "store"};
  if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0)
    return Error{ErrorKind::kRetryLater, fmt::format("{} is held by another process", path), "locked"};
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

FileLock::~FileLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace pricecrew
