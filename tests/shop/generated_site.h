#pragma once

#include "tests/shop/catalogue.h"
#include "tests/shop/site.h"

namespace pricecrew::shop {

/// The seeded catalogue as a site: `/`, `/c/NAME`, `/c/NAME?page=2`, `/p/SLUG-NUMBER`, `/info/TOPIC`,
/// `/img/NUMBER.svg`. Other query parameters than `page` are ignored, as shops do; a page beyond the last is
/// a 404.
class GeneratedSite : public Site {
 public:
  explicit GeneratedSite(CatalogueOptions options) : catalogue_(options) {}
  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }
  [[nodiscard]] Response Answer(std::string_view target) const override;

 private:
  Catalogue catalogue_;
};

}  // namespace pricecrew::shop
