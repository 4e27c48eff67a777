#include "aggregator/output/atomic_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace pricecrew {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{256} << 10;

void SyncFolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

}  // namespace

Result<AtomicFile> AtomicFile::Create(const std::string& path) {
  AtomicFile file(-1, path);
  file.file_ = ::open(file.TemporaryPath().c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
  if (file.file_ < 0) return file.Failed("creating");
  return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      path_(std::move(other.path_)),
      buffer_(std::move(other.buffer_)) {}

AtomicFile::~AtomicFile() {
  if (file_ < 0) return;
  ::close(file_);
  ::unlink(TemporaryPath().c_str());
}

Error AtomicFile::Failed(std::string_view what) const {
  return {ErrorKind::kRetryLater, fmt::format("{} {}: {}", what, path_, std::strerror(errno)), "output"};
}

Result<void> AtomicFile::Write(std::string_view text) {
  buffer_ += text;
  return buffer_.size() < kBufferBytes ? Result<void>() : Flush();
}

Result<void> AtomicFile::Flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t written = ::write(file_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failed("writing");
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return {};
}

Result<void> AtomicFile::Commit() {
  Result<void> flushed = Flush();
  if (!flushed) return flushed;
  if (::fsync(file_) != 0) return Failed("syncing");
  if (std::rename(TemporaryPath().c_str(), path_.c_str()) != 0) return Failed("renaming to");
  ::close(std::exchange(file_, -1));
  SyncFolderOf(path_);
  return {};
}

}  // namespace pricecrew
