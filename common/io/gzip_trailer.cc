#include "common/io/gzip_trailer.h"

#include <algorithm>
#include <cstdint>

namespace pricecrew {

bool GzipTrailer::Applies(const HttpResponse& response) {
  const auto encoding = response.Header("content-encoding");
  return encoding && (*encoding == "gzip" || *encoding == "x-gzip") && !response.Header("transfer-encoding");
}

void GzipTrailer::Add(std::string_view compressed) {
  for (std::size_t i = bytes_; i < first_.size() && i - bytes_ < compressed.size(); ++i) {
    first_[i] = static_cast<unsigned char>(compressed[i - bytes_]);
  }
  bytes_ += compressed.size();
  const auto tail = compressed.substr(compressed.size() - std::min(compressed.size(), last_.size()));
  std::rotate(last_.begin(), last_.begin() + static_cast<std::ptrdiff_t>(tail.size()), last_.end());
  std::copy(tail.begin(), tail.end(), last_.end() - static_cast<std::ptrdiff_t>(tail.size()));
}

bool GzipTrailer::Complete(std::size_t uncompressed_bytes) const {
  if (bytes_ == 0 || first_[0] != 0x1f || first_[1] != 0x8b) return true;
  std::uint32_t length = 0;
  for (std::size_t i = last_.size(); i > 0; --i) length = length << 8 | last_[i - 1];
  return bytes_ >= 18 && length == static_cast<std::uint32_t>(uncompressed_bytes);
}

}  // namespace pricecrew
