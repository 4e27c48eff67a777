#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace pricecrew {

/// A few names of one to eight bytes, such as those of elements, told from others as one number each: asked
/// of every element of a page, comparing strings would cost more than building the tree.
template <std::size_t Size>
class ShortNames {
 public:
  template <typename... Names>
  consteval explicit ShortNames(Names... names) : packed_{Pack(names)...} {
    if (std::ranges::find(packed_, 0U) != packed_.end()) throw "a name has one to eight bytes";
  }

  [[nodiscard]] constexpr bool Holds(std::string_view name) const {
    const std::uint64_t packed = Pack(name);
    return packed != 0 && std::ranges::find(packed_, packed) != packed_.end();
  }

 private:
  static constexpr std::uint64_t Pack(std::string_view name) {
    if (name.empty() || name.front() == '\0' || name.size() > sizeof(std::uint64_t)) return 0;
    std::uint64_t packed = 0;
    for (const char c : name) packed = packed << 8 | static_cast<unsigned char>(c);
    return packed;
  }

  std::array<std::uint64_t, Size> packed_;
};

template <typename... Names>
ShortNames(Names...) -> ShortNames<sizeof...(Names)>;

}  // namespace pricecrew
