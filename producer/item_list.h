#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pricecrew {

/// A product that a list of the page's own data names.
struct ListedItem {
  std::string href;   ///< as written
  std::string name;   ///< empty where it is not said
  std::string price;  ///< decimal as written; empty where it is not said
};

/// What the JSON-LD blocks of a page say it is about.
struct ListedData {
  std::vector<ListedItem> items;  ///< of every schema.org ItemList, else products side by side, in order
  std::size_t products = 0;       ///< Product objects that stand in no list and have one offer at most
  std::string product_name;       ///< of the last of them
  std::string product_href;
  bool names_products = false;  ///< an item of the list is called a Product
  bool is_article = false;      ///< the page calls itself an article or a blog
};

/// Reads them (https://schema.org/ItemList, https://schema.org/Product). Breadcrumbs are a list of another
/// type and left out, so are lists of articles, menus and the like, and blocks that are no JSON.
ListedData ReadListedData(const std::vector<std::string>& json_ld);

}  // namespace pricecrew
