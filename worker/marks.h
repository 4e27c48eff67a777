#pragma once

#include <cstdint>
#include <string_view>

namespace pricecrew {

/// What shops call the parts of a page in the marks of its elements: class, id and the like.
enum class Mark : std::uint32_t {
  kTitle = 1U << 0,      ///< the name of the product
  kBuying = 1U << 1,     ///< what puts it into the cart
  kAside = 1U << 2,      ///< what is not about it: navigation, footer, cart, related products
  kPrice = 1U << 3,      ///< a price
  kAmount = 1U << 4,     ///< an amount of whatever
  kFormer = 1U << 5,     ///< a price that is no longer asked
  kCurrent = 1U << 6,    ///< one that is
  kOtherSum = 1U << 7,   ///< a sum that is no price: shipping, savings, instalments; or that of an option
};

/// A set of them.
class Marks {
 public:
  Marks() = default;
  explicit Marks(std::uint32_t bits) : bits_(bits) {}
  [[nodiscard]] bool Has(Mark mark) const { return (bits_ & static_cast<std::uint32_t>(mark)) != 0; }

 private:
  std::uint32_t bits_ = 0;
};

/// What marks speak of; `words` in lower case. A word counts where it begins one of theirs ("price" in
/// "sale-price", not in "caprice").
Marks MarksIn(std::string_view words);

}  // namespace pricecrew
