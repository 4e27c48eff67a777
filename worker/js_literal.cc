#include "worker/js_literal.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "common/html/ascii.h"
#include "common/html/utf8.h"

namespace pricecrew {
namespace {

bool IsNameByte(char c) {
  return IsAsciiAlpha(c) || IsAsciiDigit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool IsNumberByte(char c) {
  return IsAsciiDigit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

void AppendEscaped(std::string& json, char c) {
  if (c == '"' || c == '\\') json.push_back('\\');
  json.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
}

// The inside of a string literal as that of a JSON string.
void AppendString(std::string& json, std::string_view inside) {
  json.push_back('"');
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] != '\\' || i + 1 == inside.size()) {
      AppendEscaped(json, inside[i]);
      continue;
    }
    const char escape = inside[++i];
    const bool is_hex = escape == 'x' && i + 2 < inside.size();
    if (std::string_view("\"\\/bfnrtu").find(escape) != std::string_view::npos) {
      json.push_back('\\');
      json.push_back(escape);
    } else if (is_hex) {
      json.append("\\u00").append(inside.substr(i + 1, 2));
      i += 2;
    } else if (escape != '\n') {
      AppendEscaped(json, escape);
    }
  }
  json.push_back('"');
}

std::uint32_t HexAt(std::string_view text, std::size_t digits) {
  std::uint32_t code = 0;
  const std::string_view hex = text.substr(0, digits);
  std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  return code;
}

// The character of an escape "\u00e9" or "\xe9", whose digits stand at the front; two surrogates are one.
void AppendCode(std::string& into, std::string_view& text, std::size_t digits) {
  std::uint32_t code = HexAt(text, digits);
  text.remove_prefix(std::min(digits, text.size()));
  if (code >= 0xD800 && code < 0xDC00 && text.starts_with("\\u")) {
    const std::uint32_t low = HexAt(text.substr(2), 4);
    if (low >= 0xDC00 && low < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      text.remove_prefix(std::min<std::size_t>(6, text.size()));
    }
  }
  const bool lone = code >= 0xD800 && code < 0xE000;
  into += lone ? kReplacement : EncodeUtf8(code).View();
}

void AppendEscape(std::string& into, std::string_view& text) {
  constexpr std::string_view kLetters = "bfnrtv";
  constexpr std::string_view kMeant = "\b\f\n\r\t\v";
  const char c = text.front();
  text.remove_prefix(1);
  if (c == 'u' || c == 'x') return AppendCode(into, text, c == 'u' ? 4 : 2);
  const std::size_t letter = kLetters.find(c);
  into.push_back(letter == std::string_view::npos ? c : kMeant[letter]);
}

/// Writes a literal as JSON, bracket by bracket, without recursion.
class LiteralReader {
 public:
  LiteralReader(std::string_view program, const JsNames& names) : program_(program), names_(names) {}

  std::optional<JsLiteral> Read() {
    do {
      if (!Step()) return std::nullopt;
    } while (!open_.empty());
    return JsLiteral{std::move(json_), at_};
  }

 private:
  bool Step() {
    SkipSpace();
    if (at_ >= program_.size()) return false;
    const char c = program_[at_];
    if (c == '{' || c == '[') return Open(c);
    if (c == '}' || c == ']') return Close(c);
    if (c == ',') {
      comma_due_ = true;
      after_key_ = false;
      ++at_;
      return true;
    }
    if (InObject() && !after_key_) return Key();
    return Value();
  }

  [[nodiscard]] bool InObject() const { return !open_.empty() && open_.back() == '{'; }

  void Separate() {
    if (std::exchange(comma_due_, false) && json_.back() != '{' && json_.back() != '[') json_.push_back(',');
  }

  bool Open(char c) {
    if (InObject() && !after_key_) return false;
    Separate();
    open_.push_back(c);
    json_.push_back(c);
    after_key_ = false;
    ++at_;
    return true;
  }

  bool Close(char c) {
    if (open_.empty() || (c == '}') != (open_.back() == '{')) return false;
    if (after_key_ && json_.back() == ':') json_ += "null";
    open_.pop_back();
    json_.push_back(c);
    comma_due_ = false;
    after_key_ = InObject();
    ++at_;
    return true;
  }

  bool Key() {
    const char c = program_[at_];
    if (c == '.') return SkipExpression();  // {...others}
    Separate();
    if (IsJsQuote(c)) {
      const std::size_t end = EndOfJsString(program_, at_);
      if (end == std::string_view::npos) return false;
      AppendString(json_, program_.substr(at_ + 1, end - at_ - 2));
      at_ = end;
    } else {
      const std::size_t begin = at_;
      while (at_ < program_.size() && IsNameByte(program_[at_])) ++at_;
      if (at_ == begin) return false;
      AppendString(json_, program_.substr(begin, at_ - begin));
    }
    SkipSpace();
    json_.push_back(':');
    after_key_ = true;
    if (at_ < program_.size() && program_[at_] == ':') {
      ++at_;
      return true;
    }
    const bool is_member = at_ < program_.size() && (IsEnd(program_[at_]) || program_[at_] == '(');
    if (!is_member) return false;  // {a = 1; b}, a block
    json_ += "null";               // {a, b} and {a() {}}
    return SkipExpression();
  }

