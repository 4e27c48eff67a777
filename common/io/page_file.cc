#include "common/io/page_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace pricecrew {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;

struct CloseGzip {
  void operator()(gzFile_s* file) const { gzclose_r(file); }
};
using GzipFile = std::unique_ptr<gzFile_s, CloseGzip>;

Error Unreadable(const std::string& name, const std::string& why) {
  return {ErrorKind::kGiveUp, fmt::format("cannot read {}: {}", name, why), "file"};
}

int OpenDescriptor(const std::string& name) {
  return name == "-" ? dup(STDIN_FILENO) : open(name.c_str(), O_RDONLY | O_CLOEXEC);
}

/// A file that only looks like a gzip one by its content is a page all the same.
Result<std::string> ReadPlain(int descriptor, const std::string& name, std::size_t max_bytes) {
  std::string text;
  while (text.size() <= max_bytes) {
    const std::size_t had = text.size();
    text.resize(had + kPiece);
    const ssize_t got = read(descriptor, text.data() + had, kPiece);
    text.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
    if (got < 0) return Unreadable(name, std::strerror(errno));
    if (got == 0) return text;
  }
  return Unreadable(name, fmt::format("more than {} bytes", max_bytes));
}

Result<std::string> ReadGzip(gzFile_s* file, const std::string& name, std::size_t max_bytes) {
  gzbuffer(file, kPiece);
  std::string text;
  while (text.size() <= max_bytes) {
    const std::size_t had = text.size();
    text.resize(had + kPiece);
    const int got = gzread(file, text.data() + had, kPiece);
    text.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
    int code = Z_OK;
    const char* what = gzerror(file, &code);
    if (got < 0 || code == Z_BUF_ERROR) return Unreadable(name, what);
    if (got == 0) return text;
  }
  return Unreadable(name, fmt::format("more than {} bytes", max_bytes));
}

}  // namespace

Result<std::string> ReadPageFile(const std::string& name, std::size_t max_bytes) {
  const int descriptor = OpenDescriptor(name);
  if (descriptor < 0) return Unreadable(name, std::strerror(errno));
  if (!name.ends_with(".gz")) {
    Result<std::string> text = ReadPlain(descriptor, name, max_bytes);
    close(descriptor);
    return text;
  }
  const GzipFile file(gzdopen(descriptor, "rb"));
  if (!file) {
    close(descriptor);
    return Unreadable(name, "out of memory");
  }
  return ReadGzip(file.get(), name, max_bytes);
}

}  // namespace pricecrew
