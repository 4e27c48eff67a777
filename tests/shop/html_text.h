#pragma once

#include <string>
#include <string_view>

namespace pricecrew::shop {

/// The text as HTML content or a double-quoted attribute value: & < > " become character references.
std::string Escape(std::string_view text);

}  // namespace pricecrew::shop
