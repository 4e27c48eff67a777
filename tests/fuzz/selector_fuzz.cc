// The first line is the selector, the rest the page.

#include <string>
#include <variant>

#include "common/html/document.h"
#include "common/html/element_index.h"
#include "common/html/page_scan.h"
#include "common/html/selector.h"
#include "tests/fuzz/target.h"

namespace pricecrew::fuzz {

void ReadInput(std::string_view input) {
  const auto [text, html] = SplitFirstLine(input);
  const Checked<Selector> compiled = Selector::Compile(text);
  if (const auto* mistake = std::get_if<Mistake>(&compiled)) {
    Require(mistake->offset <= text.size() && !mistake->text.empty(), "a mistake has a place and a reason");
    return;
  }
  const Result<Document> document = Document::Parse(html);
  if (!document) return;
  const ElementIndex index(*document);
  Require(std::get<Selector>(compiled).Select(index).size() <= index.size(), "an element is selected once");
}

}  // namespace pricecrew::fuzz
