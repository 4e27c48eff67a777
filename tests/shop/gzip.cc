#include "tests/shop/gzip.h"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace pricecrew::shop {
namespace {

constexpr int kGzipWindowBits = 15 + 16;
constexpr int kMemoryLevel = 8;

struct FileCloser {
  void operator()(gzFile file) const { gzclose(file); }
};

struct DeflateEnder {
  void operator()(z_stream* stream) const { deflateEnd(stream); }
};

}  // namespace

std::string Gzip(std::string_view data) {
  z_stream stream{};
  const int started = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindowBits, kMemoryLevel,
                                   Z_DEFAULT_STRATEGY);
  if (started != Z_OK) std::abort();  // out of memory, or another zlib than the one compiled against
  const std::unique_ptr<z_stream, DeflateEnder> owner(&stream);
  std::string compressed(deflateBound(&stream, data.size()), '\0');
  // zlib does not write through next_in; its type is older than const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) std::abort();  // deflateBound promised the room
  compressed.resize(stream.total_out);
  return compressed;
}

Result<std::string> ReadFileOrGzip(const std::string& path) {
  const std::unique_ptr<gzFile_s, FileCloser> file(gzopen(path.c_str(), "rb"));
  if (!file) return Error{ErrorKind::kStop, fmt::format("cannot open {}", path)};
  std::string content;
  auto chunk = std::make_unique<std::array<char, 1 << 16>>();
  int got = 0;
  while ((got = gzread(file.get(), chunk->data(), chunk->size())) > 0) content.append(chunk->data(), got);
  int code = Z_OK;
  const std::string text = gzerror(file.get(), &code);  // a truncated file shows here, not in gzread
  if (got < 0 || code != Z_OK) return Error{ErrorKind::kStop, fmt::format("cannot read {}: {}", path, text)};
  return content;
}

}  // namespace pricecrew::shop
