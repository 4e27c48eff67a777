#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/html/page_scan.h"
#include "worker/evidence.h"

namespace pricecrew {

/// What the meta elements of a page say.
struct MetaEvidence {
  Evidence product;       ///< Open Graph, its product namespace, Twitter cards
  bool is_typed = false;  ///< og:type is a product, which some shops say of every page
  std::optional<std::string>
      only_currency;      ///< what every microdata priceCurrency of the page says, where they agree
  std::string site_name;  ///< og:site_name
};

MetaEvidence ReadMeta(const std::vector<MetaTag>& metas, const SourceHints& hints);

}  // namespace pricecrew
