#include "standalone/page_tools.h"

#include <iostream>
#include <optional>
#include <utility>
#include <variant>

#include "common/app/exit_code.h"
#include "common/domain/json.h"
#include "common/domain/product.h"
#include "common/domain/product_json.h"
#include "common/html/page.h"
#include "producer/discover.h"
#include "producer/ruled_discovery.h"
#include "standalone/tool_lines.h"
#include "worker/explain.h"
#include "worker/extract.h"
#include "worker/rules_product.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxLineBytes = std::size_t{64} << 20;  // a whole page may stand in it
constexpr const char* kNowhere = "http://localhost/";         // for a page whose address nobody said

/// A JSON object in the making, with its id where there is one.
class Line {
 public:
  explicit Line(const std::string& id) : writer_(buffer_) {
    writer_.StartObject();
    if (id.empty()) return;
    writer_.Key("id");
    writer_.RawValue(id.data(), id.size(), rapidjson::kStringType);
  }
  json::Writer& writer() { return writer_; }
  std::string Take() {
    writer_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  rapidjson::StringBuffer buffer_;
  json::Writer writer_;
};

void WriteOrNull(json::Writer& writer, const char* name, const std::optional<std::string>& text) {
  if (text) return json::Write(writer, name, std::string_view(*text));
  writer.Key(name);
  writer.Null();
}

std::optional<std::string> NameOf(std::optional<Availability> availability) {
  return availability ? std::optional(std::string(ToString(*availability))) : std::nullopt;
}

void WriteVariants(json::Writer& writer, const std::vector<ProductVariant>& variants) {
  writer.Key("variants");
  writer.StartArray();
  for (const ProductVariant& variant : variants) {
    writer.StartObject();
    WriteOrNull(writer, "name", variant.name.empty() ? std::nullopt : std::optional(variant.name));
    WriteOrNull(writer, "price", variant.price);
    WriteOrNull(writer, "availability", NameOf(variant.availability));
    WriteOrNull(writer, "sku", variant.sku);
    WriteOrNull(writer, "gtin", variant.gtin);
    WriteOrNull(writer, "url", variant.url);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteProduct(json::Writer& writer, const Product& product) {
  writer.Key("product");
  writer.StartObject();
  json::Write(writer, "name", std::string_view(product.name));
  WriteOrNull(writer, "price", product.price);
  WriteOrNull(writer, "currency", product.currency);
  WriteOrNull(writer, "regular_price", product.regular_price);
  WriteOrNull(writer, "availability", NameOf(product.availability));
  WriteOrNull(writer, "sku", product.sku);
  WriteOrNull(writer, "gtin", product.gtin);
  WriteOrNull(writer, "brand", product.brand);
  WriteOrNull(writer, "image", product.image);
  WriteOrNull(writer, "price_max", product.price_max);
  if (!product.variants.empty()) WriteVariants(writer, product.variants);
  WriteSources(writer, product);
  writer.EndObject();
}

void WriteExtraction(json::Writer& writer, const Extraction& extraction) {
  if (const auto* product = std::get_if<Product>(&extraction)) {
    json::Write(writer, "status", std::string_view("product"));
    WriteProduct(writer, *product);
  } else if (const auto* other = std::get_if<NotAProduct>(&extraction)) {
    json::Write(writer, "status", std::string_view("not_product"));
    json::Write(writer, "reason", std::string_view(other->reason));
  } else {
    json::Write(writer, "status", std::string_view("failed"));
    json::Write(writer, "reason", std::string_view(std::get<Unreadable>(extraction).reason));
  }
}

Page ViewOf(const LoadedPage& page) {
  const std::optional<Url> url = ParseUrl(page.url);
  return {page.body, page.content_type, url ? *url : *ParseUrl(kNowhere)};
}

void WriteProductLinks(json::Writer& writer, const std::vector<ProductLink>& products) {
  writer.Key("products");
  writer.StartArray();
  std::uint64_t rank = 0;
  for (const ProductLink& link : products) {
    writer.StartObject();
    json::Write(writer, "url", std::string_view(link.url));
    json::Write(writer, "text", std::string_view(link.text));
    json::WriteIf(writer, "price", std::string_view(link.price));
    json::WriteIf(writer, "currency", std::string_view(link.currency));
    json::Write(writer, "rank", ++rank);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteSubcategories(json::Writer& writer, const std::vector<CategoryLink>& categories) {
  writer.Key("subcategories");
  writer.StartArray();
  for (const CategoryLink& category : categories) {
    writer.StartObject();
    json::Write(writer, "url", std::string_view(category.url));
    json::Write(writer, "text", std::string_view(category.text));
    writer.EndObject();
  }
  writer.EndArray();
}

std::string FailedLine(const std::string& id, const Error& error) {
  Line line(id);
  json::Write(line.writer(), "status", std::string_view("failed"));
  json::Write(line.writer(), "reason", std::string_view(error.code));
  json::Write(line.writer(), "error", std::string_view(error.text));
  return line.Take();
}

struct BatchLine {
  std::string id;  // as JSON
  std::string url;
  std::string file;
  std::optional<std::string> html;
  std::string content_type;
};

/// The id of a line that was parsed, digit by digit as it came; empty where it is no text and no number.
std::string IdOf(const rapidjson::Document& line, std::string_view text) {
  const json::Value* id = json::Find(line, "id");
  if (!id || !(id->IsString() || id->IsNumber())) return {};
  if (id->IsNumber()) {
    rapidjson::Document digits;
    digits.Parse<rapidjson::kParseNumbersAsStringsFlag>(text.data(), text.size());
    return json::Text(digits, "id");
  }
  rapidjson::StringBuffer buffer;
  json::Writer writer(buffer);
  id->Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

Result<BatchLine> ReadBatchLine(std::string_view text) {
  Result<rapidjson::Document> document = json::ParseObject(text, kMaxLineBytes);
  if (!document) return document.error();
  return BatchLine{IdOf(*document, text), json::Text(*document, "url"), json::Text(*document, "file"),
                   json::OptionalText(*document, "html"), json::Text(*document, "content_type")};
}

Result<LoadedPage> PageOf(const BatchLine& line, const LoadPage& load) {
  if (line.html) {
    const bool said = !line.content_type.empty();  // JSON is in UTF-8, whatever the page says of itself
    return LoadedPage{*line.html, said ? line.content_type : "text/html; charset=utf-8", line.url};
  }
  if (line.file.empty()) return Error{ErrorKind::kGiveUp, "a line without \"file\" or \"html\"", "malformed"};
  Result<LoadedPage> page = load(line.file);
  if (page && !line.url.empty()) page->url = line.url;
  if (page && !line.content_type.empty()) page->content_type = line.content_type;
  return page;
}

}  // namespace

std::string DescribeProduct(const LoadedPage& page, const std::string& id) {
  Line line(id);
  WriteExtraction(line.writer(), Extract(ViewOf(page)));
  return line.Take();
}

std::string DescribeRuledProduct(const LoadedPage& page, const std::string& id, const Rules& rules) {
  const RuledExtraction ruled = ExtractWithRules(ViewOf(page), rules);
  Line line(id);
  json::Writer& writer = line.writer();
  WriteExtraction(writer, ruled.extraction);
  writer.Key("rules");
  writer.StartObject();
  writer.Key("applied");
  writer.Bool(ruled.applied);
  writer.Key("missed");
  writer.StartArray();
  for (const RuledField field : ruled.missed) json::WriteText(writer, ToString(field));
  writer.EndArray();
  writer.EndObject();
  return line.Take();
}

std::string ExplainProductPage(const LoadedPage& page, const std::string& /*id*/) {
  return ExplainProduct(ViewOf(page));
}

std::string ExplainRuledProductPage(const LoadedPage& page, const std::string& /*id*/, const Rules& rules) {
  return ExplainProduct(ViewOf(page)) + ExplainRules(ViewOf(page), rules);
}

namespace {

std::string DescribeFound(const Discovery& found, const std::string& id) {
  Line line(id);
  json::Writer& writer = line.writer();
  if (!found.unreadable.empty()) {
    json::Write(writer, "status", std::string_view("failed"));
    json::Write(writer, "reason", std::string_view(found.unreadable));
  }
  json::Write(writer, "kind", ToString(found.kind));
  json::WriteIf(writer, "wall", found.wall);
  WriteProductLinks(writer, found.products);
  writer.Key("next");
  writer.StartArray();
  if (found.next) json::WriteText(writer, *found.next);
  writer.EndArray();
  WriteSubcategories(writer, found.subcategories);
  json::WriteIf(writer, "stated_products", found.stated_products);
  return line.Take();
}

}  // namespace

std::string DescribeListing(const LoadedPage& page, const std::string& id) {
  return DescribeFound(Discover(ViewOf(page)), id);
}

std::string DescribeRuledListing(const LoadedPage& page, const std::string& id, const Rules& rules) {
  return DescribeFound(DiscoverWithRules(ViewOf(page), {}, rules), id);
}

std::string ExplainListing(const LoadedPage& page, const std::string& id) {
  std::string lines;
  for (const ExplainedLink& link : ExplainLinks(ViewOf(page))) {
    Line line(id);
    json::Writer& writer = line.writer();
    json::Write(writer, "role", link.role);
    json::Write(writer, "why", std::string_view(link.why));
    json::WriteIf(writer, "url", std::string_view(link.url));
    json::Write(writer, "href", std::string_view(link.href));
    json::Write(writer, "text", std::string_view(link.text));
    lines.append(lines.empty() ? "" : "\n").append(line.Take());
  }
  return lines;
}

int RunOnPage(const std::string& where, const std::string& url, const LoadPage& load,
              const DescribePage& describe, std::ostream& out) {
  Result<LoadedPage> page = load(where);
  if (!page) {
    std::cerr << "pricecrew: " << page.error().text << '\n';
    return page.error().kind == ErrorKind::kRetryLater ? kNotReachable : kUsage;
  }
  if (!url.empty()) {
    if (!ParseUrl(url)) {
      std::cerr << "pricecrew: '" << url << "' is not an http or https URL\n";
      return kUsage;
    }
    page->url = url;
  }
  out << describe(*page, {}) << '\n' << std::flush;
  return out ? kComplete : kOutputNotWritable;
}

int RunBatch(std::istream& in, std::ostream& out, const LoadPage& load, const DescribePage& describe) {
  return AnswerLines(in, out, [&](std::string_view text) -> Result<std::string> {
    const Result<BatchLine> line = ReadBatchLine(text);
    if (!line) return line.error();
    const Result<LoadedPage> page = PageOf(*line, load);
    return page ? describe(*page, line->id) : FailedLine(line->id, page.error());
  });
}

}  // namespace pricecrew
