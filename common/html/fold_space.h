#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace pricecrew {

/// Collects text with each run of HTML's white space folded to one space, none at the ends.
class SpaceFolder {
 public:
  void Append(std::string_view text);
  /// As if white space stood here.
  void Break() { space_due_ = true; }
  [[nodiscard]] bool IsEmpty() const { return text_.empty(); }
  [[nodiscard]] std::string Take() && { return std::move(text_); }

 private:
  std::string text_;
  bool space_due_ = false;
};

/// `text` with its white space folded.
std::string FoldSpace(std::string_view text);

}  // namespace pricecrew
