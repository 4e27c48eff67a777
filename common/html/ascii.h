#pragma once

#include <string_view>

#include "common/domain/ascii.h"

namespace pricecrew {

/// HTML's white space: tab, line feed, form feed, carriage return, space.
constexpr bool IsHtmlSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

constexpr std::string_view TrimHtmlSpace(std::string_view text) {
  while (!text.empty() && IsHtmlSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsHtmlSpace(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace pricecrew
