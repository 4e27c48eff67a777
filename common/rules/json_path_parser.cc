#include "common/rules/json_path_parser.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "common/domain/ascii.h"
#include "common/html/utf8.h"

namespace pricecrew {
namespace {

using Step = JsonPath::Step;

constexpr std::size_t kUnicodeDigits = 4;

bool BeginsName(char c) {
  return IsAsciiAlpha(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

class JsonPathParser {
 public:
  explicit JsonPathParser(std::string_view text) : text_(text) {}

  Checked<std::vector<Step>> Parse() {
    std::vector<Step> steps;
    if (Peek() != '$') return Mistake{0, "a path begins with '$'"};
    ++at_;
    while (at_ < text_.size()) {
      Step step;
      if (!ParseStep(step)) return *std::move(mistake_);
      steps.push_back(std::move(step));
    }
    return steps;
  }

 private:
  [[nodiscard]] char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool Fail(std::string what) { return FailAt(at_, std::move(what)); }

  bool FailAt(std::size_t offset, std::string what) {
    mistake_ = Mistake{offset, std::move(what)};
    return false;
  }

  bool ParseStep(Step& step) {
    if (Peek() == '[') return ParseBracket(step);
    if (Peek() != '.') return Fail("'.' or '[' is expected");
    ++at_;
    step.anywhere = Peek() == '.';
    if (step.anywhere) ++at_;
    if (step.anywhere && Peek() == '[') return ParseBracket(step);
    if (Peek() == '*') {
      ++at_;
      return true;
    }
    return ParseName(step);
  }

  bool ParseName(Step& step) {
    if (!BeginsName(Peek()))
      return Fail("a name is expected; others than words stand in brackets: ['my-name']");
    const std::size_t begin = at_;
    while (BeginsName(Peek()) || IsAsciiDigit(Peek())) ++at_;
    step.kind = Step::Kind::kName;
    step.name = text_.substr(begin, at_ - begin);
    return true;
  }

  bool ParseBracket(Step& step) {
    ++at_;
    SkipSpace();
    const char c = Peek();
    if (c == '*') {
      ++at_;
    } else if (c == '\'' || c == '"') {
      if (!ParseQuoted(step)) return false;
    } else if (c == '-' || IsAsciiDigit(c)) {
      if (!ParsePlace(step)) return false;
    } else if (c == '?' || c == ':') {
      return Fail("filters and slices are not known here");
    } else {
      return Fail("a quoted name, a number or '*' is expected");
    }
    SkipSpace();
    if (Peek() != ']') return Fail("']' is expected");
    ++at_;
    return true;
  }

  bool ParsePlace(Step& step) {
    constexpr std::size_t kMostDigits = 10;
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_not_of("0123456789", at_ + 1), text_.size());
    const std::string_view digits = text_.substr(begin, at_ - begin);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), step.place);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.size() > kMostDigits)
      return FailAt(begin, "a place in an array is expected, such as 0 or -1");
    step.kind = Step::Kind::kPlace;
    return true;
  }

  bool ParseQuoted(Step& step) {
    const std::size_t begin = at_;
    const char quote = text_[at_++];
    step.kind = Step::Kind::kName;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] != '\\')
        step.name.push_back(text_[at_++]);
      else if (!ParseEscape(step.name))
        return false;
    }
    if (at_ == text_.size()) return FailAt(begin, "the quotation mark is not closed");
    ++at_;
    return true;
  }

  bool ParseEscape(std::string& name) {
    constexpr std::string_view kLetters = "bfnrt";
    constexpr std::string_view kMeant = "\b\f\n\r\t";
    constexpr std::string_view kThemselves = "\\/\"'";
    const std::size_t begin = at_++;
    const char c = Peek();
    if (c == 'u') return ParseUnicode(name, begin);
    if (const std::size_t letter = kLetters.find(c); letter != std::string_view::npos)
      name.push_back(kMeant[letter]);
    else if (kThemselves.find(c) != std::string_view::npos)
      name.push_back(c);
    else
      return FailAt(begin, "this cannot be escaped");
    ++at_;
    return true;
  }

  bool ParseUnicode(std::string& name, std::size_t begin) {
    auto code = TakeUnit();
    if (code && *code >= 0xD800 && *code < 0xDC00 && text_.substr(at_).starts_with("\\u")) {
      ++at_;
      const auto low = TakeUnit();
      const bool paired = low && *low >= 0xDC00 && *low < 0xE000;
      code = paired ? std::optional(0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00)) : std::nullopt;
    }
    if (!code || (*code >= 0xD800 && *code < 0xE000)) return FailAt(begin, "this is no character");
    name += EncodeUtf8(*code).View();
    return true;
  }

  /// The four digits behind the `u` that stands here.
  std::optional<std::uint32_t> TakeUnit() {
    const std::string_view digits = text_.substr(at_ + 1, kUnicodeDigits);
    std::uint32_t unit = 0;
    const char* end = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16).ptr;
    if (digits.size() != kUnicodeDigits || end != digits.data() + digits.size()) return std::nullopt;
    at_ += 1 + kUnicodeDigits;
    return unit;
  }

  void SkipSpace() {
    while (Peek() == ' ' || Peek() == '\t' || Peek() == '\n' || Peek() == '\r') ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<Mistake> mistake_;
};

}  // namespace

Checked<std::vector<Step>> ParseJsonPath(std::string_view text) {
  if (text.size() > JsonPath::kMaxBytes)
    return Mistake{JsonPath::kMaxBytes,
                   "a path of more than " + std::to_string(JsonPath::kMaxBytes) + " bytes"};
  return JsonPathParser(text).Parse();
}

}  // namespace pricecrew
