#pragma once

#include <string_view>

namespace pricecrew::fuzz {

/// What every file *_fuzz.cc defines: reads any bytes with the code that the file is named for, and ends the
/// process where that breaks a promise. Must not keep anything from one input to the next.
void ReadInput(std::string_view input);

/// Ends the process with `promise` where it does not hold: a finding, as a crash is.
void Require(bool holds, const char* promise);

/// An input whose first line says one thing and whose other lines say another, so that seeds stay readable.
struct TwoParts {
  std::string_view line;  ///< without its end
  std::string_view rest;
};
TwoParts SplitFirstLine(std::string_view input);

}  // namespace pricecrew::fuzz
