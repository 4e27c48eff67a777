#include "common/rules/text_pattern_parser.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "common/domain/ascii.h"
#include "common/rules/code_point.h"

namespace pricecrew {
namespace {

using Set = TextPattern::Set;
using Step = TextPattern::Step;
using Kind = TextPattern::Step::Kind;

constexpr std::uint32_t kNoLimit = UINT32_MAX;
constexpr std::uint32_t kMaxCount = 1'000;
constexpr std::size_t kMaxDepth = 16;

/// A part of a pattern.
struct Part {
  enum class What { kSet, kSequence, kChoice, kRepeat, kGroup, kAtBegin, kAtEnd };
  What what = What::kSequence;
  Set set = {};
  std::vector<Part> parts = {};
  std::uint32_t least = 0;
  std::uint32_t most = kNoLimit;
  bool lazy = false;
};

/// `\d`, `\w`, `\s`; absent for another letter.
std::optional<Set> NamedSet(char letter) {
  Set set;
  switch (AsciiLower(letter)) {
    case 'd':
      set.ranges = {{'0', '9'}};
      break;
    case 'w':
      set.ranges = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0xAA, 0x10FFFF}};
      break;
    case 's':
      set.ranges = {{'\t', '\r'},     {' ', ' '},       {0xA0, 0xA0},
                    {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}};
      break;
    default:
      return std::nullopt;
  }
  set.negated = letter < 'a';
  return set;
}

/// Where every other set of the kind begins and ends: for [^...] within [...].
void AddAllBut(Set& into, const Set& set) {
  char32_t from = 0;
  for (const auto& [first, last] : set.ranges) {
    if (first > from) into.ranges.emplace_back(from, first - 1);
    from = last + 1;
  }
  if (from <= 0x10FFFF) into.ranges.emplace_back(from, 0x10FFFF);
}

