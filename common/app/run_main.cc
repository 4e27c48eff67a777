#include "common/app/run_main.h"

#include <exception>
#include <iostream>

#include "common/app/exit_code.h"

namespace pricecrew {

int RunMain(const char* program, int (*main_function)(int, const char* const*), int argc,
            const char* const* argv) {
  try {
    return main_function(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << program << ": " << error.what() << '\n';
    return kInternalError;
  }
}

}  // namespace pricecrew
