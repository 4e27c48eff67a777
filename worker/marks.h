#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace pricecrew {

/// What shops call the parts of a page in the marks of its elements: class, id and the like.
enum class Mark : std::uint32_t {
  kTitle = 1U << 0,     ///< the name of the product
  kBuying = 1U << 1,    ///< what puts it into the cart
  kAside = 1U << 2,     ///< what is not about it: navigation, footer, cart, related products
  kPrice = 1U << 3,     ///< a price
  kAmount = 1U << 4,    ///< an amount of whatever
  kFormer = 1U << 5,    ///< a price that is no longer asked
  kRegular = 1U << 8,   ///< one that is no longer asked where there is another; else it is
  kCurrent = 1U << 6,   ///< one that is
  kHidden = 1U << 9,    ///< what a style sheet of the usual kind does not show
  kOtherSum = 1U << 7,  ///< a sum that is no price: shipping, savings, instalments; or that of an option
};

/// A set of them.
class Marks {
 public:
  Marks() = default;
  explicit Marks(std::uint32_t bits) : bits_(bits) {}
  [[nodiscard]] bool Has(Mark mark) const { return (bits_ & static_cast<std::uint32_t>(mark)) != 0; }
  Marks& operator|=(Marks other) {
    bits_ |= other.bits_;
    return *this;
  }

 private:
  std::uint32_t bits_ = 0;
};

/// The words of an attribute that marks its element, as far as they are read: lower case, humps parted by
/// "-", so that words can be told apart ("salePrice" is "sale-price").
std::string MarkText(std::string_view value);

/// What such an attribute speaks of. A word counts where it begins one of its words ("price" in "sale-price",
/// not in "caprice").
Marks MarksIn(std::string_view value);

/// MarksIn for the elements of a page, which often look like one before them.
class RecentMarks {
 public:
  /// `value` must outlive this.
  Marks In(std::string_view value);

 private:
  struct Known {
    std::string_view value;
    Marks marks;
  };
  std::array<Known, 512> known_{};  // by a few bytes of the value
};

}  // namespace pricecrew
