#pragma once

#include <string>

#include "worker/page_sources.h"

namespace pricecrew {

/// The name of the page's product, and why it is that one.
struct NameChoice {
  std::string name;  ///< empty where the page names none
  Source source = Source::kVisible;
  std::string reason;     ///< for a person
  double confidence = 0;  ///< 0 to 1
};

/// Chooses between what structured sources, the heading and the title call the product. A heading that is
/// part of a longer structured name is the name; the words around it are of the variant or the shop.
NameChoice ChooseName(const PageSources& page);

}  // namespace pricecrew
