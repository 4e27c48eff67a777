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

std::optional<long> NumberOf(std::string_view text) {
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

class RowReader {
 public:
  RowReader(const Outline& outline, const LinkCensus& census, const Url& page)
      : outline_(outline), census_(census), here_(CanonicalUrl(page)), page_number_(PageNumberIn(here_)) {}

  [[nodiscard]] std::vector<Row> Rows() const {
    std::vector<Row> rows;
    for (std::size_t at = 0; at < census_.links.size(); ++at) {
      const auto value = NumberOf(census_.links[at].text);
      if (!value) continue;
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
    return OfThisPage(row) ? page_number_ : std::nullopt;
  }

 private:
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
