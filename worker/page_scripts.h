#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pricecrew {

/// A script of a page, as it is written there.
struct PageScript {
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;

  [[nodiscard]] std::optional<std::string_view> Attribute(std::string_view name) const;
};

/// The scripts of a page in UTF-8 that have a text, in order, without a tree. Linear in time; what is beyond
/// kMaxScriptBytes in all is passed over.
std::vector<PageScript> ReadScripts(std::string_view html);
inline constexpr std::size_t kMaxScriptBytes = std::size_t{8} << 20;

}  // namespace pricecrew
