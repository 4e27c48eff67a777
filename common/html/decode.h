#pragma once

#include <string>
#include <string_view>

namespace pricecrew {

/// `bytes`, without a BOM, from an encoding of the standard, by its name, to UTF-8; what cannot be read
/// becomes U+FFFD. https://encoding.spec.whatwg.org/#decode-without-bom
std::string Decode(std::string_view bytes, std::string_view encoding);

}  // namespace pricecrew
