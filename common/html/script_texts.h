#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace pricecrew {

/// A range of a page's bytes.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Notes where the texts of scripts and style sheets stand in a page, from its tokens. A text that did not
/// come whole from the page, such as one that begins with "<!--", is left out.
class ScriptTexts {
 public:
  static constexpr std::size_t kMaxRanges = 4'096;  ///< more are not noted

  void OnPage(std::string_view html) { html_ = html; }
  void OnScript();  ///< a start tag whose text is to be noted
  void OnText(std::string_view text);
  /// The end tag of the script, if one is open. True where a range was noted.
  bool OnEnd();
  [[nodiscard]] TextRange Last() const { return ranges_.back(); }
  [[nodiscard]] std::vector<TextRange> Take() { return std::move(ranges_); }

 private:
  std::string_view html_;
  TextRange open_;
  bool is_open_ = false;
  bool is_partial_ = false;    // it began with something that is not a view of the page
  bool ends_partial_ = false;  // likewise since the last view
  std::vector<TextRange> ranges_;
};

}  // namespace pricecrew
