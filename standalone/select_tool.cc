#include "standalone/select_tool.h"

#include <algorithm>
#include <iostream>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/app/exit_code.h"
#include "common/domain/json.h"
#include "common/html/ascii.h"
#include "common/html/charset.h"
#include "common/html/document.h"
#include "common/html/element_index.h"
#include "common/html/fold_space.h"
#include "common/html/page_scan.h"
#include "common/html/selector.h"
#include "common/rules/json_path.h"
#include "common/rules/json_place.h"
#include "worker/embedded_json.h"

namespace pricecrew {
namespace {

using Lines = std::vector<std::string>;

/// The first mistake as it is to be said, with a mark below its place.
Error Told(std::string_view what, const std::string& text, const Mistake& mistake) {
  std::string told =
      std::string(what) + ": column " + std::to_string(mistake.offset + 1) + ": " + mistake.text;
  return {ErrorKind::kStop, std::move(told) + "\n  " + text + "\n  " + std::string(mistake.offset, ' ') + "^",
          "usage"};
}

template <typename T>
Result<T> Compiled(Checked<T> checked, std::string_view what, const std::string& text) {
  if (const auto* mistake = std::get_if<Mistake>(&checked)) return Told(what, text, *mistake);
  return std::get<T>(std::move(checked));
}

Result<Lines> SelectElements(const std::string& html, const PageSelection& selection) {
  const Result<Selector> selector =
      Compiled(Selector::Compile(selection.selector), "the selector", selection.selector);
  if (!selector) return selector.error();
  const PageScan scan = ScanPage(html);
  const Result<Document> document = Document::Parse(WithoutScriptTexts(html, scan));
  if (!document) return document.error();
  Lines lines;
  const std::string attribute = AsciiLower(selection.attribute);
  for (const Node node : selector->Select(ElementIndex(*document))) {
    const auto value = node.Attribute(attribute);
    if (attribute.empty())
      lines.push_back(node.Text());
    else if (value)
      lines.push_back(FoldSpace(*value));
  }
  return lines;
}

/// A text as it is, its line ends folded; anything else as JSON.
std::string Printed(const rapidjson::Value& value) {
  if (value.IsString()) return FoldSpace({value.GetString(), value.GetStringLength()});
  rapidjson::StringBuffer buffer;
  json::Writer writer(buffer);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

Result<Lines> SelectValues(const std::string& html, const PageSelection& selection) {
  const Result<JsonPath> path =
      Compiled(JsonPath::Compile(selection.json_path), "--json", selection.json_path);
  if (!path) return path.error();
  const std::string in = selection.in.empty() ? "ld+json" : selection.in;
  const Result<JsonPlace> place = Compiled(ParseJsonPlace(in), "--in", in);
  if (!place) return place.error();
  Lines lines;
  EmbeddedJson json(html);
  for (const rapidjson::Document& document : json.At(*place))
    for (const rapidjson::Value* value : path->Select(document)) lines.push_back(Printed(*value));
  return lines;
}

Result<Lines> Select(const std::string& html, const PageSelection& selection) {
  if (selection.selector.empty() == selection.json_path.empty())
    return Error{ErrorKind::kStop, "name a SELECTOR, or --json and a path; see --help", "usage"};
  return selection.selector.empty() ? SelectValues(html, selection) : SelectElements(html, selection);
}

int Complain(const Error& error) {
  std::cerr << "pricecrew: " << error.text << '\n';
  return error.kind == ErrorKind::kRetryLater ? kNotReachable : kUsage;
}

}  // namespace

int RunSelect(const std::string& where, const PageSelection& selection, const LoadPage& load,
              std::ostream& out) {
  const Result<LoadedPage> page = load(where);
  if (!page) return Complain(page.error());
  const Result<Lines> lines = Select(ToUtf8(page->body, page->content_type), selection);
  if (!lines) return Complain(lines.error());
  for (const std::string& line : *lines) out << line << '\n';
  out << std::flush;
  return out ? kComplete : kOutputNotWritable;
}

}  // namespace pricecrew
