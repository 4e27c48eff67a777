// The first line is the Content-Type, the rest the page.

#include <string>

#include "common/html/charset.h"
#include "common/html/utf8.h"
#include "tests/fuzz/target.h"

namespace pricecrew::fuzz {

void ReadInput(std::string_view input) {
  const auto [content_type, bytes] = SplitFirstLine(input);
  const std::string text = ToUtf8(bytes, content_type);
  Require(ValidUtf8Prefix(text) == text.size(), "a page is made valid UTF-8");
  Require(!SniffEncoding(bytes, content_type).empty(), "a page has an encoding");
}

}  // namespace pricecrew::fuzz
