#include "common/html/css_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "common/html/ascii.h"
#include "common/html/utf8.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxEscapeDigits = 6;
constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

bool BeginsName(char c) { return IsAsciiAlpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

bool IsNamePart(char c) { return BeginsName(c) || IsAsciiDigit(c) || c == '-'; }

bool IsHexDigit(char c) { return c != '\0' && kHexDigits.find(c) != std::string_view::npos; }

bool IsLineEnd(char c) { return c == '\n' || c == '\r' || c == '\f'; }

std::string_view CodePoint(std::uint32_t code, Utf8Char& encoded) {
  const bool is_character = code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (!is_character) return kReplacement;
  encoded = EncodeUtf8(code);
  return encoded.View();
}

}  // namespace

bool CssText::AtEscape(std::size_t ahead) const {
  return Peek(ahead) == '\\' && at_ + ahead + 1 < text_.size() && !IsLineEnd(Peek(ahead + 1));
}

bool CssText::AtIdentifier() const {
  if (Peek() == '-') return BeginsName(Peek(1)) || Peek(1) == '-' || AtEscape(1);
  return BeginsName(Peek()) || AtEscape(0);
}

bool CssText::SkipSpace() {
  const std::size_t before = at_;
  while (!AtEnd()) {
    if (IsHtmlSpace(Peek())) {
      ++at_;
    } else if (text_.substr(at_).starts_with("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
    } else {
      break;
    }
  }
  return at_ != before;
}

bool CssText::Skip(std::string_view mark) {
  if (!text_.substr(at_).starts_with(mark)) return false;
  at_ += mark.size();
  return true;
}

std::string_view CssText::TakeAny(std::string_view accepted) {
  const std::size_t end = std::min(text_.find_first_not_of(accepted, at_), text_.size());
  const std::string_view taken = text_.substr(at_, end - at_);
  at_ = end;
  return taken;
}

std::optional<std::string> CssText::TakeIdentifier() { return AtIdentifier() ? TakeName() : std::nullopt; }

std::optional<std::string> CssText::TakeName() {
  std::string name;
  while (!AtEnd()) {
    if (IsNamePart(Peek()))
      name.push_back(text_[at_++]);
    else if (AtEscape(0))
      TakeEscape(name);
    else
      break;
  }
  if (name.empty()) return std::nullopt;
  return name;
}

// Up to six hexadecimal digits and a space behind them, or any other character as it is.
void CssText::TakeEscape(std::string& into) {
  ++at_;
  if (!IsHexDigit(Peek())) {
    into.push_back(text_[at_++]);
    return;
  }
  const std::string_view digits = text_.substr(at_, kMaxEscapeDigits);
  std::uint32_t code = 0;
  const char* end = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16).ptr;
  at_ += static_cast<std::size_t>(end - digits.data());
  if (IsHtmlSpace(Peek())) at_ += Peek() == '\r' && Peek(1) == '\n' ? 2 : 1;
  Utf8Char encoded;
  into += CodePoint(code, encoded);
}

std::optional<std::string> CssText::TakeString() {
  const char quote = Peek();
  if (quote != '"' && quote != '\'') return std::nullopt;
  ++at_;
  std::string value;
  while (!AtEnd() && !IsLineEnd(Peek())) {
    if (Peek() == quote) {
      ++at_;
      return value;
    }
    if (AtEscape(0)) {
      TakeEscape(value);
    } else if (Peek() == '\\') {  // a line that goes on
      at_ += Peek(1) == '\r' && Peek(2) == '\n' ? 3 : std::min<std::size_t>(2, text_.size() - at_);
    } else {
      value.push_back(text_[at_++]);
    }
  }
  return std::nullopt;
}

}  // namespace pricecrew
