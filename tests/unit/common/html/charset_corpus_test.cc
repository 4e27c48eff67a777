#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <sstream>
#include <string>

#include "common/html/ascii.h"
#include "common/html/charset.h"
#include "tests/unit/common/html/corpus.h"

namespace pricecrew {
namespace {

std::string FromBase64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned value = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    value = value << 6 | static_cast<unsigned>(kDigits.find(c));
    bits += 6;
    if (bits >= 8) bytes += static_cast<char>(value >> (bits -= 8));
  }
  return bytes;
}

// html5lib's encoding cases; those that run a script to write the meta are beyond a crawler without scripts.
TEST(CharsetCorpus, FindsTheEncodingOfEveryUnscriptedCase) {
  PRICECREW_CORPUS_OR_SKIP(corpus);
  std::istringstream lines(testing::ReadFile(*corpus / "encoding" / "encoding_cases.jsonl"));
  int cases = 0;
  for (std::string line; std::getline(lines, line);) {
    rapidjson::Document test;
    test.Parse(line.c_str());
    ASSERT_FALSE(test.HasParseError()) << line;
    if (test["scripted"].GetBool()) continue;
    const std::string bytes = FromBase64(test["data_base64"].GetString());
    EXPECT_EQ(AsciiLower(SniffEncoding(bytes, "")), AsciiLower(test["expect_encoding"].GetString())) << bytes;
    ++cases;
  }
  EXPECT_EQ(cases, 82);
}

}  // namespace
}  // namespace pricecrew
