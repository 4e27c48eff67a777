#include "tests/unit/common/html/token_list.h"

#include <utility>

namespace pricecrew::testing {

void TokenList::Add(std::string line) {
  if (!text_.empty()) lines_.push_back("'" + std::exchange(text_, {}) + "'");
  lines_.push_back(std::move(line));
}

std::string TokenList::Show(std::string_view name, const std::map<std::string, std::string>& attributes,
                            std::string_view end) {
  std::string line = "<" + std::string(name);
  for (const auto& [key, value] : attributes) line += " " + key + "='" + value + "'";
  return line + std::string(end);
}

std::string TokenList::Show(const Doctype& doctype) {
  const auto show = [](const auto& part) {
    return part ? " '" + std::string(*part) + "'" : std::string(" -");
  };
  return "<!doctype" + show(doctype.name) + show(doctype.public_id) + show(doctype.system_id) +
         (doctype.force_quirks ? " quirks>" : ">");
}

void TokenList::OnStartTag(const StartTag& tag) {
  std::map<std::string, std::string> attributes;
  for (const auto& [name, value] : tag.attributes) attributes.emplace(name, value);
  Add(Show(tag.name, attributes, tag.self_closing ? "/>" : ">"));
}

void TokenList::OnEndTag(const EndTag& tag) { Add("</" + std::string(tag.name) + ">"); }

void TokenList::OnComment(std::string_view text) { Add("<!--" + std::string(text) + "-->"); }

void TokenList::OnDoctype(const Doctype& doctype) { Add(Show(doctype)); }

std::vector<std::string> TokenList::Take() {
  if (!text_.empty()) lines_.push_back("'" + std::exchange(text_, {}) + "'");
  return std::exchange(lines_, {});
}

std::vector<std::string> Tokens(std::string_view html, std::size_t piece_size,
                                const TokenizerOptions& options) {
  TokenList list;
  Tokenizer tokenizer(list, options);
  for (std::size_t at = 0; at < html.size(); at += piece_size)
    tokenizer.Feed(
        std::string(html.substr(at, piece_size)));  // a copy, so that no view can outlive its piece
  tokenizer.Finish();
  return list.Take();
}

}  // namespace pricecrew::testing
