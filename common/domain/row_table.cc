#include "common/domain/row_table.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace pricecrew {
namespace {

constexpr std::size_t kMinWidth = 60;
constexpr std::size_t kPriceWidth = 10;
constexpr std::size_t kCurrencyWidth = 4;
constexpr std::size_t kAvailabilityWidth = 12;
constexpr std::string_view kGap = "  ";
constexpr std::size_t kFixedWidth = kPriceWidth + kCurrencyWidth + kAvailabilityWidth + 4 * kGap.size();

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};
constexpr std::array<Range, 10> kWide{{{0x1100, 0x115f},
                                       {0x2e80, 0x303e},
                                       {0x3041, 0xa4cf},
                                       {0xac00, 0xd7a3},
                                       {0xf900, 0xfaff},
                                       {0xfe30, 0xfe6f},
                                       {0xff00, 0xff60},
                                       {0xffe0, 0xffe6},
                                       {0x1f300, 0x1faff},
                                       {0x20000, 0x3fffd}}};
constexpr std::array<Range, 4> kNoWidth{
    {{0x300, 0x36f}, {0x200b, 0x200d}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}}};
// Terminals act upon controls, and bidirectional ones reorder what follows.
constexpr std::array<Range, 5> kControl{
    {{0, 0x1f}, {0x7f, 0x9f}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}}};

template <std::size_t N>
bool In(const std::array<Range, N>& ranges, std::uint32_t character) {
  return std::any_of(ranges.begin(), ranges.end(), [character](const Range& range) {
    return character >= range.first && character <= range.last;
  });
}

/// A character of UTF-8 text; a stray byte counts as one.
struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
};

Character FirstOf(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (length == 1 || length > text.size()) return {lead, 1};
  std::uint32_t code = lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
  return {code, length};
}

std::size_t WidthOf(std::uint32_t code) {
  if (In(kNoWidth, code)) return 0;
  return In(kWide, code) ? 2 : 1;
}

std::string Printable(std::string_view text) {
  std::string out;
  for (Character c; !text.empty(); text.remove_prefix(c.bytes)) {
    c = FirstOf(text);
    if (In(kControl, c.code))
      out += ' ';
    else
      out += text.substr(0, c.bytes);
  }
  return out;
}

std::string Cut(std::string_view text, std::size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  std::string out;
  std::size_t used = 0;
  for (Character c; !text.empty(); text.remove_prefix(c.bytes)) {
    c = FirstOf(text);
    used += WidthOf(c.code);
    if (used > width - 1) break;
    out += text.substr(0, c.bytes);
  }
  return out + "…";
}

std::string Padding(std::string_view text, std::size_t width) {
  return std::string(width - std::min(width, DisplayWidth(text)), ' ');
}

std::string Left(const std::string& text, std::size_t width) { return text + Padding(text, width); }
std::string Right(const std::string& text, std::size_t width) { return Padding(text, width) + text; }

struct Cells {
  std::string name;
  std::string price;
  std::string currency;
  std::string availability;
  std::string url;
};

std::string Line(const Cells& cells, std::size_t width) {
  const std::size_t free = std::max(width, kMinWidth) - kFixedWidth;
  const std::size_t name_width = free * 45 / 100;
  std::string line = Left(Cut(Printable(cells.name), name_width), name_width);
  line.append(kGap) += Right(Printable(cells.price), kPriceWidth);
  line.append(kGap) += Left(Printable(cells.currency), kCurrencyWidth);
  line.append(kGap) += Left(cells.availability, kAvailabilityWidth);
  line.append(kGap) += Cut(Printable(cells.url), free - name_width);
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (Character c; !text.empty(); text.remove_prefix(c.bytes)) {
    c = FirstOf(text);
    width += WidthOf(c.code);
  }
  return width;
}

std::string TableHeader(std::size_t width) {
  return Line({"NAME", "PRICE", "CUR", "AVAILABILITY", "URL"}, width);
}

std::string TableLine(const ProductRow& row, std::size_t width) {
  const Product& product = row.product;
  return Line({product.name, product.price.value_or(""), product.currency.value_or(""),
               product.availability ? std::string(ToString(*product.availability)) : "", row.url},
              width);
}

}  // namespace pricecrew
