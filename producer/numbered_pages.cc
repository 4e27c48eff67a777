#include "producer/numbered_pages.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "producer/page_number.h"
#include "producer/word_match.h"

namespace pricecrew {
namespace {

// Between two numbers of a row stands little: separators, dots, the current number.
constexpr std::size_t kMaxGapBytes = 24;
constexpr std::size_t kMaxDigits = 4;

struct Numbered {
  long value = 0;
  std::size_t link = 0;
};
using Row = std::vector<Numbered>;

// What may stand beside the number in a link's text, for those who do not see the row: "Page 2", "Seite 2".
constexpr auto kBeside = std::to_array<std::string_view>({"page",
                                                          "seite",
                                                          "página",
                                                          "pagina",
                                                          "strona",
                                                          "sivu",
                                                          "sida",
                                                          "side",
                                                          "stránka",
                                                          "strana",
                                                          "oldal",
                                                          "sayfa",
                                                          "страница",
                                                          "стр",
                                                          "стр.",
                                                          "trang",
                                                          "halaman",
                                                          "go to page",
                                                          "aller à la page",
                                                          "zur seite",
                                                          "gehe zu seite",
                                                          "ir a la página",
                                                          "ga naar pagina",
                                                          "ページ",
                                                          "第",
                                                          "#",
                                                          "p",
                                                          "p."});

std::string_view Bare(std::string_view text) {
  constexpr std::string_view kAround = " .,:[]()|";
  const auto begin = text.find_first_not_of(kAround);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kAround) - begin + 1);
}

std::string_view WithoutPageWord(std::string_view text) {
  constexpr std::size_t kMaxBytes = 40;
  text = Bare(text);
  const auto digits = text.find_first_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos || text.size() > kMaxBytes) return text;
  return HoldsWord(kBeside, Bare(LowerCase(text.substr(0, digits)))) ? text.substr(digits) : text;
}

std::optional<long> NumberOf(std::string_view text) {
  text = WithoutPageWord(text);
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || text.size() > kMaxDigits || !digits) return std::nullopt;
  long value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<long> NumbersIn(std::string_view text) {
  std::vector<long> numbers;
  for (std::size_t at = 0; (at = text.find_first_of("0123456789", at)) != std::string_view::npos;) {
    const auto end = std::min(text.find_first_not_of("0123456789", at), text.size());
    if (const auto number = NumberOf(text.substr(at, end - at))) numbers.push_back(*number);
    at = end;
  }
  return numbers;
}

// "/20160320", "/2016/03/20/": the days of a calendar are no pages.
bool IsDay(std::string_view url, long value) {
  std::string digits;
  for (const char c : url) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  constexpr std::size_t kDate = 8;
  const std::string day = (value < 10 ? "0" : "") + std::to_string(value);
  if (value > 31 || digits.size() < kDate || !digits.ends_with(day)) return false;
  const auto date = std::string_view(digits).substr(digits.size() - kDate);
  const auto month = date.substr(4, 2);
  return (date.starts_with("19") || date.starts_with("20")) && month >= "01" && month <= "12";
}

class RowReader {
 public:
  RowReader(const Outline& outline, const LinkCensus& census, const Url& page)
      : outline_(outline), census_(census), here_(CanonicalUrl(page)), page_number_(PageNumberIn(here_)) {}

  [[nodiscard]] std::vector<Row> Rows() const {
    std::vector<Row> rows;
    for (std::size_t at = 0; at < census_.links.size(); ++at) {
      const auto value = NumberOf(census_.links[at].text);
      if (!value || IsDay(census_.links[at].identity, *value)) continue;
      if (rows.empty() || !Continues(rows.back().back(), {*value, at})) rows.emplace_back();
      rows.back().push_back({*value, at});
    }
    return rows;
  }

  // The current page of a row; absent where the row does not say.
  [[nodiscard]] std::optional<long> CurrentIn(const Row& row) const {
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (IsMarked(row[at].link)) return row[at].value;
      const auto low = at == 0 ? row[0].value - 2 : row[at - 1].value;
      for (const auto number : NumbersIn(at == 0 ? Before(row[0]) : Between(row[at - 1], row[at]))) {
        if (number > low && number < row[at].value) return number;
      }
    }
    if (OfThisPage(row)) return page_number_;
    return BeginsHere(row) ? std::optional(1L) : std::nullopt;
  }

 private:
  // A page without a number of its own is the first of those that have one and are otherwise the same.
  [[nodiscard]] bool BeginsHere(const Row& row) const {
    if (page_number_ || row.front().value > 2) return false;
    return std::all_of(row.begin(), row.end(), [this](const Numbered& numbered) {
      const auto& identity = census_.links[numbered.link].identity;
      return PageNumberIn(identity) && SamePage(WithoutPageNumber(identity), here_);
    });
  }

  static bool SamePage(std::string_view a, std::string_view b) {
    while (a.ends_with('/')) a.remove_suffix(1);
    while (b.ends_with('/')) b.remove_suffix(1);
    return a == b;
  }

  // A page's own number says where it stands only in a row of pages of the same kind.
  [[nodiscard]] bool OfThisPage(const Row& row) const {
    return std::any_of(row.begin(), row.end(), [this](const Numbered& numbered) {
      return StepBetween(here_, census_.links[numbered.link].identity).has_value();
    });
  }

  [[nodiscard]] std::string_view Between(const Numbered& left, const Numbered& right) const {
    const auto begin = Place(left).text_end;
    const auto end = Place(right).text_begin;
    return begin < end ? std::string_view(outline_.text).substr(begin, end - begin) : std::string_view{};
  }

  // What stands just before a row, up to the first longer word.
  [[nodiscard]] std::string_view Before(const Numbered& first) const {
    constexpr std::size_t kBefore = 8;
    const auto end = Place(first).text_begin;
    return std::string_view(outline_.text)
        .substr(end - std::min<std::size_t>(end, kBefore), std::min<std::size_t>(end, kBefore));
  }

  [[nodiscard]] bool Continues(const Numbered& last, const Numbered& next) const {
    return next.value > last.value && Between(last, next).size() <= kMaxGapBytes;
  }

  [[nodiscard]] bool IsMarked(std::size_t link) const {
    constexpr std::array<std::string_view, 4> kMarks = {"active", "current", "selected", "currentpage"};
    const auto element = census_.links[link].element;
    for (const auto at : {element, std::size_t{outline_.elements[element].parent}}) {
      const Node node = outline_.elements[at].node;
      if (node.Attribute("aria-current").value_or("false") != "false") return true;
      const auto words = WordsOf(node.Attribute("class").value_or(""));
      if (std::any_of(words.begin(), words.end(), [&](const auto& word) { return HoldsWord(kMarks, word); }))
        return true;
    }
    return false;
  }

  [[nodiscard]] const OutlineElement& Place(const Numbered& numbered) const {
    return outline_.elements[census_.links[numbered.link].element];
  }

  const Outline& outline_;
  const LinkCensus& census_;
  std::string here_;
  std::optional<long> page_number_;
};

}  // namespace

NumberedPages FindNumberedPages(const Outline& outline, const LinkCensus& census, const Url& page) {
  const RowReader reader(outline, census, page);
  NumberedPages pages;
  for (const auto& row : reader.Rows()) {
    const auto current = reader.CurrentIn(row);
    for (const auto& numbered : row) {
      const bool next = current && numbered.value == *current + 1;
      (next ? pages.next : pages.elsewhere).push_back(numbered.link);
    }
  }
  return pages;
}

}  // namespace pricecrew