  bool Value() {
    Separate();
    const std::size_t begin = at_;
    const std::size_t size = json_.size();
    if (!Primitive()) {
      json_.resize(size);
      at_ = begin;
    }
    SkipSpace();
    if (at_ > begin && at_ < program_.size() && IsEnd(program_[at_])) return true;
    json_.resize(size);  // what goes on is an expression
    json_ += "null";
    at_ = begin;
    return SkipExpression();
  }

  static bool IsEnd(char c) { return c == ',' || c == '}' || c == ']'; }

  bool Primitive() {
    const char c = program_[at_];
    if (IsJsQuote(c)) {
      const std::size_t end = EndOfJsString(program_, at_);
      if (end == std::string_view::npos) return false;
      AppendString(json_, program_.substr(at_ + 1, end - at_ - 2));
      at_ = end;
      return true;
    }
    if (IsAsciiDigit(c) || c == '-' || c == '.') return Number();
    for (const auto& [word, value] : {std::pair{"true", "true"},
                                      {"false", "false"},
                                      {"null", "null"},
                                      {"undefined", "null"},
                                      {"void 0", "null"},
                                      {"!0", "true"},
                                      {"!1", "false"}})
      if (program_.substr(at_).starts_with(word)) {
        at_ += std::string_view(word).size();
        json_ += value;
        return true;
      }
    return Name();
  }

  bool Name() {
    if (names_.empty()) return false;
    const std::size_t begin = at_;
    while (at_ < program_.size() && IsNameByte(program_[at_])) ++at_;
    const auto known = names_.find(program_.substr(begin, at_ - begin));
    if (known == names_.end() || replaced_ + known->second.size() > kMaxReplaced) return false;
    replaced_ += known->second.size();
    json_ += known->second;
    return true;
  }

  bool Number() {
    const std::size_t begin = at_;
    while (at_ < program_.size() && IsNumberByte(program_[at_])) ++at_;
    std::string_view number = program_.substr(begin, at_ - begin);
    if (number.starts_with('.')) json_.push_back('0');
    if (number.ends_with('.')) number.remove_suffix(1);
    json_ += number;
    return true;
  }

  // To the next comma or closing bracket of this level.
  bool SkipExpression() {
    std::size_t depth = 0;
    while (at_ < program_.size()) {
      const char c = program_[at_];
      if (depth == 0 && IsEnd(c)) return true;
      if (IsJsQuote(c)) {
        at_ = EndOfJsString(program_, at_);
        if (at_ == std::string_view::npos) return false;
        continue;
      }
      if (c == '(' || c == '[' || c == '{') ++depth;
      if (c == ')' || c == ']' || c == '}') {
        if (depth == 0) return false;
        --depth;
      }
      ++at_;
    }
    return false;
  }

  void SkipSpace() {
    for (;;) {
      while (at_ < program_.size() && IsHtmlSpace(program_[at_])) ++at_;
      const std::string_view rest = program_.substr(std::min(at_, program_.size()));
      if (rest.starts_with("//"))
        at_ = std::min(program_.find('\n', at_), program_.size());
      else if (rest.starts_with("/*"))
        at_ = std::min(program_.find("*/", at_ + 2), program_.size() - 2) + 2;
      else
        return;
    }
  }

  std::string_view program_;
  const JsNames& names_;
  std::size_t replaced_ = 0;  // bytes
  std::size_t at_ = 0;
  std::string json_;
  std::string open_;  // brackets
  bool comma_due_ = false;
  bool after_key_ = false;
};

}  // namespace

bool IsJsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }

std::size_t EndOfJsString(std::string_view program, std::size_t at) {
  const char quote = program[at];
  for (std::size_t i = at + 1; i < program.size(); ++i) {
    if (program[i] == '\\')
      ++i;
    else if (program[i] == quote)
      return i + 1;
  }
  return std::string_view::npos;
}

std::optional<JsLiteral> ReadJsLiteral(std::string_view program, const JsNames& names) {
  if (program.empty() || (program.front() != '{' && program.front() != '[')) return std::nullopt;
  return LiteralReader(program, names).Read();
}

std::optional<std::string> ReadJsString(std::string_view program) {
  if (program.empty() || !IsJsQuote(program.front())) return std::nullopt;
  const std::size_t end = EndOfJsString(program, 0);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view inside = program.substr(1, end - 2);
  std::string text;
  text.reserve(inside.size());
  while (!inside.empty()) {
    const char c = inside.front();
    inside.remove_prefix(1);
    if (c == '\\' && !inside.empty())
      AppendEscape(text, inside);
    else
      text.push_back(c);
  }
  return text;
}

}  // namespace pricecrew
