#include "tests/shop/recorded_site.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include <optional>
#include <utility>

namespace pricecrew::shop {
namespace {

using Record = std::pair<std::string, std::string>;

std::string Text(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

std::optional<Record> ParseRecord(std::string_view line) {
  rapidjson::Document json;
  json.Parse(line.data(), line.size());
  if (json.HasParseError() || !json.IsObject()) return std::nullopt;
  const auto path = json.FindMember("path");
  const auto html = json.FindMember("html");
  if (path == json.MemberEnd() || html == json.MemberEnd()) return std::nullopt;
  if (!path->value.IsString() || !html->value.IsString()) return std::nullopt;
  return Record{Text(path->value), Text(html->value)};
}

}  // namespace

Result<RecordedSite> RecordedSite::Parse(const std::string& lines) {
  RecordedSite site;
  std::size_t number = 0;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    ++number;
    if (line.empty()) continue;
    auto record = ParseRecord(line);
    if (!record)
      return Error{ErrorKind::kStop, fmt::format("recorded site: line {} is no {{path, html}}", number)};
    site.pages_.insert_or_assign(std::move(record->first), std::move(record->second));
  }
  return site;
}

Response RecordedSite::Answer(std::string_view target) const {
  constexpr std::string_view kFirstPage = "?page=1";
  auto page = pages_.find(target);
  if (page == pages_.end() && target.ends_with(kFirstPage)) {
    target.remove_suffix(kFirstPage.size());
    page = pages_.find(target);
  }
  if (page == pages_.end()) return NotFound();
  Response response;
  response.body = page->second;
  return response;
}

}  // namespace pricecrew::shop
