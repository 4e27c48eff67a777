#pragma once

#include <iosfwd>
#include <string>

#include "standalone/page_tools.h"

namespace pricecrew {

/// What of a page is to be printed.
struct PageSelection {
  std::string selector = {};   ///< or, where it is empty:
  std::string json_path = {};  ///< into the JSON of the page's scripts
  std::string in = {};         ///< which of them, as rules name them; empty for JSON-LD
  std::string attribute = {};  ///< of the elements; empty for their visible text
};

/// Prints the text or the attribute of each element that a selector matches, or each value that a path leads
/// to (texts and numbers as they are, others as JSON), one a line. An element without that attribute is left
/// out. Answers with the exit code: kUsage where the selector or path is none, which is said on stderr with
/// the place.
int RunSelect(const std::string& where, const PageSelection& selection, const LoadPage& load,
              std::ostream& out);

}  // namespace pricecrew
