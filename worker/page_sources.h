#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/domain/url.h"
#include "common/html/document.h"
#include "worker/evidence.h"
#include "worker/source_meta.h"
#include "worker/source_visible.h"

namespace pricecrew {

/// What one source says of a page's products.
struct SourceEvidence {
  Source source = Source::kJsonLd;
  std::vector<Evidence> products;  ///< all that it names, in order
  std::optional<Evidence> main;    ///< the page's own, where one is
};

/// All that a page says, before anything is decided.
struct PageSources {
  std::string title;      ///< what the page calls itself, without the shop's name
  std::string canonical;  ///< absolute, or empty
  Url url;                ///< of the page
  MetaEvidence meta;
  std::vector<SourceEvidence>
      sources;  ///< the structured ones, the most trusted first; meta is not among them
  VisibleEvidence seen;
  bool heads_elsewhere = false;  ///< its heading is a link to another page
};

/// Reads all sources of a page that came from `url`. Scripts' state is read only where the others name no
/// price.
PageSources GatherSources(const SketchedPage& page, const Url& url,
                          VisibleDetail detail = VisibleDetail::kFacts);

}  // namespace pricecrew
