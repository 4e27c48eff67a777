#pragma once

#include <string>
#include <string_view>

namespace pricecrew {

/// UTF-8 text in lower case: ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic; the rest as it is. Every
/// character keeps its length in bytes.
std::string LowerCase(std::string_view text);

}  // namespace pricecrew
