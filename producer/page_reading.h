#pragma once

#include <string>
#include <vector>

#include "common/html/document.h"
#include "common/html/page.h"
#include "producer/link_census.h"
#include "producer/page_outline.h"
#include "producer/page_regions.h"
#include "producer/repeated_structure.h"

namespace pricecrew {

/// A page laid out for discovery: its tree, and what was taken stock of in it. Its parts point into each
/// other, so it stays where it was made.
class PageReading {
 public:
  PageReading(const Page& page, std::vector<std::string> hosts);
  PageReading(const PageReading&) = delete;
  PageReading& operator=(const PageReading&) = delete;
  ~PageReading() = default;

  const SketchedPage sketch;
  const Outline outline;
  const std::vector<Region> regions;
  const PageAddress address;
  const LinkCensus census;
  const PageEvidence evidence;
};

}  // namespace pricecrew
