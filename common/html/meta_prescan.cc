#include "common/html/meta_prescan.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/html/ascii.h"
#include "common/html/encoding_labels.h"
#include "common/html/scan.h"

namespace pricecrew {
namespace {

constexpr std::size_t kPrescanBytes = 1'024;
constexpr std::size_t kLongestMeta = 1'024;  // of those behind

struct RawAttribute {
  std::string_view name;
  std::string_view value;
};

// Reads forward through the bytes; what is read past the end is a zero, and At the end is where it stays.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool AtEnd() const { return at_ >= bytes_.size(); }
  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool LooksAt(std::string_view lower) const {
    return EqualsIgnoringCase(bytes_.substr(std::min(at_, bytes_.size()), lower.size()), lower);
  }
  void Skip(std::size_t count) { at_ = std::min(at_ + count, bytes_.size()); }
  template <typename Predicate>
  std::string_view TakeWhile(Predicate wanted) {
    const std::size_t begin = at_;
    while (!AtEnd() && wanted(bytes_[at_])) ++at_;
    return bytes_.substr(begin, at_ - begin);
  }
  void SkipTo(std::string_view text) { at_ = std::min(bytes_.find(text, at_), bytes_.size()); }

  std::optional<RawAttribute> TakeAttribute();

 private:
  std::string_view TakeValue();

  std::string_view bytes_;
  std::size_t at_ = 0;
};

// https://html.spec.whatwg.org/#concept-get-attributes-when-sniffing
std::optional<RawAttribute> Reader::TakeAttribute() {
  TakeWhile([](char c) { return IsHtmlSpace(c) || c == '/'; });
  if (AtEnd() || Peek() == '>') return std::nullopt;
  RawAttribute attribute;
  const std::size_t begin = at_;
  Skip(1);  // a name may begin with an equals sign
  TakeWhile([](char c) { return !IsHtmlSpace(c) && c != '/' && c != '>' && c != '='; });
  attribute.name = bytes_.substr(begin, at_ - begin);
  TakeWhile(IsHtmlSpace);
  if (Peek() != '=') return attribute;
  Skip(1);
  attribute.value = TakeValue();
  return attribute;
}

std::string_view Reader::TakeValue() {
  TakeWhile(IsHtmlSpace);
  const char quote = Peek();
  if (quote != '"' && quote != '\'') return TakeWhile([](char c) { return !IsHtmlSpace(c) && c != '>'; });
  Skip(1);
  const std::size_t begin = at_;
  at_ = std::min(bytes_.find(quote, at_), bytes_.size());
  const std::string_view value = bytes_.substr(begin, at_ - begin);
  Skip(1);
  return value;
}

std::string_view AsDeclared(std::string_view encoding) {
  if (encoding == "UTF-16BE" || encoding == "UTF-16LE") return "UTF-8";  // it was read as ASCII
  return encoding == "x-user-defined" ? "windows-1252" : encoding;
}

// What the attributes of one meta element say. The first of each name counts.
class Meta {
 public:
  void Add(const RawAttribute& attribute) {
    if (EqualsIgnoringCase(attribute.name, "http-equiv") && !std::exchange(seen_http_equiv_, true))
      is_pragma_ = EqualsIgnoringCase(attribute.value, "content-type");
    if (EqualsIgnoringCase(attribute.name, "content") && !std::exchange(seen_content_, true))
      in_content_ = CharsetOfContentType(attribute.value);
    if (EqualsIgnoringCase(attribute.name, "charset") && !std::exchange(seen_charset_, true))
      in_charset_ = EncodingOfLabel(attribute.value);
  }
  [[nodiscard]] std::optional<std::string_view> Encoding() const {
    if (seen_charset_) return in_charset_;
    return is_pragma_ ? in_content_ : std::nullopt;
  }

