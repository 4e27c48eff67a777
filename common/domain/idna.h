#pragma once

#include <optional>
#include <string>

namespace pricecrew {

/// The ASCII form of an internationalized domain in UTF-8 ("xn--bcher-kva.example" for "Bücher.example"), by
/// UTS 46 non-transitional as the URL standard asks (https://url.spec.whatwg.org/#concept-domain-to-ascii).
/// Labels of symbols and emoji, which UTS 46 allows, pass with fewer checks (no bidi rule). Absent where the
/// domain is invalid, or too long for DNS (a label over 63 bytes). The result can still hold ASCII that no
/// host may have.
std::optional<std::string> DomainToAscii(const std::string& domain);

}  // namespace pricecrew
