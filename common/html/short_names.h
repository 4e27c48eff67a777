#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace pricecrew {

/// A name of one to eight bytes as a number, for a switch; 0 for any other.
constexpr std::uint64_t ShortName(std::string_view name) {
  if (name.empty() || name.front() == '\0' || name.size() > sizeof(std::uint64_t)) return 0;
  std::uint64_t packed = 0;
  if (std::is_constant_evaluated() || std::endian::native != std::endian::little) {
    for (std::size_t i = name.size(); i-- > 0;) packed = packed << 8 | static_cast<unsigned char>(name[i]);
    return packed;
  }
  // The same without a loop: the bytes that two loads share are equal.
  const std::size_t size = name.size();
  if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, name.data(), 4);
    std::memcpy(&last, name.data() + size - 4, 4);
    return first | std::uint64_t{last} << (8 * (size - 4));
  }
  const auto byte = [name](std::size_t i) {
    return std::uint64_t{static_cast<unsigned char>(name[i])} << (8 * i);
  };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

/// A few names of one to eight bytes, such as those of elements, told from others as one number each: asked
/// of every element of a page, comparing strings would cost more than building the tree.
template <std::size_t Size>
class ShortNames {
 public:
  template <typename... Names>
  consteval explicit ShortNames(Names... names) : packed_{ShortName(names)...} {
    if (std::ranges::find(packed_, 0U) != packed_.end()) throw "a name has one to eight bytes";
  }

  [[nodiscard]] constexpr bool Holds(std::string_view name) const {
    const std::uint64_t packed = ShortName(name);
    return packed != 0 && std::ranges::find(packed_, packed) != packed_.end();
  }

 private:
  std::array<std::uint64_t, Size> packed_;
};

template <typename... Names>
ShortNames(Names...) -> ShortNames<sizeof...(Names)>;

}  // namespace pricecrew
