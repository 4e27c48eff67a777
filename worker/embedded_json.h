#pragma once

#include <rapidjson/document.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/rules/rules.h"
#include "worker/page_scripts.h"

namespace pricecrew {

/// The JSON that a page carries in its scripts, each text parsed once, when it is first asked for. What is
/// no JSON, or beyond kMaxJsonBytes for all of a page, is passed over.
class EmbeddedJson {
 public:
  static constexpr std::size_t kMaxJsonBytes = std::size_t{2} << 20;  ///< takes up to 30 times that to parse

  /// `html` is in UTF-8 and outlives this.
  explicit EmbeddedJson(std::string_view html) : html_(html) {}

  /// What stands at `place`, in document order. Numbers are strings, digit by digit. Lives as long as this.
  const std::vector<rapidjson::Document>& At(const JsonPlace& place);

 private:
  [[nodiscard]] std::vector<std::string> TextsAt(const JsonPlace& place) const;

  std::string_view html_;
  std::optional<std::vector<PageScript>> scripts_;
  std::map<std::string, std::vector<rapidjson::Document>> documents_;  // by the place's name
  std::size_t parsed_bytes_ = 0;
};

}  // namespace pricecrew
