#include "common/html/selector_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "common/html/ascii.h"
#include "common/html/css_text.h"

namespace pricecrew {
namespace {

using Kind = SimpleSelector::Kind;

// Attributes of HTML whose values match in any case.
// https://html.spec.whatwg.org/#case-sensitivity-of-selectors
constexpr std::array<std::string_view, 46> kAnyCase{
    "accept",     "accept-charset", "align",     "alink",    "axis",     "bgcolor", "charset",
    "checked",    "clear",          "codetype",  "color",    "compact",  "declare", "defer",
    "dir",        "direction",      "disabled",  "enctype",  "face",     "frame",   "hreflang",
    "http-equiv", "lang",           "language",  "link",     "media",    "method",  "multiple",
    "nohref",     "noresize",       "noshade",   "nowrap",   "readonly", "rel",     "rev",
    "rules",      "scope",          "scrolling", "selected", "shape",    "target",  "text",
    "type",       "valign",         "valuetype", "vlink"};

struct Operator {
  std::string_view mark;
  Kind kind;
};
constexpr std::array<Operator, 6> kOperators{{{"=", Kind::kEquals},
                                              {"~=", Kind::kHasWord},
                                              {"|=", Kind::kLanguage},
                                              {"^=", Kind::kBegins},
                                              {"$=", Kind::kEnds},
                                              {"*=", Kind::kContains}}};

struct PseudoClass {
  std::string_view name;
  Kind kind;
  NthPlace nth = {};
};
constexpr std::array<PseudoClass, 6> kPlain{{{"root", Kind::kRoot},
                                             {"empty", Kind::kEmpty},
                                             {"first-child", Kind::kNthChild, {0, 1}},
                                             {"last-child", Kind::kNthLastChild, {0, 1}},
                                             {"first-of-type", Kind::kNthOfType, {0, 1}},
                                             {"last-of-type", Kind::kNthLastOfType, {0, 1}}}};
constexpr std::array<PseudoClass, 4> kNth{{{"nth-child", Kind::kNthChild},
                                           {"nth-last-child", Kind::kNthLastChild},
                                           {"nth-of-type", Kind::kNthOfType},
                                           {"nth-last-of-type", Kind::kNthLastOfType}}};
constexpr std::array<PseudoClass, 4> kWithList{
    {{"is", Kind::kIs}, {"where", Kind::kIs}, {"not", Kind::kNot}, {"has", Kind::kHas}}};

template <std::size_t Size>
const PseudoClass* Find(const std::array<PseudoClass, Size>& known, std::string_view name) {
  const auto found = std::ranges::find(known, name, &PseudoClass::name);
  return found == known.end() ? nullptr : &*found;
}

SimpleSelector Simple(Kind kind, std::string name = {}) {
  SimpleSelector simple;
  simple.kind = kind;
  simple.name = std::move(name);
  return simple;
}

/// Goes down the grammar. Every function gives false (or nothing) after the first mistake, which is kept.
class SelectorParser {
 public:
  explicit SelectorParser(std::string_view text) : text_(text) {}

  Checked<std::vector<ComplexSelector>> Parse() {
    std::vector<ComplexSelector> all;
    if (ParseList(all, Kind::kIs) && !text_.AtEnd()) Fail(What("a selector ends here"));
    if (mistake_) return *std::move(mistake_);
    return all;
  }

 private:
  bool Fail(std::string what) { return FailAt(text_.offset(), std::move(what)); }

  bool FailAt(std::size_t offset, std::string what) {
    if (!mistake_) mistake_ = Mistake{offset, std::move(what)};
    return false;
  }

  /// `expected`, and what stands there instead.
  [[nodiscard]] std::string What(std::string_view expected) const {
    if (text_.AtEnd()) return std::string(expected) + ", but the text ends";
    const char c = text_.Peek();
    const bool printable = c > ' ' && c < 0x7F;
    return std::string(expected) + ", but there is " +
           (printable ? "'" + std::string(1, c) + "'" : "something else");
  }

  bool ParseList(std::vector<ComplexSelector>& list, Kind of) {
    do {
      ComplexSelector complex;
      if (!ParseComplex(complex, of)) return false;
      list.push_back(std::move(complex));
    } while (text_.Skip(","));
    return true;
  }

