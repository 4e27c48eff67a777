#include "common/domain/number_text.h"

#include <algorithm>
#include <array>

namespace pricecrew {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

struct Fold {
  std::string_view from;
  char to;
};

constexpr std::array<Fold, 25> kFolds{{
    {"\xC2\xA0", ' '},      // no-break space
    {"\xE2\x80\xAF", ' '},  // narrow no-break space
    {"\xE2\x80\x82", ' '},  {"\xE2\x80\x83", ' '}, {"\xE2\x80\x87", ' '}, {"\xE2\x80\x88", ' '},
    {"\xE2\x80\x89", ' '},                                             // thin space
    {"\xE2\x80\x8A", ' '},  {"\xE3\x80\x80", ' '},                     // ideographic space
    {"\xE2\x80\x99", '\''}, {"\xC2\xB4", '\''},    {"\xD9\xAB", '.'},  // Arabic decimal separator
    {"\xD9\xAC", ','},                                                 // Arabic thousands separator
    {"\xEF\xBC\x8C", ','},  {"\xEF\xBC\x8E", '.'}, {"\xE2\x80\x80", ' '}, {"\xE2\x80\x81", ' '},
    {"\xE2\x80\x84", ' '},  {"\xE2\x80\x85", ' '}, {"\xE2\x80\x86", ' '}, {"\xE2\x81\x9F", ' '},
    {"\xE2\x80\x98", '\''}, {"\xCA\xBC", '\''},    {"\xCB\x88", '\''},    {"\xE2\x80\xB2", '\''},
}};

// Runs of ten digits in UTF-8: the bytes before the last, and the last byte of zero.
struct DigitRun {
  std::string_view prefix;
  unsigned char zero;
};
constexpr std::array<DigitRun, 18> kDigitRuns{{
    {"\xD9", 0xA0},      // Arabic
    {"\xDB", 0xB0},      // Persian, Urdu
    {"\xE0\xA5", 0xA6},  // Devanagari
    {"\xE0\xA7", 0xA6},  // Bengali
    {"\xE0\xA9", 0xA6},  // Gurmukhi
    {"\xE0\xAB", 0xA6},  // Gujarati
    {"\xE0\xAD", 0xA6},  // Odia
    {"\xE0\xAF", 0xA6},  // Tamil
    {"\xE0\xB1", 0xA6},  // Telugu
    {"\xE0\xB3", 0xA6},  // Kannada
    {"\xE0\xB5", 0xA6},  // Malayalam
    {"\xE0\xB9", 0x90},  // Thai
    {"\xE0\xBB", 0x90},  // Lao
    {"\xE0\xBC", 0xA0},  // Tibetan
    {"\xE1\x81", 0x80},  // Burmese
    {"\xE1\x9F", 0xA0},  // Khmer
    {"\xE1\xA0", 0x90},  // Mongolian
    {"\xEF\xBC", 0x90},  // full width
}};
constexpr std::array<std::string_view, 16> kInvisible{
    "\xC2\xAD",                                                                      // soft hyphen
    "\xD8\x9C",     "\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA",  // marks of direction
    "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA0",
    "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9", "\xEF\xBB\xBF"};

// Whether a text may begin with a character of the tables. The signs of currencies and many dashes share the
// first byte with some, not the second.
bool MayFold(std::string_view text) {
  constexpr auto kFirst = [] {
    std::array<bool, 256> first{};
    for (const unsigned char byte : {0xC2, 0xCA, 0xCB, 0xD8, 0xD9, 0xDB, 0xE0, 0xE1, 0xE2, 0xE3, 0xEF})
      first[byte] = true;
    return first;
  }();
  if (!kFirst[static_cast<unsigned char>(text.front())]) return false;
  return !text.starts_with('\xE2') || (text.size() > 1 && (text[1] == '\x80' || text[1] == '\x81'));
}

/// What the character at the front of a text becomes, and how many bytes it takes; 0 where it stays as it is.
struct Folded {
  std::size_t size = 0;
  std::optional<char> to;
};

Folded FoldFront(std::string_view text) {
  if (text.size() < 2) return {};
  const char second = text[1];  // spares most comparisons
  for (const Fold& fold : kFolds)
    if (fold.from[1] == second && text.starts_with(fold.from)) return {fold.from.size(), fold.to};
  for (const std::string_view invisible : kInvisible)
    if (invisible[1] == second && text.starts_with(invisible)) return {invisible.size(), std::nullopt};
  for (const DigitRun& run : kDigitRuns) {
    const std::size_t last = run.prefix.size();
    if (text.size() <= last || !text.starts_with(run.prefix)) continue;
    const int digit = static_cast<unsigned char>(text[last]) - run.zero;
    if (digit >= 0 && digit <= 9) return {last + 1, static_cast<char>('0' + digit)};
  }
  return {};
}

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::size_t DigitsAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && IsDigit(text[end])) ++end;
  return end - at;
}

// "$119. 95": cents behind a stray space.
bool CentsBehindSpace(std::string_view text, std::size_t point) {
  const bool cents = text.substr(point, 2) == ". " && DigitsAt(text, point + 2) == 2;
  const std::size_t end = point + 4;
  return cents && (end >= text.size() || std::string_view(" .,").find(text[end]) == std::string_view::npos);
}

// "12 . 99", "12 ,99": cents whose separator stands apart. Gives the bytes up to them, or 0.
std::size_t SeparatorApart(std::string_view text, std::size_t space) {
  const std::size_t point = space + 1;
  if (point >= text.size() || (text[point] != '.' && text[point] != ',')) return 0;
  const std::size_t digits = point + 1 < text.size() && text[point + 1] == ' ' ? point + 2 : point + 1;
  const bool sentence = text[point] == ',' && digits == point + 2;
  const std::size_t end = digits + 2;
  const bool ends =
      end >= text.size() || std::string_view("0123456789.,").find(text[end]) == std::string_view::npos;
  return !sentence && DigitsAt(text, digits) == 2 && ends ? digits - space : 0;
}

