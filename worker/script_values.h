#pragma once

#include <rapidjson/document.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/html/document.h"
#include "common/html/page_scan.h"

namespace pricecrew {

/// A value that a page hands to its scripts.
struct ScriptValue {
  std::string where;  ///< for a person: the script's id, the variable's name, the attribute
  rapidjson::Document value;
};

/// The JSON that a page carries for its own scripts, as far as it speaks of prices: `script
/// type="application/json"` (Next.js, Nuxt and their kin), literals that programs assign, pass on or return
/// (`window.__INITIAL_STATE__ = {...}`, `dataLayer.push({...})`, Nuxt 2's function), strings that they parse
/// (`JSON.parse("...")`, Next.js's `__next_f.push`, React Router's stream), and attributes; unfolded as
/// JsonLayout says. Bounded: at most kMaxValues values of kMaxBytes together.
std::vector<ScriptValue> ReadScriptValues(std::string_view html, const PageScan& scan, Node root);

}  // namespace pricecrew
