#pragma once

namespace pricecrew {

/// Calls a program's main function; what escapes it is said in one line, and is an internal error.
int RunMain(const char* program, int (*main_function)(int, const char* const*), int argc,
            const char* const* argv);

}  // namespace pricecrew
