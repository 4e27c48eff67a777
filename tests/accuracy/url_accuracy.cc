#include <algorithm>
#include <cctype>
#include <cstdio>
#include <optional>

#include "common/domain/url.h"
#include "tests/accuracy/accuracy_bench.h"

namespace pricecrew {
namespace {

struct UrlCase {
  std::string input;
  std::optional<std::string> base;
  std::optional<std::string> href;  ///< absent where the parser has to fail
};

std::optional<std::string> TextOf(const rapidjson::Value& object, const char* name) {
  const auto member = object.FindMember(name);
  if (member == object.MemberEnd() || !member->value.IsString()) return std::nullopt;
  return std::string(member->value.GetString(), member->value.GetStringLength());
}

bool IsHttp(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text.starts_with("http:") || text.starts_with("https:");
}

bool HasScheme(const std::string& input) {
  std::size_t i = input.find_first_not_of(" \t\r\n");
  if (i == std::string::npos || std::isalpha(static_cast<unsigned char>(input[i])) == 0) return false;
  while (i < input.size() && (std::isalnum(static_cast<unsigned char>(input[i])) != 0 || input[i] == '+'))
    ++i;
  return i < input.size() && input[i] == ':';
}

bool IsOfHttp(const UrlCase& c) {
  if (c.href) return IsHttp(*c.href);
  return IsHttp(c.input) || (!HasScheme(c.input) && c.base && IsHttp(*c.base));
}

// RapidJSON refuses the lone surrogates that some cases hold; the standard reads them as U+FFFD.
std::string WithoutLoneSurrogates(std::string json) {
  const auto unit_at = [&json](std::size_t at) -> unsigned {
    if (json.compare(at, 2, "\\u") != 0) return 0;
    return static_cast<unsigned>(std::stoul(json.substr(at + 2, 4), nullptr, 16));
  };
  for (std::size_t at = json.find('\\'); at != std::string::npos; at = json.find('\\', at)) {
    const unsigned unit = unit_at(at);
    if (unit < 0xd800 || unit > 0xdfff) {
      at += 2;
    } else if (unit < 0xdc00 && unit_at(at + 6) >= 0xdc00 && unit_at(at + 6) <= 0xdfff) {
      at += 12;
    } else {
      json.replace(at, 6, "\\uFFFD");
      at += 6;
    }
  }
  return json;
}

std::optional<std::string> HrefOf(const UrlCase& c) {
  const auto base = c.base ? ParseUrl(*c.base) : std::nullopt;
  const auto url = base ? ResolveUrl(c.input, *base) : ParseUrl(c.input);
  return url ? std::optional(url->Href()) : std::nullopt;
}

}  // namespace

void MeasureUrls(AccuracyBench& bench) {
  rapidjson::Document cases;
  cases.Parse(WithoutLoneSurrogates(FileText(bench.corpus + "/url/urltestdata.json")).c_str());
  double all = 0;
  double right = 0;
  for (rapidjson::SizeType i = 0; !cases.HasParseError() && cases.IsArray() && i < cases.Size(); ++i) {
    if (!cases[i].IsObject()) continue;
    const UrlCase c{TextOf(cases[i], "input").value_or(""), TextOf(cases[i], "base"),
                    TextOf(cases[i], "href")};
    if (!IsOfHttp(c)) continue;
    const auto href = HrefOf(c);
    ++all;
    right += href == c.href ? 1 : 0;
    if (href != c.href && bench.verbose)
      std::printf("  url: '%s' against '%s' is '%s', not '%s'\n", c.input.c_str(),
                  c.base.value_or("-").c_str(), href.value_or("failure").c_str(),
                  c.href.value_or("failure").c_str());
  }
  bench.AtLeast("url_cases", right / std::max(all, 1.0), 0.99);
}

}  // namespace pricecrew
