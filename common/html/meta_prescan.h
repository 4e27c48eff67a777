#pragma once

#include <optional>
#include <string_view>

namespace pricecrew {

/// The encoding, by its standard name, that a meta element or an XML declaration of the page names, or
/// absent. https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding, except that it
/// reads the whole page: what stands behind the first 1,024 bytes counts as the tree builder would count it,
/// so not inside a script.
std::optional<std::string_view> PrescanMeta(std::string_view bytes);

/// The encoding that a `charset=` in a Content-Type names, or absent.
/// https://html.spec.whatwg.org/#algorithm-for-extracting-a-character-encoding-from-a-meta-element
std::optional<std::string_view> CharsetOfContentType(std::string_view content_type);

}  // namespace pricecrew
