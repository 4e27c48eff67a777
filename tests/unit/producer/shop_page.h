#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "producer/discover.h"

namespace pricecrew {

/// What Discover finds in the HTML of a page of a made-up shop.
inline Discovery DiscoverIn(std::string_view html, std::string_view url = "http://shop.test/c/lamps") {
  return Discover({.body = html, .content_type = "text/html; charset=utf-8", .url = ParseUrl(url).value()});
}

/// The paths of the products found, in order.
inline std::vector<std::string> PathsOf(const Discovery& discovery) {
  std::vector<std::string> paths;
  for (const auto& product : discovery.products) {
    paths.push_back(product.url.substr(product.url.find('/', std::string_view("http://").size())));
  }
  return paths;
}

}  // namespace pricecrew
