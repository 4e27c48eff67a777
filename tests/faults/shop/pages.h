#pragma once

#include <memory>
#include <string>

#include "tests/faults/shop/plan.h"
#include "tests/shop/catalogue.h"

/// The hostile shop's pages as HTML, before anything is done to them. Pure.
namespace pricecrew::shop {

/// Makes pages of plans. Immutable.
class Pages {
 public:
  explicit Pages(const Plan& plan) : plan_(plan), menu_({.products = 1, .categories = 4}) {}

  [[nodiscard]] std::string Home() const;
  [[nodiscard]] std::string Listing(const Host& host, const PlannedCategory& category,
                                    std::size_t page) const;
  [[nodiscard]] std::string Product(const PlannedProduct& product, const Category& category) const;

 private:
  const Plan& plan_;
  Catalogue menu_;
};

/// What the test build's readers abort on.
inline constexpr const char* kCrashText = "pricecrew-test-crash";

/// A page of 20 MiB and one of 1 GiB in one gzip member of about a megabyte; made once, then the same.
const std::string& HugePage();
const std::string& Bomb();

}  // namespace pricecrew::shop
