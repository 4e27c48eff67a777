#include "common/domain/price_tax.h"

#include <algorithm>

#include "common/domain/ascii.h"
#include "common/domain/currency.h"
#include "common/domain/letters.h"
#include "common/domain/price_words.h"

namespace pricecrew {
namespace {

namespace words = price_words;

constexpr std::size_t kWindow = 64;
constexpr std::size_t kLongest = 40;  // bytes of a phrase
constexpr std::string_view kBefore = " .,;/|*:";
constexpr std::string_view kWideOpening = "\xEF\xBC\x88";  // U+FF08
constexpr std::string_view kWideClosing = "\xEF\xBC\x89";

struct Phrase {
  Tax tax = Tax::kUnsaid;
  std::size_t size = 0;
};

std::size_t Skip(std::string_view text, std::size_t at, std::string_view skipped) {
  return std::min(text.find_first_not_of(skipped, at), text.size());
}

// "incl", "ohne": of what, stands before or behind.
Phrase Relation(std::string_view text) {
  const std::size_t with = words::WithTax().FirstOf(text).size();
  const std::size_t without = words::WithoutTax().FirstOf(text).size();
  if (with == 0 && without == 0) return {};
  return with > without ? Phrase{Tax::kWith, with} : Phrase{Tax::kWithout, without};
}

// "inkl. 19 % MwSt.", "IVA no incl."
Phrase Composed(std::string_view text) {
  constexpr std::string_view kRate = " :0123456789.,%";
  const Phrase relation = Relation(text);
  if (relation.size > 0) {
    const std::size_t begin = Skip(text, relation.size, kRate);
    const std::size_t name = words::TaxName().FirstOf(text.substr(begin)).size();
    if (name > 0) return {relation.tax, begin + name};
  }
  const std::size_t leading = words::TaxName().FirstOf(text).size();
  if (leading == 0) return {};
  const std::size_t behind = Skip(text, leading, kRate);
  const Phrase end = Relation(text.substr(behind));
  return end.size == 0 ? Phrase{} : Phrase{end.tax, behind + end.size};
}

// "TTC", "税込"; "excl." where it says no more, but not "excl. shipping".
Phrase Single(std::string_view text) {
  const std::size_t with = words::Gross().FirstOf(text).size();
  const std::size_t without = words::Net().FirstOf(text).size();
  const std::size_t size = std::max(with, without);
  if (size == 0 || !words::Shipping().FirstOf(text.substr(Skip(text, size, " ."))).empty()) return {};
  return {with > without ? Tax::kWith : Tax::kWithout, size};
}

Phrase AtFront(std::string_view text) {
  const Phrase composed = Composed(text);
  const Phrase single = Single(text);
  return composed.size >= single.size ? composed : single;
}

bool BeginsWord(std::string_view text, std::size_t at) {
  const bool within = (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  return !within && !(LetterBeginsAt(text, at) && LetterEndsAt(text, at));
}

// The longest that `text` ends with.
Phrase AtEnd(std::string_view text) {
  for (std::size_t at = text.size() - std::min(text.size(), kLongest); at < text.size(); ++at) {
    if (!BeginsWord(text, at)) continue;
    const Phrase phrase = AtFront(text.substr(at));
    if (phrase.size == text.size() - at) return phrase;
  }
  return {};
}

std::string_view TrimmedEnd(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" :([*.");
  text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  if (text.ends_with(kWideOpening)) text.remove_suffix(kWideOpening.size());
  return text;
}

// Where "HT" and "net" are no other words.
bool FollowsAmount(std::string_view text, std::size_t at) {
  const std::size_t last = text.substr(0, at).find_last_not_of(" (");
  return last != std::string_view::npos && (IsAsciiDigit(text[last]) || SignBefore(text, last + 1));
}

/// What stands between two amounts, or before the first and behind the last.
class Gap {
 public:
  explicit Gap(std::string_view text) {
    text = text.substr(Skip(text, 0, kBefore));
    const std::size_t opening = text.starts_with(kWideOpening) ? kWideOpening.size() : text.starts_with('(');
    const bool closed = text.find(')') < text.size() || text.find(kWideClosing) < text.size();
    opens_ = opening > 0 && !closed;
    const std::string_view within = text.substr(opening);
    front_ = AtFront(within.substr(0, kWindow));
    const std::string_view back = TrimmedEnd(text.substr(text.size() - std::min(text.size(), kWindow)));
    back_ = AtEnd(back);
    shared_ = front_.size > 0 && front_.size + opening >= TrimmedEnd(text).size();
  }

  [[nodiscard]] bool Opens() const { return opens_; }    ///< a bracket around the amount behind
  [[nodiscard]] bool Shared() const { return shared_; }  ///< Front and Back are one
  [[nodiscard]] Tax Front() const { return front_.tax; }
  [[nodiscard]] Tax Back() const { return back_.tax; }

 private:
  bool opens_ = false;
  bool shared_ = false;
  Phrase front_;
  Phrase back_;
};

}  // namespace

void ReadTaxes(std::string_view lower, std::span<TaxedAmount> amounts) {
  if (amounts.empty()) return;
  amounts[0].tax = Gap(lower.substr(0, amounts[0].begin)).Back();
  const bool leads = amounts[0].tax != Tax::kUnsaid;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const bool last = i + 1 == amounts.size();
    const Gap gap(
        lower.substr(amounts[i].end, last ? std::string_view::npos : amounts[i + 1].begin - amounts[i].end));
    const bool of_next = !last && (gap.Opens() || (gap.Shared() && leads));
    if (!of_next && amounts[i].tax == Tax::kUnsaid) amounts[i].tax = gap.Front();
    if (last) continue;
    amounts[i + 1].restates = gap.Opens();
    if (of_next || !gap.Shared()) amounts[i + 1].tax = gap.Back();
  }
}

Tax TaxIn(std::string_view lower) {
  Tax tax = Tax::kUnsaid;
  for (std::size_t at = 0; at < lower.size(); ++at) {
    if (!BeginsWord(lower, at)) continue;
    const Phrase phrase = AtFront(lower.substr(at));
    if (phrase.size == 0) continue;
    if (phrase.tax == Tax::kWith) return Tax::kWith;
    const bool is_short = phrase.size <= 3 && IsAsciiAlpha(lower[at]);
    if (!is_short || FollowsAmount(lower, at)) tax = Tax::kWithout;
    at += phrase.size - 1;
  }
  return tax;
}

}  // namespace pricecrew
