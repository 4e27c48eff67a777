#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// The bytes of a page as UTF-8 (invalid sequences become U+FFFD, a BOM is dropped). The charset is found in
/// the order of the HTML standard: BOM, `content_type`'s charset, a meta prescan, then a guess that never
/// fails (UTF-8 where the bytes are valid UTF-8, else windows-1252). Labels as in
/// https://encoding.spec.whatwg.org/.
std::string ToUtf8(std::string_view bytes, std::string_view content_type);

/// The same, not copied where nothing has to change: then a view of `bytes`, which must outlive it.
class Utf8Text {
 public:
  Utf8Text(std::string_view bytes, std::string_view content_type);
  [[nodiscard]] std::string_view View() const { return changed_ ? *changed_ : unchanged_; }

 private:
  std::string_view unchanged_;
  std::optional<std::string> changed_;
};

/// The standard's name of the encoding that ToUtf8 would choose, e.g. "windows-1252".
std::string SniffEncoding(std::string_view bytes, std::string_view content_type);

}  // namespace pricecrew
