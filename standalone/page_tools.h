#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "common/domain/result.h"
#include "common/rules/rules.h"

namespace pricecrew {

/// A page as a tool reads it.
struct LoadedPage {
  std::string body;
  std::string content_type;
  std::string url;
};

/// Gets the page at a file name, "-" or a URL.
using LoadPage = std::function<Result<LoadedPage>(const std::string& where)>;

/// What a tool makes of a page: one JSON object. `id` is JSON itself, a text or a number; empty for none.
using DescribePage = std::function<std::string(const LoadedPage& page, const std::string& id)>;

/// {"status":"product"|"not_product"|"failed","reason","product":{...}}, with "id" first where there is one.
/// Of a product all fields, where each comes from ("sources"), and its variants where the page names several.
std::string DescribeProduct(const LoadedPage& page, const std::string& id);
/// How the answer was found, for a person.
std::string ExplainProductPage(const LoadedPage& page, const std::string& id);
std::string ExplainRuledProductPage(const LoadedPage& page, const std::string& id, const Rules& rules);
/// The same with rules applied, and "rules":{"applied":true|false,"missed":["sku",...]}: whether there are
/// any for the page's host, and the fields of which they found nothing.
std::string DescribeRuledProduct(const LoadedPage& page, const std::string& id, const Rules& rules);
/// {"kind","products":[{"url","text","price","currency","rank"}],"next":[url],"subcategories":[{"url","text"}],
/// "stated_products"}, with "id" first where there is one.
std::string DescribeListing(const LoadedPage& page, const std::string& id);
/// The same with rules applied.
std::string DescribeRuledListing(const LoadedPage& page, const std::string& id, const Rules& rules);
/// A line for each link of the page, {"role","why","url","href","text"}, in document order.
std::string ExplainListing(const LoadedPage& page, const std::string& id);

/// Describes one page on `out`. `url`, where given, is the page's address. Answers with the exit code.
int RunOnPage(const std::string& where, const std::string& url, const LoadPage& load,
              const DescribePage& describe, std::ostream& out);

/// Reads JSON lines {"id","url","file"}, or with "html" (the page itself) and "content_type" instead of a
/// file, and answers each with one line, in order, with its id as it came. A line that cannot be used is
/// answered with {"id","status":"failed","reason","error"}. Answers with the exit code.
int RunBatch(std::istream& in, std::ostream& out, const LoadPage& load, const DescribePage& describe);

}  // namespace pricecrew
