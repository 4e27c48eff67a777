#include "producer/discover.h"

#include <utility>

#include "producer/findings.h"

namespace pricecrew {
namespace {

Discovery Unreadable(std::string why) {
  Discovery discovery;
  discovery.unreadable = std::move(why);
  return discovery;
}

std::vector<CategoryLink> SubcategoriesOf(const PageReading& page, const Findings& findings) {
  std::vector<CategoryLink> categories;
  for (const auto& [at, descent] : findings.subcategories) {
    const auto& link = page.census.links[at];
    categories.push_back({link.url, link.text.empty() ? link.label : link.text, ToString(descent)});
  }
  return categories;
}

}  // namespace

Discovery Discover(const Page& page, const std::vector<std::string>& hosts) {
  if (page.body.empty()) return Unreadable("empty");
  const PageReading reading(page, hosts);
  auto findings = FindAll(reading);
  Discovery discovery;
  discovery.links_seen = reading.census.seen;
  discovery.subcategories = SubcategoriesOf(reading, findings);
  discovery.kind = findings.kind;
  discovery.wall = findings.wall;
  discovery.products = std::move(findings.products);
  discovery.next = std::move(findings.next);
  discovery.guess = std::move(findings.guess);
  discovery.stated_products = findings.stated.products;
  return discovery;
}

}  // namespace pricecrew
