#include "common/app/run_main.h"

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

#include <exception>
#include <iostream>

#include "common/app/exit_code.h"

namespace pricecrew {
namespace {

// A page takes about as much memory as the one before: what one gives back is kept for the next, not returned
// to the kernel, to be mapped and cleared anew.
void KeepFreedMemory() {
#ifdef M_TRIM_THRESHOLD
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

}  // namespace

int RunMain(const char* program, int (*main_function)(int, const char* const*), int argc,
            const char* const* argv) {
  KeepFreedMemory();
  try {
    return main_function(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << program << ": " << error.what() << '\n';
    return kInternalError;
  }
}

}  // namespace pricecrew