class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_(text) {}

  Checked<std::vector<Step>> Parse() {
    Part whole;
    if (ParseChoice(whole) && at_ < text_.size()) Fail("')' without '('");
    if (!mistake_ && groups_ != 1)
      FailAt(0, groups_ == 0 ? "one group is needed: what stands in (...) is taken"
                             : "only one group can be taken; write the others as (?:...)");
    if (!mistake_) Emit(whole);
    if (IsTooLarge()) FailAt(0, "the pattern is too large");
    if (mistake_) return *std::move(mistake_);
    steps_.push_back({Kind::kMatch});
    return std::move(steps_);
  }

 private:
  [[nodiscard]] char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] bool AtEnd() const { return at_ == text_.size(); }

  bool Skip(std::string_view mark) {
    if (!text_.substr(at_).starts_with(mark)) return false;
    at_ += mark.size();
    return true;
  }

  bool Fail(std::string what) { return FailAt(at_, std::move(what)); }

  bool FailAt(std::size_t offset, std::string what) {
    if (!mistake_) mistake_ = Mistake{offset, std::move(what)};
    return false;
  }

  bool ParseChoice(Part& choice) {
    choice.what = Part::What::kChoice;
    do {
      choice.parts.emplace_back();
      if (!ParseSequence(choice.parts.back())) return false;
    } while (Skip("|"));
    return true;
  }

  bool ParseSequence(Part& sequence) {
    while (!AtEnd() && Peek() != '|' && Peek() != ')') {
      Part part;
      if (!ParseOne(part) || !ParseRepeats(part)) return false;
      sequence.parts.push_back(std::move(part));
    }
    return true;
  }

  bool ParseOne(Part& part) {
    part.what = Part::What::kSet;
    switch (Peek()) {
      case '(':
        return ParseGroup(part);
      case '[':
        return ParseBracket(part.set);
      case '^':
      case '$':
        part.what = Peek() == '^' ? Part::What::kAtBegin : Part::What::kAtEnd;
        ++at_;
        return true;
      case '.':
        ++at_;
        part.set.negated = true;
        return true;
      case '\\':
        return ParseEscape(part.set);
      case '*':
      case '+':
      case '?':
      case '{':
        return Fail("there is nothing to repeat here");
      default:
        AddCharacter(part.set);
        return true;
    }
  }

  void AddCharacter(Set& set) {
    const CodePoint c = CodePointAt(text_, at_);
    at_ += c.size;
    set.ranges.emplace_back(c.value, c.value);
  }

  bool ParseGroup(Part& part) {
    if (depth_ == kMaxDepth) return Fail("parentheses are nested too deep");
    const std::size_t begin = at_++;
    const bool takes = !Skip("?:");
    if (Peek() == '?') return Fail("of '(?' only '(?:' is known here");
    part.what = takes ? Part::What::kGroup : Part::What::kSequence;
    groups_ += takes ? 1 : 0;
    part.parts.emplace_back();
    ++depth_;
    if (!ParseChoice(part.parts.back())) return false;
    --depth_;
    return Skip(")") || FailAt(begin, "the parenthesis is not closed");
  }

  bool ParseEscape(Set& set) {
    const std::size_t begin = at_++;
    if (AtEnd()) return FailAt(begin, "a character is expected behind '\\'");
    const char c = Peek();
    constexpr std::string_view kLetters = "nrtf";
    constexpr std::string_view kMeant = "\n\r\t\f";
    if (auto named = NamedSet(c)) {
      ++at_;
      set = *std::move(named);
      return true;
    }
    if (const std::size_t letter = kLetters.find(c); letter != std::string_view::npos) {
      ++at_;
      set.ranges.emplace_back(kMeant[letter], kMeant[letter]);
      return true;
    }
    if (IsAsciiAlnum(c)) return FailAt(begin, std::string("'\\") + c + "' is not known here");
    AddCharacter(set);
    return true;
  }

  bool ParseBracket(Set& set) {
    const std::size_t begin = at_++;
    const bool negated = Skip("^");
    bool first = true;
    while (!AtEnd() && (Peek() != ']' || first)) {
      first = false;
      if (!ParseRange(set)) return false;
    }
    set.negated = negated;
    return Skip("]") || FailAt(begin, "the bracket is not closed");
  }

  bool ParseRange(Set& set) {
    const std::size_t begin = at_;
    Set low;
    if (!ParseMember(low)) return false;
    const bool one = low.ranges.size() == 1 && low.ranges[0].first == low.ranges[0].second;
    const bool is_range = one && Peek() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']';
    if (!is_range) {
      set.ranges.insert(set.ranges.end(), low.ranges.begin(), low.ranges.end());
      return true;
    }
    ++at_;
    Set high;
    if (!ParseMember(high)) return false;
    if (high.ranges.size() != 1 || high.ranges[0].first != high.ranges[0].second ||
        high.ranges[0].first < low.ranges[0].first)
      return FailAt(begin, "a range goes from a character to a later one");
    set.ranges.emplace_back(low.ranges[0].first, high.ranges[0].first);
    return true;
  }

  /// One character or a named set, as ranges.
  bool ParseMember(Set& set) {
    if (Peek() != '\\') {
      AddCharacter(set);
      return true;
    }
    Set escaped;
    if (!ParseEscape(escaped)) return false;
    if (escaped.negated)
      AddAllBut(set, escaped);
    else
      set = std::move(escaped);
    return true;
  }

  bool ParseRepeats(Part& part) {
    while (true) {
      std::uint32_t least = 0;
      std::uint32_t most = kNoLimit;
      const std::size_t begin = at_;
      if (Skip("+")) {
        least = 1;
      } else if (Skip("?")) {
        most = 1;
      } else if (Skip("{")) {
        if (!ParseCounts(least, most))
          return FailAt(begin, "a count is expected, such as {2}, {2,} or {2,5}");
      } else if (!Skip("*")) {
        return true;
      }
      Part repeated{Part::What::kRepeat};
      repeated.least = least;
      repeated.most = most;
      repeated.lazy = Skip("?");
      repeated.parts.push_back(std::move(part));
      part = std::move(repeated);
      if (++repeats_ > kMaxDepth * kMaxDepth) return FailAt(begin, "too many repetitions");
    }
  }

  bool ParseCounts(std::uint32_t& least, std::uint32_t& most) {
    const auto first = TakeNumber();
    if (!first) return false;
    least = most = *first;
    if (Skip(",")) most = Peek() == '}' ? kNoLimit : TakeNumber().value_or(0);
    return Skip("}") && most >= least && most > 0;
  }

  std::optional<std::uint32_t> TakeNumber() {
    std::uint32_t number = 0;
    const char* begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), number);
    if (error != std::errc() || number > kMaxCount) return std::nullopt;
    at_ += static_cast<std::size_t>(end - begin);
    return number;
  }

  [[nodiscard]] std::uint32_t Here() const { return static_cast<std::uint32_t>(steps_.size()); }

  /// What is empty takes time too, however often it is repeated.
  [[nodiscard]] bool IsTooLarge() const {
    return steps_.size() >= TextPattern::kMaxSteps || emitted_ >= 4 * TextPattern::kMaxSteps;
  }

  void Emit(const Part& part) {
    if (IsTooLarge()) return;
    ++emitted_;
    switch (part.what) {
      case Part::What::kSet:
        steps_.push_back({Kind::kTake, 0, 0, part.set});
        break;
      case Part::What::kAtBegin:
      case Part::What::kAtEnd:
        steps_.push_back({part.what == Part::What::kAtBegin ? Kind::kAtBegin : Kind::kAtEnd});
        break;
      case Part::What::kSequence:
        for (const Part& one : part.parts) Emit(one);
        break;
      case Part::What::kGroup:
        steps_.push_back({Kind::kBeginGroup});
        Emit(part.parts[0]);
        steps_.push_back({Kind::kEndGroup});
        break;
      case Part::What::kChoice:
        EmitChoice(part);
        break;
      case Part::What::kRepeat:
        EmitRepeat(part);
        break;
    }
  }

  void EmitChoice(const Part& part) {
    std::vector<std::uint32_t> to_end;
    for (std::size_t i = 0; i + 1 < part.parts.size(); ++i) {
      const std::uint32_t fork = Here();
      steps_.push_back({Kind::kFork, fork + 1});
      Emit(part.parts[i]);
      to_end.push_back(Here());
      steps_.push_back({Kind::kJump});
      steps_[fork].other = Here();
    }
    Emit(part.parts.back());
    for (const std::uint32_t jump : to_end) steps_[jump].to = Here();
  }

  void EmitRepeat(const Part& part) {
    for (std::uint32_t i = 0; i < part.least && !IsTooLarge(); ++i) Emit(part.parts[0]);
    if (part.most == kNoLimit) {
      const std::uint32_t fork = EmitFork();
      Emit(part.parts[0]);
      steps_.push_back({Kind::kJump, fork});
      Aim(fork, part.lazy);
      return;
    }
    std::vector<std::uint32_t> forks;
    for (std::uint32_t i = part.least; i < part.most && !IsTooLarge(); ++i) {
      forks.push_back(EmitFork());
      Emit(part.parts[0]);
    }
    for (const std::uint32_t fork : forks) Aim(fork, part.lazy);
  }

  std::uint32_t EmitFork() {
    steps_.push_back({Kind::kFork});
    return Here() - 1;
  }

  /// A fork between what stands behind it and what stands here.
  void Aim(std::uint32_t fork, bool lazy) {
    steps_[fork].to = lazy ? Here() : fork + 1;
    steps_[fork].other = lazy ? fork + 1 : Here();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<Mistake> mistake_;
  std::vector<Step> steps_;
  std::size_t depth_ = 0;
  std::size_t groups_ = 0;
  std::size_t repeats_ = 0;
  std::size_t emitted_ = 0;
};

}  // namespace

Checked<std::vector<Step>> ParseTextPattern(std::string_view text) {
  if (text.size() > TextPattern::kMaxBytes)
    return Mistake{TextPattern::kMaxBytes,
                   "a pattern of more than " + std::to_string(TextPattern::kMaxBytes) + " bytes"};
  return PatternParser(text).Parse();
}

}  // namespace pricecrew
