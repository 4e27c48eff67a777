#pragma once

#include <string>
#include <string_view>

namespace pricecrew {

/// The URL standard's percent-encode sets for the parts of an http(s) URL, from the smallest to the largest.
/// All contain C0 controls, space, `"`, `<`, `>` and every byte above `~`.
/// https://url.spec.whatwg.org/#percent-encoded-bytes
enum class PercentEncodeSet { kFragment, kQuery, kPath, kUserinfo };

/// `text` with every byte of `set` as %XX. A "%" stays as it is, whatever follows it. UTF-8 comes out as the
/// standard wants it; bytes that are no UTF-8 are encoded one by one, so that nothing of a mislabelled page
/// is lost.
std::string PercentEncode(std::string_view text, PercentEncodeSet set);

/// One byte as "%XX", with upper-case digits.
std::string PercentEncodeByte(char byte);

/// `text` with every %XX as its byte; a "%" without two hexadecimal digits stays.
std::string PercentDecode(std::string_view text);

/// `text` with its %XX in one spelling: upper-case digits, and letters, digits, "-", "." , "_" and "~"
/// unencoded (RFC 3986, 6.2.2). Two URLs that differ only here name the same page.
std::string NormalizePercentEncoding(std::string_view text);

}  // namespace pricecrew