  bool ParseComplex(ComplexSelector& complex, Kind of) {
    text_.SkipSpace();
    Combinator combinator = Combinator::kDescendant;
    if (const auto leading = TakeCombinator()) {
      if (of != Kind::kHas) return FailAt(text_.offset() - 1, "a selector cannot begin with a combinator");
      combinator = *leading;
    }
    while (true) {
      text_.SkipSpace();
      complex.steps.push_back({combinator, {}});
      if (!ParseCompound(complex.steps.back().compound)) return false;
      const bool space = text_.SkipSpace();
      const auto next = TakeCombinator();
      if (!next && (!space || AtListEnd())) return true;
      combinator = next.value_or(Combinator::kDescendant);
    }
  }

  [[nodiscard]] bool AtListEnd() const { return text_.AtEnd() || text_.Peek() == ',' || text_.Peek() == ')'; }

  std::optional<Combinator> TakeCombinator() {
    if (text_.Skip(">")) return Combinator::kChild;
    if (text_.Skip("+")) return Combinator::kNextSibling;
    if (text_.Skip("~")) return Combinator::kLaterSibling;
    return std::nullopt;
  }

  bool ParseCompound(CompoundSelector& compound) {
    const std::size_t begin = text_.offset();
    if (text_.AtIdentifier())
      compound.push_back(Simple(Kind::kType, AsciiLower(*text_.TakeIdentifier())));
    else
      text_.Skip("*");
    if (text_.Peek() == '|' && text_.Peek(1) != '=') return Fail("namespaces are not known here");
    while (true) {
      switch (text_.Peek()) {
        case '#':
        case '.':
          if (!ParseWord(compound)) return false;
          break;
        case '[':
          if (!ParseAttribute(compound)) return false;
          break;
        case ':':
          if (!ParsePseudoClass(compound)) return false;
          break;
        default:
          return text_.offset() != begin || Fail(What("a tag, '*', '.', '#', '[' or ':' is expected"));
      }
    }
  }

  bool ParseWord(CompoundSelector& compound) {
    const bool is_id = text_.Peek() == '#';
    text_.Next();
    auto word = text_.TakeIdentifier();
    if (!word) return Fail(What(is_id ? "an id is expected behind '#'" : "a class is expected behind '.'"));
    SimpleSelector simple = Simple(is_id ? Kind::kEquals : Kind::kClass, is_id ? "id" : *word);
    if (is_id) simple.value = *std::move(word);
    compound.push_back(std::move(simple));
    return true;
  }

  bool ParseAttribute(CompoundSelector& compound) {
    text_.Next();
    text_.SkipSpace();
    auto name = text_.TakeIdentifier();
    if (!name) return Fail(What("the name of an attribute is expected behind '['"));
    SimpleSelector simple = Simple(Kind::kHasAttribute, AsciiLower(*name));
    text_.SkipSpace();
    const auto used =
        std::ranges::find_if(kOperators, [&](const Operator& one) { return text_.Skip(one.mark); });
    if (used != kOperators.end()) {
      simple.kind = used->kind;
      if (!ParseValue(simple)) return false;
    }
    if (!text_.Skip("]")) return Fail(What("']' is expected"));
    compound.push_back(std::move(simple));
    return true;
  }

  bool ParseValue(SimpleSelector& simple) {
    text_.SkipSpace();
    const std::size_t begin = text_.offset();
    const bool quoted = text_.Peek() == '"' || text_.Peek() == '\'';
    auto value = quoted ? text_.TakeString() : text_.TakeIdentifier();
    if (!value && quoted) return FailAt(begin, "the quotation mark is not closed");
    if (!value) return Fail(What("a value is expected: a word, or anything in quotation marks"));
    simple.value = *std::move(value);
    text_.SkipSpace();
    simple.ignores_case = std::ranges::find(kAnyCase, simple.name) != kAnyCase.end();
    const std::size_t at = text_.offset();
    if (const auto flag = text_.TakeIdentifier()) {
      if (!EqualsIgnoringCase(*flag, "i") && !EqualsIgnoringCase(*flag, "s"))
        return FailAt(at, "behind a value only 'i' or 's' may stand");
      simple.ignores_case = EqualsIgnoringCase(*flag, "i");
      text_.SkipSpace();
    }
    return true;
  }

