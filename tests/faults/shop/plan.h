#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/faults/shop/hosts.h"
#include "tests/faults/shop/trouble.h"
#include "tests/shop/catalogue.h"

namespace pricecrew::shop {

/// How the pages of a category follow each other.
enum class Chain {
  kNormal,    ///< a few pages of ten
  kEndless,   ///< a next page for ever, each with other products
  kSame,      ///< a next page for ever, each with the same products
  kSelfNext,  ///< one page, whose next link points to itself
};

struct PlannedCategory {
  Category category;  ///< what rendering needs of it
  Chain chain = Chain::kNormal;
  Trouble trouble = Trouble::kNone;
  std::size_t troubled_page = 1;  ///< the page that has the trouble
  std::size_t tries = 1;          ///< that a trouble lasts which heals
};

struct PlannedProduct {
  ShopProduct product;
  Trouble trouble = Trouble::kNone;
  std::size_t tries = 1;  ///< that a trouble lasts which heals
  bool members = false;   ///< below /members/
};

/// The numbers in the path of a product page.
struct ProductNumber {
  std::uint64_t category = 0;
  std::uint64_t index = 0;
};

/// All pages of all hosts, by the seed: there is a category of every number on every host. Immutable; holds
/// nothing but the hosts.
class Plan {
 public:
  explicit Plan(std::uint64_t seed) : seed_(seed), hosts_(seed) {}

  [[nodiscard]] const Hosts& hosts() const { return hosts_; }
  [[nodiscard]] PlannedCategory CategoryAt(const Host& host, std::uint64_t number) const;
  [[nodiscard]] PlannedProduct ProductAt(const Host& host, ProductNumber number) const;

  /// The products of one listing page, in order; `page` counts from 1.
  [[nodiscard]] std::vector<PlannedProduct> Listing(const Host& host, std::uint64_t number,
                                                    std::size_t page) const;
  /// The path of the page after `page`, where there is one.
  [[nodiscard]] static std::optional<std::string> Next(const PlannedCategory& category, std::size_t page);
  [[nodiscard]] static Trouble TroubleOf(const PlannedCategory& category, std::size_t page) {
    return page == category.troubled_page ? category.trouble : Trouble::kNone;
  }

 private:
  [[nodiscard]] Dice DiceFor(const Host& host, std::uint64_t number, std::uint64_t index) const;

  std::uint64_t seed_;
  Hosts hosts_;
};

/// "/c/7" or "/c/7?page=2"
std::string ListingPath(std::uint64_t category, std::size_t page);
/// The numbers at the end of "/p/slug-7-12", "/members/slug-7-12".
std::optional<ProductNumber> ParseProductPath(std::string_view path);

}  // namespace pricecrew::shop
