#include "worker/source_rdfa.h"

#include "worker/item_reader.h"

namespace pricecrew {

std::vector<Evidence> ReadRdfa(const Document& document, const SourceHints& hints) {
  return ReadItems(document.Root(), {"typeof", "typeof", "property", Source::kRdfa}, hints);
}

}  // namespace pricecrew
