#pragma once

#include <rapidjson/document.h>

namespace pricecrew {

/// The layouts in which frameworks hand values to scripts, where it is not the value itself.
enum class JsonLayout {
  kNested,  ///< the value as it is
  kFlat,    ///< an array; numbers in its objects and arrays are indexes into it: devalue (Nuxt), turbo-stream
  kTagged,  ///< each value is [kind, value], as in the properties of Astro's islands
};

/// The layout of what a script's text parsed to; `kFlat` only for turbo-stream, whose keys tell it.
JsonLayout LayoutOf(const rapidjson::Document& document);

/// Turns a document, whose numbers are strings, into the value that it stands for. What wraps a value
/// (["Reactive", 1], ["Set", 1, 2], ["Date", "..."]) goes; what refers to itself, lies too deep, or comes
/// after the first 200'000 values becomes null. https://github.com/Rich-Harris/devalue
void Unfold(rapidjson::Document& document, JsonLayout layout);

}  // namespace pricecrew
