#pragma once

#include <string>
#include <string_view>

namespace pricecrew {

/// The serialized path of an http(s) URL, from a path that begins with "/" or "\" or is empty:
/// percent-encoded, with
/// "/" for "\", and without "." and ".." segments (also as %2e). Begins with "/"; never climbs above it.
/// https://url.spec.whatwg.org/#path-state
std::string NormalizePath(std::string_view path);

}  // namespace pricecrew
