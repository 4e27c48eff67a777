#include "common/domain/robots_pattern.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "common/domain/ascii.h"
#include "common/domain/percent_encoding.h"

namespace pricecrew {
namespace {

constexpr auto kNone = std::string_view::npos;

/// Where a byte is escaped.
enum Side : std::uint8_t { kInPath = 1, kInAsciiPath = 2, kInPattern = 4 };

/// Everything is escaped that RFC 3986 lets stand in no path or query (brackets are for addresses). In a path
/// "*" and "$" are characters like others, which a pattern writes as %2A and %24.
constexpr std::array<std::uint8_t, 256> MakeEscapedSides() {
  std::array<std::uint8_t, 256> sides{};
  for (std::size_t byte = 0; byte <= 0x20; ++byte) sides.at(byte) = kInPath | kInAsciiPath | kInPattern;
  for (const char c : std::string_view("\"<>[\\]^`{|}\x7f"))
    sides.at(static_cast<unsigned char>(c)) = kInPath | kInAsciiPath | kInPattern;
  for (std::size_t byte = 0x80; byte < sides.size(); ++byte) sides.at(byte) = kInPath | kInPattern;
  sides['*'] = kInPath | kInAsciiPath;
  sides['$'] = kInPath | kInAsciiPath | kInPattern;
  return sides;
}

constexpr std::array<std::uint8_t, 256> kEscapedSides = MakeEscapedSides();

std::string Escape(std::string_view text, Side side) {
  const auto is_escaped = [side](char c) {
    return (kEscapedSides.at(static_cast<unsigned char>(c)) & side) != 0;
  };
  const auto* first = std::find_if(text.begin(), text.end(), is_escaped);
  std::string escaped(text.begin(), first);
  for (const auto* it = first; it != text.end(); ++it) {
    if (is_escaped(*it))
      escaped += PercentEncodeByte(*it);
    else
      escaped += *it;
  }
  return escaped;
}

/// %aa as %AA; nothing else.
std::string WithUpperCaseEscapes(std::string text) {
  for (std::size_t at = text.find('%'); at != kNone; at = text.find('%', at + 1)) {
    if (at + 2 >= text.size() || HexValue(text[at + 1]) < 0 || HexValue(text[at + 2]) < 0) continue;
    text[at + 1] = AsciiUpper(text[at + 1]);
    text[at + 2] = AsciiUpper(text[at + 2]);
  }
  return text;
}

/// Escapes all of a pattern but the "$" that ends it.
std::string EscapePattern(std::string_view value) {
  const bool is_anchored = value.ends_with('$');
  if (is_anchored) value.remove_suffix(1);
  std::string escaped = Escape(value, kInPattern);
  if (is_anchored) escaped += '$';
  return escaped;
}

/// Where `piece` first stands in `text`. Not string_view's find, which is quadratic for "aaa...b" in
/// "aaa...".
std::size_t Find(std::string_view text, std::string_view piece) {
  const void* found = memmem(text.data(), text.size(), piece.data(), piece.size());
  return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : kNone;
}

}  // namespace

RobotsPath::RobotsPath(std::string_view path)
    : spellings_{NormalizePercentEncoding(Escape(path, kInPath)),
                 NormalizePercentEncoding(Escape(path, kInAsciiPath)),
                 WithUpperCaseEscapes(Escape(path, kInAsciiPath))} {}

const std::string& RobotsPath::In(RobotsSpelling spelling) const {
  return spellings_.at(static_cast<std::size_t>(spelling));
}

RobotsPattern::RobotsPattern(std::string pattern, RobotsSpelling spelling, std::size_t octets)
    : pattern_(std::move(pattern)), octets_(static_cast<std::uint32_t>(octets)), spelling_(spelling) {
  while (pattern_.ends_with('*')) pattern_.pop_back();
}

RobotsPattern RobotsPattern::Allow(std::string_view value) {
  std::string written = WithUpperCaseEscapes(EscapePattern(value));
  const std::string normal = NormalizePercentEncoding(written);
  const RobotsSpelling spelling = normal == written ? RobotsSpelling::kUri : RobotsSpelling::kAsWritten;
  return {std::move(written), spelling, normal.size()};
}

RobotsPattern RobotsPattern::Disallow(std::string_view value) {
  std::string normal = NormalizePercentEncoding(EscapePattern(value));
  const std::size_t octets = normal.size();
  return {std::move(normal), RobotsSpelling::kNormal, octets};
}

/// Each piece between two "*" is taken where it first stands: a later place can only leave less for the rest.
bool RobotsPattern::Matches(const RobotsPath& path) const {
  std::string_view pattern = pattern_;
  std::string_view rest = path.In(spelling_);
  const bool is_anchored = pattern.ends_with('$');
  if (is_anchored) pattern.remove_suffix(1);
  std::size_t star = pattern.find('*');
  if (!rest.starts_with(pattern.substr(0, star))) return false;
  rest.remove_prefix(std::min(star, pattern.size()));
  while (star != kNone) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    if (star == kNone && is_anchored) return rest.ends_with(piece);
    const std::size_t at = Find(rest, piece);
    if (at == kNone) return false;
    rest.remove_prefix(at + piece.size());
  }
  return !is_anchored || rest.empty();
}

}  // namespace pricecrew