  bool ParsePseudoClass(CompoundSelector& compound) {
    const std::size_t begin = text_.offset();
    text_.Next();
    if (text_.Peek() == ':') return FailAt(begin, "pseudo-elements name nothing that a page holds");
    const auto written = text_.TakeIdentifier();
    if (!written) return Fail(What("the name of a pseudo-class is expected behind ':'"));
    const std::string name = AsciiLower(*written);
    const bool with_arguments = text_.Skip("(");
    if (name == "only-child" && !with_arguments)
      return AddOnly(compound, Kind::kNthChild, Kind::kNthLastChild);
    if (name == "only-of-type" && !with_arguments)
      return AddOnly(compound, Kind::kNthOfType, Kind::kNthLastOfType);
    SimpleSelector simple;
    if (const PseudoClass* plain = Find(kPlain, name); plain && !with_arguments) {
      simple.kind = plain->kind;
      simple.nth = plain->nth;
    } else if (const PseudoClass* nth = Find(kNth, name); nth && with_arguments) {
      simple.kind = nth->kind;
      if (!ParseNth(simple.nth)) return false;
    } else if (const PseudoClass* list = Find(kWithList, name); list && with_arguments) {
      simple.kind = list->kind;
      if (!ParseArguments(simple)) return false;
    } else {
      return FailAt(begin,
                    "':" + name + (with_arguments ? "()" : "") + "' is no pseudo-class that is known here");
    }
    compound.push_back(std::move(simple));
    return true;
  }

  static bool AddOnly(CompoundSelector& compound, Kind first, Kind last) {
    for (const Kind kind : {first, last}) {
      compound.push_back(Simple(kind));
      compound.back().nth = {0, 1};
    }
    return true;
  }

  bool ParseArguments(SimpleSelector& simple) {
    if (depth_ == kMaxSelectorDepth) return Fail("parentheses are nested too deep");
    if (simple.kind == Kind::kHas && in_has_) return Fail("':has()' cannot stand within ':has()'");
    const bool was_in_has = std::exchange(in_has_, in_has_ || simple.kind == Kind::kHas);
    ++depth_;
    if (!ParseList(simple.alternatives, simple.kind)) return false;
    --depth_;
    in_has_ = was_in_has;
    return text_.Skip(")") || Fail(What("')' is expected"));
  }

  // https://www.w3.org/TR/css-syntax-3/#anb-microsyntax
  bool ParseNth(NthPlace& nth) {
    text_.SkipSpace();
    const std::size_t begin = text_.offset();
    const std::string word = AsciiLower(text_.TakeAny("+-0123456789nNoOdDeEvV"));
    if (word == "odd" || word == "even") {
      nth = {2, word == "odd" ? 1 : 0};
    } else if (const std::size_t n = word.find('n'); n == std::string::npos) {
      const auto place = Number(word);
      if (!place) return FailAt(begin, kNthWords);
      nth = {0, *place};
    } else {
      if (!ParseStep(word.substr(0, n), nth) || !ParseOffset(word.substr(n + 1), nth))
        return FailAt(begin, kNthWords);
    }
    text_.SkipSpace();
    const std::size_t end = text_.offset();
    if (text_.Skip("of ")) return FailAt(end, "'of' and a selector are not known here");
    return text_.Skip(")") || FailAt(begin, kNthWords);
  }

  static bool ParseStep(std::string_view digits, NthPlace& nth) {
    if (digits.empty() || digits == "+" || digits == "-") {
      nth.step = digits == "-" ? -1 : 1;
      return true;
    }
    const auto step = Number(digits);
    nth.step = step.value_or(0);
    return step.has_value();
  }

  /// What stands behind the n: "+1" at once, or set apart: "+ 1".
  bool ParseOffset(std::string tail, NthPlace& nth) {
    text_.SkipSpace();
    if (tail.empty()) tail = text_.TakeAny("+-0123456789");
    text_.SkipSpace();
    if (tail == "+" || tail == "-") tail += text_.TakeAny("0123456789");
    if (tail.empty()) return true;
    const auto offset = IsAsciiDigit(tail.front()) ? std::nullopt : Number(tail);
    nth.offset = offset.value_or(0);
    return offset.has_value();
  }

  static std::optional<std::int64_t> Number(std::string_view text) {
    constexpr std::size_t kMostDigits = 9;
    const bool plus = text.starts_with('+');
    if (plus) text = text.substr(1);
    if (plus && !text.empty() && !IsAsciiDigit(text.front())) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || text.size() > kMostDigits) return std::nullopt;
    return number;
  }

  static constexpr const char* kNthWords = "a place is expected: 'odd', 'even', a number or one like '2n+1'";

  CssText text_;
  std::optional<Mistake> mistake_;
  std::size_t depth_ = 0;
  bool in_has_ = false;
};

}  // namespace

Checked<std::vector<ComplexSelector>> ParseSelectors(std::string_view text) {
  if (text.size() > kMaxSelectorBytes)
    return Mistake{kMaxSelectorBytes,
                   "a selector of more than " + std::to_string(kMaxSelectorBytes) + " bytes"};
  return SelectorParser(text).Parse();
}

}  // namespace pricecrew
