#pragma once

#include <optional>
#include <string_view>

#include "worker/js_literal.h"

namespace pricecrew {

/// Reads the literal that the function at the front of a program returns, where it is called on the spot with
/// literals: `(function(a, b) { return {name: a, price: b}; }("Lamp", 5))`, as Nuxt 2 writes its state, with
/// its parameters replaced. Absent where there is none, or where no argument is a string or a number. Linear
/// in the size of the program; nothing is executed.
std::optional<JsLiteral> ReadInvokedFunction(std::string_view program);

}  // namespace pricecrew