/// Reads one number from its first byte to its end.
class NumberReader {
 public:
  explicit NumberReader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t End() {
    while (at_ < text_.size() && (text_[at_] == '.' || text_[at_] == ',')) ++at_;
    for (;;) {
      const std::size_t digits = DigitsAt(text_, at_);
      at_ += digits;
      const std::size_t join = Join(digits);
      if (join == 0) return at_;
      at_ += join;
    }
  }

 private:
  // How many bytes of separator join the digits before with those behind; 0 where the number ends.
  std::size_t Join(std::size_t digits_before) {
    if (at_ + 1 >= text_.size()) return 0;
    const char c = text_[at_];
    if (c == '.' || c == ',') {
      seen_point_ = true;
      if (DigitsAt(text_, at_ + 1) > 0) return 1;
      return CentsBehindSpace(text_, at_) ? 2 : 0;
    }
    if (c != ' ' && c != '\'') return 0;
    if (const std::size_t apart = c == ' ' && !seen_point_ ? SeparatorApart(text_, at_) : 0; apart > 0) {
      seen_point_ = true;
      return apart;
    }
    const bool groups = !seen_point_ && digits_before <= 3 && DigitsAt(text_, at_ + 1) == 3;
    const bool same_kind = group_mark_ == 0 || group_mark_ == c;
    group_mark_ = c;
    return groups && same_kind ? 1 : 0;
  }

  std::string_view text_;
  std::size_t at_;
  bool seen_point_ = false;
  char group_mark_ = 0;
};

/// The separators of a number: how often each kind occurs between digits.
struct Separators {
  std::size_t points = 0;
  std::size_t commas = 0;
  std::size_t last = std::string_view::npos;  ///< place of the last "." or ","
  std::size_t behind = 0;                     ///< digits behind it
};

Separators Count(std::string_view number) {
  Separators counted;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number[i] != '.' && number[i] != ',') continue;
    counted.last = i;
    const bool leading = number.find_first_of("0123456789") > i;
    if (!leading) ++(number[i] == '.' ? counted.points : counted.commas);
  }
  for (std::size_t i = counted.last; i < number.size(); ++i) counted.behind += IsDigit(number[i]) ? 1 : 0;
  return counted;
}

bool ThreeDigitsAreDecimal(std::string_view number, const Separators& found, const SeparatorHints& hints) {
  const bool mixed = found.points > 0 && found.commas > 0;
  const bool once = (number[found.last] == '.' ? found.points : found.commas) == 1;
  if (mixed) return once;
  if (!once) return false;
  const bool below_one = found.last == 1 && number[0] == '0';
  return below_one || hints.minor_digits == 3;
}

// Where the decimal separator is, if there is one.
std::size_t DecimalPlace(std::string_view number, const SeparatorHints& hints) {
  if (hints.decimal == "." || hints.decimal == ",") return number.rfind(hints.decimal);
  const Separators found = Count(number);
  if (found.last == std::string_view::npos || found.behind == 0) return std::string_view::npos;
  const bool is_group = !hints.group.empty() && hints.group.front() == number[found.last];
  if (is_group) return std::string_view::npos;
  const bool decimal = found.behind != 3 || ThreeDigitsAreDecimal(number, found, hints);
  return decimal ? found.last : std::string_view::npos;
}

// ".75" and "$.75", but not "Rs.75".
bool SeparatorMayLead(std::string_view before) {
  constexpr std::array<std::string_view, 6> kLeads{" ", "$", "(", ":", "\xE2\x82\xAC", "\xC2\xA3"};
  return before.empty() ||
         std::ranges::any_of(kLeads, [&](std::string_view lead) { return before.ends_with(lead); });
}

}  // namespace

std::string PlainNumerals(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  std::size_t copied = 0;  // up to where the text is in `plain`
  const auto put_space = [&plain] {
    if (!plain.ends_with(' ')) plain.push_back(' ');
  };
  for (std::size_t i = 0; i < text.size();) {
    const Folded folded = MayFold(text.substr(i)) ? FoldFront(text.substr(i)) : Folded{};
    if (folded.size == 0 && !IsSpace(text[i])) {
      ++i;
      continue;
    }
    plain.append(text.substr(copied, i - copied));
    i += std::max<std::size_t>(folded.size, 1);
    copied = i;
    if (folded.size == 0 || folded.to == ' ')
      put_space();
    else if (folded.to)
      plain.push_back(*folded.to);
  }
  return plain.append(text.substr(copied));
}

std::vector<NumberText> FindNumbers(std::string_view text) {
  std::vector<NumberText> numbers;
  for (std::size_t i = 0; i < text.size();) {
    if (!IsDigit(text[i])) {
      ++i;
      continue;
    }
    std::size_t begin = i;
    while (begin > 0 && (text[begin - 1] == '.' || text[begin - 1] == ',') && i - begin < 2) --begin;
    if (begin < i && !SeparatorMayLead(text.substr(0, begin))) begin = i;
    const std::size_t end = NumberReader(text, begin).End();
    numbers.push_back({begin, end});
    i = end;
  }
  return numbers;
}

std::string ReadNumber(std::string_view number, const SeparatorHints& hints) {
  const std::size_t place = DecimalPlace(number, hints);
  std::string digits;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (i == place) digits.push_back('.');
    if (IsDigit(number[i])) digits.push_back(number[i]);
  }
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, zeros);
  if (digits.empty() || digits.front() == '.') digits.insert(0, 1, '0');
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

}  // namespace pricecrew
