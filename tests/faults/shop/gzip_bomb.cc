#include "tests/faults/shop/gzip_bomb.h"

#include <zlib.h>

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace pricecrew::shop {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
constexpr int kRawWindowBits = -15;
constexpr int kMemoryLevel = 8;

struct DeflateEnder {
  void operator()(z_stream* stream) const { deflateEnd(stream); }
};

// Without a header or an end, and with no reference to anything before it.
std::string FlushedBlock(std::string& data) {
  z_stream stream{};
  const int started =
      deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kRawWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY);
  if (started != Z_OK) std::abort();  // out of memory, or another zlib than the one compiled against
  const std::unique_ptr<z_stream, DeflateEnder> owner(&stream);
  std::string block(deflateBound(&stream, data.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(data.data());
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(block.data());
  stream.avail_out = static_cast<uInt>(block.size());
  if (deflate(&stream, Z_FULL_FLUSH) != Z_OK || stream.avail_in != 0) std::abort();
  block.resize(stream.total_out);
  return block;
}

void AppendLittleEndian(std::string& text, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) text += static_cast<char>((number >> shift) & 0xff);
}

}  // namespace

std::string GzipBomb(std::string_view line, std::size_t bytes) {
  std::string data;
  while (data.size() < kBlockBytes) data += line;
  const std::string block = FlushedBlock(data);
  const uLong block_sum =
      crc32(0, reinterpret_cast<const Bytef*>(data.data()), static_cast<uInt>(data.size()));
  std::string member("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
  uLong sum = crc32(0, nullptr, 0);
  std::size_t size = 0;
  for (; size < bytes; size += data.size()) {
    member += block;
    sum = crc32_combine(sum, block_sum, static_cast<z_off_t>(data.size()));
  }
  member.append("\x03\0", 2);  // an empty last block
  AppendLittleEndian(member, static_cast<std::uint32_t>(sum));
  AppendLittleEndian(member, static_cast<std::uint32_t>(size));
  return member;
}

}  // namespace pricecrew::shop
