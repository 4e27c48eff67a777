#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "producer/link_census.h"
#include "producer/page_outline.h"
#include "producer/page_regions.h"
#include "producer/repeated_structure.h"

namespace pricecrew {

/// Why a link is taken for one to a subcategory.
enum class Descent : unsigned char {
  kNested,   ///< it stands in a menu below the link to this page
  kPath,     ///< its path goes on where this page's ends
  kQuery,    ///< a parameter's value goes on where this page's ends ("path=20" and "path=20_26")
  kNamed,    ///< it stands in a list that is called one of categories
  kHeading,  ///< it stands under a heading that says so
  kTile,     ///< one of several pictures with names, on a page that lists no products
  kMenu,     ///< a category of the menu, on a home page
};

/// "nested in the menu", ...: for a person.
std::string_view ToString(Descent descent);

/// A link to a subcategory.
struct SubcategoryLink {
  std::size_t link = 0;  ///< index into the census
  Descent descent = Descent::kPath;
};

/// What else is known of the page.
struct PageFindings {
  std::unordered_set<std::string> taken;  ///< identities of products and of further pages
  std::vector<std::size_t> cards;         ///< elements of products, in order
};

/// The links from a category page to its subcategories, in document order, each page once. Ancestors,
/// siblings, breadcrumbs, filters and sort orders are none.
std::vector<SubcategoryLink> FindSubcategories(const Outline& outline, const std::vector<Region>& regions,
                                               const LinkCensus& census, const PageEvidence& evidence,
                                               const PageAddress& address, const PageFindings& findings);

}  // namespace pricecrew
