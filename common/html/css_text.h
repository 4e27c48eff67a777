#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// Reads the tokens that selectors are made of from a text, front to back.
/// https://www.w3.org/TR/css-syntax-3/#tokenization
class CssText {
 public:
  explicit CssText(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t offset() const { return at_; }
  [[nodiscard]] bool AtEnd() const { return at_ == text_.size(); }
  /// The next byte; 0 at the end.
  [[nodiscard]] char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool AtIdentifier() const;

  /// Goes past white space and comments; false where there is none.
  bool SkipSpace();
  /// Goes past `mark`; false where something else stands here.
  bool Skip(std::string_view mark);
  void Next() { at_ += AtEnd() ? 0 : 1; }
  /// Goes past what `accepted` has, and returns it.
  std::string_view TakeAny(std::string_view accepted);

  /// An identifier, its escapes resolved. Absent where none stands here.
  std::optional<std::string> TakeIdentifier();
  /// What stands behind `#`: an identifier that may begin with anything of its kind.
  std::optional<std::string> TakeName();
  /// A quoted string. Absent where none stands here, or where it does not end.
  std::optional<std::string> TakeString();

 private:
  [[nodiscard]] bool AtEscape(std::size_t ahead) const;
  void TakeEscape(std::string& into);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace pricecrew
