#pragma once

#include <optional>

#include "common/pipeline/read_page.h"

namespace pricecrew {

/// The child's whole life, where this process was started as one (see common/ports/read_alone.h): answers
/// requests on standard input until it ends, under limits of its own. To be called before anything else;
/// absent where this process is no such child, else its exit code.
std::optional<int> ServeIsolatedReads(int argc, const char* const* argv, const ReadPage& read);

/// Whether the child can hold itself to a limit of memory: not under a sanitizer, which maps terabytes of
/// addresses.
bool IsolatedMemoryIsLimited();

}  // namespace pricecrew
