#include "common/rules/rules.h"

#include <algorithm>

namespace pricecrew {

std::string_view ToString(RuledField field) {
  constexpr std::array<std::string_view, kRuledFields> kNames{
      "name", "price", "currency", "regular_price", "availability", "sku", "gtin", "brand", "image"};
  return kNames.at(static_cast<std::size_t>(field));
}

bool SiteRules::HasFields() const {
  return std::ranges::any_of(fields, [](const auto& ways) { return !ways.empty(); });
}

const SiteRules* Rules::For(std::string_view host) const {
  const auto is_for = [host](const SiteRules& site) {
    return std::ranges::any_of(site.hosts, [host](const HostPattern& one) { return one.Matches(host); });
  };
  const auto found = std::ranges::find_if(sites_, is_for);
  return found == sites_.end() ? nullptr : &*found;
}

}  // namespace pricecrew
