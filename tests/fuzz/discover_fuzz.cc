// The first line is the Content-Type, the rest a category page.

#include <set>
#include <string>

#include "producer/discover.h"
#include "tests/fuzz/target.h"

namespace pricecrew::fuzz {
namespace {

bool IsLink(const std::string& url) { return ParseUrl(url) && url.find('#') == std::string::npos; }

}  // namespace

void ReadInput(std::string_view input) {
  const auto [content_type, body] = SplitFirstLine(input);
  const Discovery found = Discover({body, content_type, *ParseUrl("https://shop.example/lamps?page=2")});
  std::set<std::string> seen;
  for (const ProductLink& link : found.products) {
    Require(IsLink(link.url), "a product's link is an absolute URL without fragment");
    Require(seen.insert(link.url).second, "each product is announced once");
  }
  Require(!found.next || ParseUrl(*found.next), "the next page is an absolute URL");
}

}  // namespace pricecrew::fuzz
