#include "worker/source_microdata.h"

#include "worker/item_reader.h"

namespace pricecrew {

std::vector<Evidence> ReadMicrodata(const Document& document, const SourceHints& hints) {
  return ReadItems(document.Root(), {"itemscope", "itemtype", "itemprop", Source::kMicrodata}, hints);
}

}  // namespace pricecrew
