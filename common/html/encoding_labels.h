#pragma once

#include <optional>
#include <string_view>

namespace pricecrew {

/// The standard's name of the encoding that a label stands for ("latin1" is "windows-1252"), or absent; case
/// and surrounding white space do not matter. https://encoding.spec.whatwg.org/#concept-encoding-get
std::optional<std::string_view> EncodingOfLabel(std::string_view label);

}  // namespace pricecrew
