#include "common/html/charset.h"

#include "common/html/decode.h"
#include "common/html/meta_prescan.h"
#include "common/html/utf8.h"

namespace pricecrew {
namespace {

struct Found {
  std::string_view encoding;
  std::size_t bom_size = 0;
};

Found FromBom(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {"UTF-8", 3};
  if (bytes.starts_with("\xFE\xFF")) return {"UTF-16BE", 2};
  if (bytes.starts_with("\xFF\xFE")) return {"UTF-16LE", 2};
  return {};
}

std::string_view Guess(std::string_view bytes) {
  const std::size_t ascii = AsciiPrefix(bytes);
  if (ascii == bytes.size()) return "windows-1252";  // the standard's fallback; both read the same
  return ValidUtf8Prefix(bytes) == bytes.size() ? "UTF-8" : "windows-1252";
}

// https://html.spec.whatwg.org/#determining-the-character-encoding
Found FindEncoding(std::string_view bytes, std::string_view content_type) {
  if (const Found found = FromBom(bytes); found.bom_size > 0) return found;
  if (const auto encoding = CharsetOfContentType(content_type)) return {*encoding};
  if (const auto encoding = PrescanMeta(bytes)) return {*encoding};
  return {Guess(bytes)};
}

}  // namespace

std::string ToUtf8(std::string_view bytes, std::string_view content_type) {
  const Found found = FindEncoding(bytes, content_type);
  return Decode(bytes.substr(found.bom_size), found.encoding);
}

Utf8Text::Utf8Text(std::string_view bytes, std::string_view content_type) {
  const Found found = FindEncoding(bytes, content_type);
  bytes.remove_prefix(found.bom_size);
  if (found.encoding == "UTF-8" && ValidUtf8Prefix(bytes) == bytes.size())
    unchanged_ = bytes;
  else
    changed_ = Decode(bytes, found.encoding);
}

std::string SniffEncoding(std::string_view bytes, std::string_view content_type) {
  return std::string(FindEncoding(bytes, content_type).encoding);
}

}  // namespace pricecrew
