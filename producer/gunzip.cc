#include "producer/gunzip.h"

#include <zlib.h>

#include <array>
#include <memory>

namespace pricecrew {
namespace {

constexpr int kGzipWindow = 15 + 16;

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

}  // namespace

bool IsGzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

GunzipEnd Gunzip(std::string_view gzip, std::size_t max_bytes,
                 const std::function<void(std::string_view)>& take) {
  z_stream state{};
  if (inflateInit2(&state, kGzipWindow) != Z_OK) return GunzipEnd::kBroken;
  const std::unique_ptr<z_stream, EndInflate> owner(&state);
  std::string input(gzip);                                 // zlib's interface wants bytes that may be written
  state.next_in = reinterpret_cast<Bytef*>(input.data());  // NOLINT: bytes are bytes
  state.avail_in = static_cast<uInt>(input.size());
  std::array<unsigned char, std::size_t{64} << 10> piece{};
  for (std::size_t total = 0; total < max_bytes;) {
    state.next_out = piece.data();
    state.avail_out = static_cast<uInt>(piece.size());
    const int status = inflate(&state, Z_NO_FLUSH);
    const std::size_t got = piece.size() - state.avail_out;
    total += got;
    take({reinterpret_cast<const char*>(piece.data()), got});  // NOLINT: bytes are bytes
    if (status == Z_STREAM_END && state.avail_in == 0) return GunzipEnd::kWhole;
    if (status == Z_STREAM_END && inflateReset(&state) != Z_OK) return GunzipEnd::kBroken;
    if (status != Z_OK && status != Z_STREAM_END) return GunzipEnd::kBroken;
    if (got == 0 && state.avail_in == 0) return GunzipEnd::kBroken;
  }
  return GunzipEnd::kTooLarge;
}

}  // namespace pricecrew
