#include "common/html/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace pricecrew {
namespace {

unsigned char ByteAt(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

// What may follow a first byte: how many bytes, and the range of the first of them.
struct Sequence {
  std::size_t size = 0;  // 0: no sequence begins with this byte
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

constexpr Sequence SequenceOf(unsigned char first) {
  if (first < 0x80) return {1};
  if (first < 0xC2) return {};
  if (first < 0xE0) return {2};
  if (first < 0xF0)
    return {3, static_cast<unsigned char>(first == 0xE0 ? 0xA0 : 0x80),
            static_cast<unsigned char>(first == 0xED ? 0x9F : 0xBF)};
  if (first < 0xF5)
    return {4, static_cast<unsigned char>(first == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(first == 0xF4 ? 0x8F : 0xBF)};
  return {};
}

constexpr std::array<Sequence, 256> kSequences = [] {
  std::array<Sequence, 256> all{};
  for (unsigned first = 0; first < all.size(); ++first)
    all[first] = SequenceOf(static_cast<unsigned char>(first));
  return all;
}();

// How much of the sequence at the front of `bytes` is there; complete where it equals the sequence's size.
std::size_t PartPresent(std::string_view bytes, const Sequence& sequence) {
  if (sequence.size < 2) return sequence.size;
  if (bytes.size() < 2 || ByteAt(bytes, 1) < sequence.low || ByteAt(bytes, 1) > sequence.high) return 1;
  std::size_t present = 2;
  while (present < sequence.size && present < bytes.size() && (ByteAt(bytes, present) & 0xC0) == 0x80)
    ++present;
  return present;
}

}  // namespace

Utf8Char EncodeUtf8(char32_t c) {
  const auto byte = [](char32_t value) { return static_cast<char>(value); };
  if (c < 0x80) return {{byte(c)}, 1};
  if (c < 0x800) return {{byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))}, 2};
  if (c < 0x10000) return {{byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))}, 3};
  return {{byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)),
           byte(0x80 | (c & 0x3F))},
          4};
}

std::size_t AsciiPrefix(std::string_view bytes) {
  constexpr std::size_t kBlock = 32;
  std::size_t at = 0;
  for (; at + kBlock <= bytes.size(); at += kBlock) {
    std::array<std::uint64_t, kBlock / 8> words{};
    std::memcpy(words.data(), bytes.data() + at, kBlock);
    if (((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080U) != 0) break;
  }
  while (at < bytes.size() && ByteAt(bytes, at) < 0x80) ++at;
  return at;
}

std::size_t ValidUtf8Prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (true) {
    at += AsciiPrefix(bytes.substr(at));
    // Other scripts come in runs: look for the next ASCII run only where several ASCII bytes follow.
    for (std::size_t ascii = 0; at < bytes.size() && ascii < 8;) {
      const Sequence& sequence = kSequences[ByteAt(bytes, at)];
      if (sequence.size == 0 || PartPresent(bytes.substr(at), sequence) != sequence.size) return at;
      ascii = sequence.size == 1 ? ascii + 1 : 0;
      at += sequence.size;
    }
    if (at == bytes.size()) return at;
  }
}

std::string RepairUtf8(std::string_view bytes) {
  std::string repaired;
  repaired.reserve(bytes.size());
  while (true) {
    const std::size_t valid = ValidUtf8Prefix(bytes);
    repaired.append(bytes.substr(0, valid));
    bytes.remove_prefix(valid);
    if (bytes.empty()) return repaired;
    repaired.append(kReplacement);
    bytes.remove_prefix(std::max<std::size_t>(1, PartPresent(bytes, kSequences[ByteAt(bytes, 0)])));
  }
}

}  // namespace pricecrew
