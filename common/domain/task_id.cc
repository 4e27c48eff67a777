#include "common/domain/task_id.h"

#include <xxhash.h>

#include <cstring>

namespace pricecrew {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

std::string TaskId::Hex() const {
  std::string hex;
  hex.reserve(32);
  for (const std::uint8_t byte : bytes) {
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

std::optional<TaskId> TaskId::FromHex(std::string_view hex) {
  TaskId id;
  if (hex.size() != 2 * id.bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    const std::size_t high = kDigits.find(hex[2 * i]);
    const std::size_t low = kDigits.find(hex[2 * i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    id.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return id;
}

TaskId MakeTaskId(std::string_view job, Stage stage, std::string_view canonical_url) {
  std::string text;
  text.reserve(job.size() + canonical_url.size() + 12);
  text.append(job).push_back('\n');  // no part can hold a line feed
  text.append(ToString(stage)).push_back('\n');
  text.append(canonical_url);
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(text.data(), text.size()));
  TaskId id;
  std::memcpy(id.bytes.data(), canonical.digest, id.bytes.size());
  return id;
}

std::uint64_t StableHash(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace pricecrew

std::size_t std::hash<pricecrew::TaskId>::operator()(const pricecrew::TaskId& id) const noexcept {
  std::size_t head = 0;
  std::memcpy(&head, id.bytes.data(), sizeof head);  // the bytes are a hash already
  return head;
}
