#pragma once

#include <string>
#include <vector>

#include "common/html/page.h"
#include "common/rules/rules.h"
#include "worker/evidence.h"
#include "worker/extract.h"

namespace pricecrew {

/// What a site's rules find on a page. Of prices the amount as written; URLs are absolute, and `url` is the
/// page's canonical one.
struct RuledEvidence {
  Evidence product;
  std::vector<RuledField> missed;  ///< have rules, none of which found anything
};

/// Applies a site's rules to a page. A way that leads to nothing of its kind (a price that is no price) is
/// passed over for the next. Pure; linear in the page for every rule; never fails.
RuledEvidence ReadByRules(const Page& page, const SiteRules& site);

/// What the page says by Extract, with what the rules found in its place. A page that Extract takes for none
/// of a product is one where rules found a name, and a price or that there is none to be had.
Extraction WithRules(Extraction extraction, const RuledEvidence& ruled);

struct RuledExtraction {
  Extraction extraction;
  std::vector<RuledField> missed = {};
  bool applied = false;  ///< there were rules for the page's host
};

/// Extract, and the rules that are for the page's host; without any, Extract alone.
RuledExtraction ExtractWithRules(const Page& page, const Rules& rules);

/// "rules found no price, sku"; empty where nothing was missed.
std::string DescribeMissed(const std::vector<RuledField>& missed);

}  // namespace pricecrew
