#include "common/io/page_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <libdeflate.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace pricecrew {
namespace {

constexpr std::size_t kPiece = std::size_t{16} << 10;  // of a file whose size is not known
constexpr std::size_t kMostExpansion = 1'032;          // of DEFLATE
constexpr std::size_t kTrailer = 4;                    // bytes of the length at the end (RFC 1952 2.3.1)

Error Unreadable(const std::string& name, const std::string& why) {
  return {ErrorKind::kGiveUp, fmt::format("cannot read {}: {}", name, why), "file"};
}

Error TooLarge(const std::string& name, std::size_t max_bytes) {
  return Unreadable(name, fmt::format("more than {} bytes", max_bytes));
}

class Descriptor {
 public:
  explicit Descriptor(const std::string& name)
      : number_(name == "-" ? dup(STDIN_FILENO) : open(name.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] std::size_t ExpectedSize() const {
    struct stat state{};
    const bool known = fstat(number_, &state) == 0 && S_ISREG(state.st_mode);
    return known ? static_cast<std::size_t>(state.st_size) : 0;
  }

 private:
  int number_;
};

Result<std::string> ReadWhole(const Descriptor& file, const std::string& name, std::size_t max_bytes) {
  std::string text;
  std::size_t piece = std::min(file.ExpectedSize(), max_bytes) + 1;  // its end, too, if it is as said
  for (; text.size() <= max_bytes; piece = kPiece) {
    const std::size_t had = text.size();
    text.resize(had + piece);
    const ssize_t got = read(file.number(), text.data() + had, piece);
    text.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
    if (got < 0) return Unreadable(name, std::strerror(errno));
    if (got == 0) return text;
  }
  return TooLarge(name, max_bytes);
}

/// Unpacks the members of a gzip file, one behind the other.
class Gunzip {
 public:
  Gunzip(const std::string& name, std::size_t max_bytes) : name_(name), max_bytes_(max_bytes) {}

  Result<std::string> All(std::string_view gzip) {
    do {
      const libdeflate_result status = Member(gzip);
      if (status == LIBDEFLATE_INSUFFICIENT_SPACE) return TooLarge(name_, max_bytes_);
      if (status != LIBDEFLATE_SUCCESS) return Unreadable(name_, "broken or no gzip");
    } while (gzip.starts_with("\x1f\x8b"));
    return std::move(text_);
  }

 private:
  struct Free {
    void operator()(libdeflate_decompressor* state) const { libdeflate_free_decompressor(state); }
  };

  // The length at the end is that of the last member, and not to be trusted.
  libdeflate_result Member(std::string_view& gzip) {
    std::uint32_t length = 0;
    if (gzip.size() >= kTrailer) std::memcpy(&length, gzip.data() + gzip.size() - kTrailer, kTrailer);
    for (std::size_t room = std::min<std::size_t>(length, gzip.size() * kMostExpansion) + 1;; room *= 2) {
      room = std::min(room, max_bytes_ - text_.size());
      const libdeflate_result status = MemberWithin(gzip, room);
      if (status != LIBDEFLATE_INSUFFICIENT_SPACE || room == max_bytes_ - text_.size()) return status;
    }
  }

  // Takes the member off `gzip` where it is good.
  libdeflate_result MemberWithin(std::string_view& gzip, std::size_t room) {
    const std::size_t had = text_.size();
    text_.resize(had + room);
    std::size_t taken = 0;
    std::size_t given = 0;
    const libdeflate_result status = libdeflate_gzip_decompress_ex(state_.get(), gzip.data(), gzip.size(),
                                                                   text_.data() + had, room, &taken, &given);
    text_.resize(had + (status == LIBDEFLATE_SUCCESS ? given : 0));
    if (status == LIBDEFLATE_SUCCESS) gzip.remove_prefix(taken);
    return status;
  }

  const std::string& name_;
  std::size_t max_bytes_;
  std::unique_ptr<libdeflate_decompressor, Free> state_{libdeflate_alloc_decompressor()};
  std::string text_;
};

}  // namespace

Result<std::string> ReadPageFile(const std::string& name, std::size_t max_bytes) {
  const Descriptor file(name);
  if (file.number() < 0) return Unreadable(name, std::strerror(errno));
  Result<std::string> bytes = ReadWhole(file, name, max_bytes);
  // A file that only looks like a gzip one by its content is a page all the same.
  if (!bytes || !name.ends_with(".gz")) return bytes;
  return Gunzip(name, max_bytes).All(*bytes);
}

}  // namespace pricecrew
