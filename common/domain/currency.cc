#include "common/domain/currency.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <deque>
#include <unordered_map>

#include "common/domain/currency_tables.h"
#include "common/domain/letters.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxSignBytes = 32;

char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char ToUpper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string Mapped(std::string_view text, char (*map)(char)) {
  std::string mapped(text);
  std::ranges::transform(mapped, mapped.begin(), map);
  return mapped;
}

/// Every sign and code by its text, and by its text in lower case.
class SignIndex {
 public:
  SignIndex() {
    for (const SignRow& row : SignRows()) signs_.emplace(row.text, CurrencySign{row.codes, row.weak});
    for (const CurrencyRow& row : CurrencyRows()) signs_.emplace(row.code, CurrencySign{row.code, false});
    for (const SignRow& row : SignRows()) AddLower(row.text, {row.codes, row.weak});
    for (const CurrencyRow& row : CurrencyRows()) AddLower(row.code, {row.code, false});
    for (const auto& [text, sign] : signs_) {
      AddSize(begins_, text.front(), text.size());
      AddSize(ends_, text.back(), text.size());
    }
  }

  [[nodiscard]] const CurrencySign* Find(std::string_view text) const {
    if (const auto found = signs_.find(text); found != signs_.end()) return &found->second;
    if (text.size() < 2) return nullptr;
    std::array<char, kMaxSignBytes> lower{};
    std::transform(text.begin(), text.end(), lower.begin(), ToLower);
    const auto found = signs_.find(std::string_view(lower.data(), text.size()));
    return found == signs_.end() ? nullptr : &found->second;
  }

  /// The longest size below `limit` that a sign of this first / last byte may have; 0 where there is none.
  [[nodiscard]] std::size_t SizeBelow(std::size_t limit, char first) const {
    return Below(begins_[static_cast<unsigned char>(first)], limit);
  }
  [[nodiscard]] std::size_t SizeBelowTo(std::size_t limit, char last) const {
    return Below(ends_[static_cast<unsigned char>(last)], limit);
  }

 private:
  using Sizes = std::array<std::uint64_t, 256>;  // for each byte, a bit for each size

  static void AddSize(Sizes& sizes, char byte, std::size_t size) {
    if (size > kMaxSignBytes) return;
    sizes[static_cast<unsigned char>(byte)] |= std::uint64_t{1} << size;
    sizes[static_cast<unsigned char>(ToUpper(byte))] |= std::uint64_t{1} << size;
  }

  static std::size_t Below(std::uint64_t sizes, std::size_t limit) {
    if (limit <= kMaxSignBytes) sizes &= (std::uint64_t{1} << limit) - 1;
    return sizes == 0 ? 0 : static_cast<std::size_t>(std::bit_width(sizes)) - 1;
  }

  void AddLower(std::string_view text, CurrencySign sign) {
    if (text.size() < 2) return;
    owned_.push_back(Mapped(text, ToLower));
    signs_.emplace(owned_.back(), sign);
  }

  std::unordered_map<std::string_view, CurrencySign> signs_;
  std::deque<std::string> owned_;  // the keys that no table holds
  Sizes begins_{};
  Sizes ends_{};
};

const SignIndex& Signs() {
  static const SignIndex index;
  return index;
}

// Two-letter domains that are used all over the world.
constexpr std::array<std::string_view, 19> kGenericDomains{"IO", "CO", "ME", "TV", "AI", "CC", "LY",
                                                           "TO", "GG", "FM", "SH", "WS", "TK", "LA",
                                                           "SO", "ST", "VC", "NU", "BZ"};

std::string_view KnownRegion(std::string_view region) {
  for (const RegionRow& row : RegionRows())
    if (row.region == region) return row.region;
  return {};
}

std::string_view RegionOfHost(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || host.size() - dot != 3) return {};
  const std::string domain = Mapped(host.substr(dot + 1), ToUpper);
  if (std::ranges::find(kGenericDomains, domain) != kGenericDomains.end()) return {};
  return KnownRegion(domain);
}

std::string_view RegionOfLanguage(std::string_view lang) {
  const std::size_t mark = std::min(lang.find_first_of("-_"), lang.size());
  if (lang.size() - mark == 3)
    if (const std::string_view region = KnownRegion(Mapped(lang.substr(mark + 1), ToUpper)); !region.empty())
      return region;
  const std::string language = Mapped(lang.substr(0, mark), ToLower);
  for (const LanguageRow& row : LanguageRows())
    if (row.language == language) return row.region;
  return {};
}

}  // namespace

std::optional<int> MinorDigits(std::string_view code) {
  const auto rows = CurrencyRows();
  const auto by_code = [](const CurrencyRow& row, std::string_view wanted) { return row.code < wanted; };
  const auto found = std::lower_bound(rows.begin(), rows.end(), code, by_code);
  if (found == rows.end() || found->code != code) return std::nullopt;
  return found->minor_digits;
}

std::optional<std::string> ParseCurrencyCode(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  if (text.size() != 3) return std::nullopt;
  std::string code = Mapped(text, ToUpper);
  if (!MinorDigits(code)) return std::nullopt;
  return code;
}

std::string_view CurrencyOfRegion(std::string_view region) {
  for (const RegionRow& row : RegionRows())
    if (row.region == region) return row.currency;
  return {};
}

std::string_view RegionOf(std::string_view lang, std::string_view host) {
  const std::string_view region = RegionOfHost(host);
  return region.empty() ? RegionOfLanguage(lang) : region;
}

std::optional<SignMatch> SignBefore(std::string_view text, std::size_t end) {
  if (end == 0) return std::nullopt;
  const char last = text[end - 1];
  for (std::size_t size = end + 1; (size = Signs().SizeBelowTo(size, last)) > 0;) {
    const std::size_t begin = end - size;
    if (IsContinuation(text[begin]) || Signs().SizeBelow(size + 1, text[begin]) != size) continue;
    const CurrencySign* sign = Signs().Find(text.substr(begin, size));
    if (sign == nullptr || (LetterBeginsAt(text, begin) && LetterEndsAt(text, begin))) continue;
    return SignMatch{begin, size, *sign};
  }
  return std::nullopt;
}

std::optional<SignMatch> SignAfter(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return std::nullopt;
  const char first = text[begin];
  for (std::size_t size = text.size() - begin + 1; (size = Signs().SizeBelow(size, first)) > 0;) {
    const std::size_t end = begin + size;
    if (end < text.size() && IsContinuation(text[end])) continue;
    const CurrencySign* sign = Signs().Find(text.substr(begin, size));
    if (sign == nullptr || (LetterEndsAt(text, end) && LetterBeginsAt(text, end))) continue;
    return SignMatch{begin, size, *sign};
  }
  return std::nullopt;
}

std::optional<SignMatch> FindSign(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (LetterBeginsAt(text, at) && LetterEndsAt(text, at)) continue;
    const auto match = SignAfter(text, at);
    if (match && !match->sign.weak) return match;
  }
  return std::nullopt;
}

bool StandsFor(const CurrencySign& sign, std::string_view code) {
  return !code.empty() && sign.codes.find(code) != std::string_view::npos;
}

std::optional<std::string> ResolveSign(const CurrencySign& sign, std::string_view hint,
                                       std::string_view region) {
  if (sign.codes.empty()) return std::nullopt;
  if (StandsFor(sign, hint)) return std::string(hint);
  const std::string_view local = CurrencyOfRegion(region);
  if (StandsFor(sign, local)) return std::string(local);
  return std::string(sign.codes.substr(0, 3));
}

}  // namespace pricecrew
