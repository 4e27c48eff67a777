#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pricecrew {

// What a process and the child that reads pages for it agree on. The child is the same program, started as
//
//     PROGRAM read-alone MEMORY_MIB CPU_SECONDS
//
// with one stream as its standard input and output. It sends an empty frame once it is ready, then answers
// each frame with one, and ends when the stream does. A frame is its length, as kFrameHead bytes, and that
// many bytes.

inline constexpr std::string_view kReadAlone = "read-alone";

/// The child's exit code where a page wanted more memory than it may take.
inline constexpr int kOutOfMemoryExit = 86;

inline constexpr std::size_t kFrameHead = 8;
/// The largest frame; a listing of as many links as a tree may have elements stays below.
inline constexpr std::size_t kMaxFrameBytes = std::size_t{256} << 20;

using FrameHead = std::array<unsigned char, kFrameHead>;

/// The length that a frame begins with, least byte first.
inline FrameHead HeadOf(std::uint64_t bytes) {
  FrameHead head{};
  for (unsigned char& byte : head) {
    byte = static_cast<unsigned char>(bytes & 0xff);
    bytes >>= 8;
  }
  return head;
}

inline std::uint64_t LengthIn(const FrameHead& head) {
  std::uint64_t bytes = 0;
  for (std::size_t i = head.size(); i > 0; --i) bytes = bytes << 8 | head[i - 1];
  return bytes;
}

}  // namespace pricecrew
