#include "producer/page_reading.h"

#include <utility>

#include "common/domain/currency.h"
#include "common/html/charset.h"

namespace pricecrew {

PageReading::PageReading(const Page& page, std::vector<std::string> hosts)
    : sketch(SketchPage(ToUtf8(page.body, page.content_type))),
      outline(OutlineOf(sketch.document)),
      regions(RegionsOf(outline)),
      address(AddressOf(page.url, sketch.scan.base, std::move(hosts))),
      census(TakeLinkCensus(outline, regions, address)),
      evidence(outline, census, RegionOf(sketch.scan.lang, page.url.host)) {}

}  // namespace pricecrew
