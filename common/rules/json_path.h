#pragma once

#include <rapidjson/document.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/mistake.h"

namespace pricecrew {

/// A part of JSONPath (https://www.rfc-editor.org/rfc/rfc9535): `$`, then any number of `.name`, `['name']`,
/// `[0]`, `[-1]`, `.*` and `[*]`, each also with `..` for "and anywhere below". No slices, no filters, no
/// lists in brackets.
class JsonPath {
 public:
  static constexpr std::size_t kMaxBytes = 1'024;

  static Checked<JsonPath> Compile(std::string_view text);

  /// The values that it leads to, parents before what they hold, each once: so every step takes time in
  /// proportion to `root`. They live as long as `root`.
  [[nodiscard]] std::vector<const rapidjson::Value*> Select(const rapidjson::Value& root) const;

  struct Step {
    enum class Kind : std::uint8_t { kName, kPlace, kAny };
    Kind kind = Kind::kAny;
    bool anywhere = false;  ///< below, not only right here
    std::string name;
    std::int64_t place = 0;  ///< in an array, from 0 on; negative from the end
  };

 private:
  explicit JsonPath(std::vector<Step> steps) : steps_(std::move(steps)) {}

  std::vector<Step> steps_;
};

}  // namespace pricecrew
