#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/page.h"
#include "producer/page_kind.h"

namespace pricecrew {

/// A link to a product, at its place in the page.
struct ProductLink {
  std::string url;       ///< absolute, as found (resolved, not canonical), without fragment
  std::string text;      ///< what the link says, or its card's heading; may be empty
  std::string price;     ///< what the card shows, decimal; empty where it shows none
  std::string currency;  ///< ISO 4217; empty where the sign leaves that open
};

/// A link to a subcategory, at its place in the page.
struct CategoryLink {
  std::string url;
  std::string text;
  std::string_view why;  ///< for a person
};

/// What a category page announces.
struct Discovery {
  PageKind kind = PageKind::kOther;
  std::vector<ProductLink> products;  ///< in the page's order, each product once
  std::optional<std::string> next;    ///< the next page of the category
  /// Where no link leads on but the page says that there is more: the address that its next page would have.
  std::optional<std::string> guess;
  std::vector<CategoryLink> subcategories;       ///< in the page's order
  std::optional<std::uint32_t> stated_products;  ///< how many the category says it has, over all pages
  std::size_t links_seen = 0;                    ///< all links of the page, wherever they lead
  std::string_view wall;   ///< empty, or what stands in the page's way, as WallOf says it
  std::string unreadable;  ///< empty, or why the page cannot be read
};

/// Finds the product links, the next page and the subcategories of a category page of any shop. Links to
/// other shops (IsWithinShop) are none, but to `hosts`. Of a page that is one product's own, what it shows
/// beside it does not count. Pure; linear in the size of the page.
Discovery Discover(const Page& page, const std::vector<std::string>& hosts = {});

/// A link of a page, and what Discover takes it for.
struct ExplainedLink {
  std::string href;  ///< as written
  std::string url;   ///< absolute; empty where it leads to no web page
  std::string text;
  std::string_view role;  ///< "product", "next", "page", "subcategory", "errand", "elsewhere", ...
  std::string why;        ///< for a person
};

/// Every link of the page in document order, with what it was taken for and why.
std::vector<ExplainedLink> ExplainLinks(const Page& page, const std::vector<std::string>& hosts = {});

}  // namespace pricecrew