 private:
  bool seen_http_equiv_ = false;
  bool seen_content_ = false;
  bool seen_charset_ = false;
  bool is_pragma_ = false;
  std::optional<std::string_view> in_content_;
  std::optional<std::string_view> in_charset_;
};

std::optional<std::string_view> TakeMeta(Reader& reader) {
  Meta meta;
  while (const std::optional<RawAttribute> attribute = reader.TakeAttribute()) meta.Add(*attribute);
  return reader.AtEnd() ? std::nullopt : meta.Encoding();  // a tag cut short says nothing
}

void SkipTag(Reader& reader) {
  const bool opens_script = reader.LooksAt("<script");
  reader.TakeWhile([](char c) { return !IsHtmlSpace(c) && c != '>'; });
  while (reader.TakeAttribute()) continue;
  if (!opens_script || reader.position() < kPrescanBytes) return;
  do reader.SkipTo("</");
  while (!reader.AtEnd() && !reader.LooksAt("</script") && (reader.Skip(2), true));
}

bool AtMeta(const Reader& reader) {
  return reader.LooksAt("<meta") && (IsHtmlSpace(reader.Peek(5)) || reader.Peek(5) == '/');
}

// Whether there is what looks like a meta element that names a charset: most pages that name none in their
// first bytes name none at all.
bool MayName(std::string_view bytes) {
  for (const std::string_view begin : {"<m", "<M"})
    for (std::size_t at = 0; (at = FindWord(bytes, begin, at)) != std::string_view::npos; ++at) {
      if (!EqualsIgnoringCase(bytes.substr(at, 5), "<meta")) continue;
      Reader reader(bytes.substr(at, bytes.substr(at, kLongestMeta).find('>')));
      while (!reader.AtEnd() && !reader.LooksAt("charset")) reader.Skip(1);
      if (!reader.AtEnd()) return true;
    }
  return false;
}

std::optional<std::string_view> FindMeta(std::string_view bytes) {
  Reader reader(bytes);
  bool is_behind = false;
  for (reader.SkipTo("<"); !reader.AtEnd(); reader.SkipTo("<")) {
    if (!is_behind && reader.position() >= kPrescanBytes) {
      is_behind = true;
      if (!MayName(bytes.substr(reader.position()))) return std::nullopt;
    }
    const bool closes = reader.Peek(1) == '/';
    if (reader.LooksAt("<!--")) {
      reader.Skip(2);  // the two hyphens may be those of the end, too
      reader.SkipTo("-->");
    } else if (AtMeta(reader)) {
      reader.Skip(5);
      if (const auto encoding = TakeMeta(reader)) return AsDeclared(*encoding);
    } else if (IsAsciiAlpha(reader.Peek(closes ? 2 : 1))) {
      SkipTag(reader);
    } else if (closes || reader.Peek(1) == '!' || reader.Peek(1) == '?') {
      reader.SkipTo(">");
    } else {
      reader.Skip(1);
    }
  }
  return std::nullopt;
}

// https://html.spec.whatwg.org/#concept-get-xml-encoding-when-sniffing
std::optional<std::string_view> XmlEncoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return std::nullopt;
  bytes = bytes.substr(0, bytes.find('>'));
  const std::size_t name = bytes.find("encoding");
  if (name == std::string_view::npos) return std::nullopt;
  constexpr auto kIsSpace = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  Reader reader(bytes.substr(name + std::string_view("encoding").size()));
  reader.TakeWhile(kIsSpace);
  if (reader.Peek() != '=') return std::nullopt;
  reader.Skip(1);
  reader.TakeWhile(kIsSpace);
  const char quote = reader.Peek();
  if (quote != '"' && quote != '\'') return std::nullopt;
  reader.Skip(1);
  const std::string_view label = reader.TakeWhile([quote](char c) { return c != quote; });
  const std::optional<std::string_view> encoding = reader.AtEnd() ? std::nullopt : EncodingOfLabel(label);
  return encoding ? std::optional(AsDeclared(*encoding)) : std::nullopt;
}

}  // namespace

std::optional<std::string_view> CharsetOfContentType(std::string_view content_type) {
  constexpr std::string_view kName = "charset";
  Reader reader(content_type);
  while (true) {
    while (!reader.AtEnd() && !reader.LooksAt(kName)) reader.Skip(1);
    if (reader.AtEnd()) return std::nullopt;
    reader.Skip(kName.size());
    reader.TakeWhile(IsHtmlSpace);
    if (reader.Peek() == '=') break;
  }
  reader.Skip(1);
  reader.TakeWhile(IsHtmlSpace);
  const char quote = reader.Peek();
  if (quote != '"' && quote != '\'')
    return EncodingOfLabel(reader.TakeWhile([](char c) { return !IsHtmlSpace(c) && c != ';'; }));
  reader.Skip(1);
  const std::string_view label = reader.TakeWhile([quote](char c) { return c != quote; });
  return reader.AtEnd() ? std::nullopt : EncodingOfLabel(label);
}

std::optional<std::string_view> PrescanMeta(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (bytes.starts_with("<\0?\0x\0"sv)) return "UTF-16LE";
  if (bytes.starts_with("\0<\0?\0x"sv)) return "UTF-16BE";
  const std::optional<std::string_view> encoding = FindMeta(bytes);
  return encoding ? encoding : XmlEncoding(bytes);
}

}  // namespace pricecrew
