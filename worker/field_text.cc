#include "worker/field_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "common/domain/decimal.h"
#include "common/domain/money.h"
#include "common/html/ascii.h"
#include "common/html/character_references.h"
#include "common/html/fold_space.h"

namespace pricecrew {
namespace {

std::string Utf8(char32_t code) {
  const auto tail = [code](int shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0 | (code >> 6)), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xE0 | (code >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

/// What a reference at the front of a text stands for, and how many bytes it takes.
struct Reference {
  std::size_t size = 0;
  std::string text;
};

// "&#233;" and "&#xE9;"
Reference NumericReference(std::string_view text) {
  const bool hex = text.size() > 2 && AsciiLower(text[2]) == 'x';
  const std::string_view digits = text.substr(hex ? 3 : 2, 8);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (error != std::errc()) return {};
  const auto size = static_cast<std::size_t>(end - text.data());
  return {size + (text.substr(size).starts_with(';') ? 1 : 0), Utf8(CodePointOfReference(code))};
}

// Only with a semicolon: a program's "&copy=1" is meant as it stands.
Reference NamedReference(std::string_view text) {
  ReferenceMatcher matcher;
  for (const char c : text.substr(1))
    if (!matcher.Advance(c)) break;
  const std::size_t size = 1 + matcher.MatchedSize();
  if (size == 1 || text[size - 1] != ';') return {};
  return {size, std::string(matcher.Expansion())};
}

std::string ResolveReferences(std::string_view text) {
  std::string resolved;
  for (std::size_t i = 0; i < text.size();) {
    Reference reference;
    if (text[i] == '&')
      reference = text.substr(i).starts_with("&#") ? NumericReference(text.substr(i))
                                                   : NamedReference(text.substr(i));
    resolved += reference.size > 0 ? reference.text : std::string(1, text[i]);
    i += std::max<std::size_t>(reference.size, 1);
  }
  return resolved;
}

std::string DropTags(std::string_view text) {
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    const bool tag =
        text[i] == '<' && i + 1 < text.size() && (IsAsciiAlpha(text[i + 1]) || text[i + 1] == '/');
    const std::size_t end = tag ? text.substr(i, 512).find('>') : std::string_view::npos;
    kept.push_back(end == std::string_view::npos ? text[i] : ' ');
    i += end == std::string_view::npos ? 1 : end + 1;
  }
  return kept;
}

bool IsPlainDecimal(std::string_view text) {
  const bool digits = text.find_first_not_of("0123456789.") == std::string_view::npos;
  return digits && !text.empty() && IsAsciiDigit(text.front()) && IsAsciiDigit(text.back()) &&
         std::ranges::count(text, '.') <= 1;
}

std::string LettersOf(std::string_view text) {
  std::string letters = AsciiLower(text);
  std::erase_if(letters, [](char c) { return !IsAsciiAlpha(c); });
  return letters;
}

}  // namespace

std::string CleanText(std::string_view text) {
  if (text.find_first_of("&<") == std::string_view::npos) return FoldSpace(text);
  return FoldSpace(DropTags(ResolveReferences(ResolveReferences(text))));
}

bool IsAskable(std::string_view amount) {
  constexpr std::size_t kMostDigits = 15;
  const auto decimal = ParseDecimal(amount);
  return decimal && decimal->digits > 0 && std::min(amount.find('.'), amount.size()) <= kMostDigits;
}

std::optional<FieldPrice> ReadFieldPrice(std::string_view text, const SourceHints& hints) {
  text = TrimHtmlSpace(text);
  const auto price = ParsePrice(text, {.currency = hints.currency,
                                       .decimal_separator = IsPlainDecimal(text) ? "." : "",
                                       .region = hints.region});
  if (!price || !IsAskable(price->amount)) return std::nullopt;
  FieldPrice field{price->amount, std::nullopt};
  if (!price->currency_text.empty()) field.currency = price->currency;
  return field;
}

std::optional<Availability> ReadAvailability(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, Availability>, 18> kWords{{
      {"outofstock", Availability::kOutOfStock},
      {"soldout", Availability::kOutOfStock},
      {"unavailable", Availability::kOutOfStock},
      {"notavailable", Availability::kOutOfStock},
      {"oos", Availability::kOutOfStock},
      {"limitedavailability", Availability::kInStock},
      {"instock", Availability::kInStock},
      {"instoreonly", Availability::kInStock},
      {"onlineonly", Availability::kInStock},
      {"madetoorder", Availability::kInStock},
      {"available", Availability::kInStock},
      {"preorder", Availability::kPreOrder},
      {"presale", Availability::kPreOrder},
      {"backorder", Availability::kBackOrder},
      {"availablefororder", Availability::kBackOrder},
      {"discontinued", Availability::kDiscontinued},
      {"pending", Availability::kPreOrder},
      {"reserved", Availability::kOutOfStock},
  }};
  const std::size_t slash = text.find_last_of("/#");
  const std::string word = LettersOf(slash == std::string_view::npos ? text : text.substr(slash + 1));
  for (const auto& [known, availability] : kWords)
    if (word == known) return availability;
  return std::nullopt;
}

std::optional<std::string> ReadGtin(std::string_view text) {
  std::string digits(TrimHtmlSpace(text));
  std::erase_if(digits, [](char c) { return c == '-' || c == ' '; });
  const std::size_t size = digits.size();
  if (size != 8 && (size < 12 || size > 14)) return std::nullopt;
  if (!std::ranges::all_of(digits, IsAsciiDigit)) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += (digits[size - 1 - i] - '0') * (i % 2 == 1 ? 3 : 1);
  if (sum % 10 != 0 || digits.find_first_not_of('0') == std::string::npos) return std::nullopt;
  return digits;
}

}  // namespace pricecrew
