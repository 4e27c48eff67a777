#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "common/domain/url.h"

namespace pricecrew {
namespace {

constexpr double kWantedShare = 0.99;

struct Case {
  std::string input;
  std::optional<std::string> base;
  std::optional<std::string> href;  ///< absent where the parser has to fail
};

bool IsHttp(const std::string& url) {
  return url.starts_with("http:") || url.starts_with("https:") || url.starts_with("HTTP:");
}

bool HasScheme(const std::string& input) {
  std::size_t i = input.find_first_not_of(" \t\r\n");
  if (i == std::string::npos || std::isalpha(static_cast<unsigned char>(input[i])) == 0) return false;
  while (i < input.size() && (std::isalnum(static_cast<unsigned char>(input[i])) != 0 || input[i] == '+'))
    ++i;
  return i < input.size() && input[i] == ':';
}

/// RapidJSON refuses the lone surrogates that some cases hold; the standard reads them as U+FFFD.
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

std::string StringOf(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

std::optional<std::string> OptionalString(const rapidjson::Value& object, const char* name) {
  const auto member = object.FindMember(name);
  if (member == object.MemberEnd() || !member->value.IsString()) return std::nullopt;
  return StringOf(member->value);
}

bool IsOfHttp(const Case& c) {
  if (c.href) return IsHttp(*c.href);
  return IsHttp(c.input) || (!HasScheme(c.input) && c.base && IsHttp(*c.base));
}

std::vector<Case> ReadHttpCases(const std::string& path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  rapidjson::Document document;
  document.Parse(WithoutLoneSurrogates(text).c_str());
  std::vector<Case> cases;
  if (document.HasParseError() || !document.IsArray()) return cases;
  for (const auto& entry : document.GetArray()) {
    if (!entry.IsObject()) continue;
    Case c{StringOf(entry["input"]), OptionalString(entry, "base"), OptionalString(entry, "href")};
    if (IsOfHttp(c)) cases.push_back(std::move(c));
  }
  return cases;
}

std::optional<std::string> HrefOf(const Case& c) {
  const auto base = c.base ? ParseUrl(*c.base) : std::nullopt;
  const auto url = base ? ResolveUrl(c.input, *base) : ParseUrl(c.input);
  if (!url) return std::nullopt;
  return url->Href();
}

TEST(UrlCorpus, StandardsCasesOfHttp) {
  const char* const corpus = std::getenv("PRICECREW_CORPUS");
  if (corpus == nullptr) GTEST_SKIP() << "PRICECREW_CORPUS is unset: the URL standard's cases were NOT run";
  const auto cases = ReadHttpCases(std::string(corpus) + "/url/urltestdata.json");
  ASSERT_GT(cases.size(), 400U);
  std::size_t passed = 0;
  for (const Case& c : cases) {
    const auto href = HrefOf(c);
    if (href == c.href) {
      ++passed;
      continue;
    }
    std::cout << "miss: " << testing::PrintToString(c.input) << " base " << c.base.value_or("-")
              << "\n  wanted " << c.href.value_or("failure") << "\n  got    " << href.value_or("failure")
              << '\n';
  }
  const double share = static_cast<double>(passed) / static_cast<double>(cases.size());
  std::cout << "URL standard's http(s) cases: " << passed << " of " << cases.size() << " = " << share << '\n';
  EXPECT_GE(share, kWantedShare);
}

}  // namespace
}  // namespace pricecrew
