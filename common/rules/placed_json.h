#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/mistake.h"

namespace pricecrew {

/// A value of a JSON text that a person wrote, which knows where it stands there.
struct PlacedJson {
  enum class Kind : std::uint8_t {
    kOther,
    kString,
    kArray,
    kObject
  };  ///< kOther: numbers, true, false, null
  Kind kind = Kind::kOther;
  std::size_t offset = 0;         ///< of its first byte; of a string, the one behind the quotation mark
  std::string text;               ///< of a string
  std::vector<PlacedJson> items;  ///< of an array; of an object the values, as written
  std::vector<PlacedJson> names;  ///< of an object: one for each of `items`
};

/// Reads a JSON text in UTF-8, in which comments (`//` and `/* */`) may stand.
Checked<PlacedJson> ReadPlacedJson(std::string_view text);

/// Where in `text` the byte `within` of a string's text is written, which stands at `string.offset`.
std::size_t OffsetWithin(std::string_view text, const PlacedJson& string, std::size_t within);

/// The same JSON without comments and white space. Empty where `text` is none.
std::string CompactJson(std::string_view text);

}  // namespace pricecrew
