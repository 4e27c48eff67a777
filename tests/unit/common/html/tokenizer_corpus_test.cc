#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/html/utf8.h"
#include "tests/unit/common/html/corpus.h"
#include "tests/unit/common/html/token_list.h"

namespace pricecrew {
namespace {

using testing::TokenList;
using testing::Tokens;

// The cases are kept as UTF-16, for some hold lone surrogates, which no UTF-8 can.
using Json = rapidjson::GenericDocument<rapidjson::UTF16<char16_t>>;
using JsonValue = Json::ValueType;
using Lines = std::vector<std::string>;

struct Counts {
  int run = 0;
  int without_utf8 = 0;
};

std::optional<std::string> ToUtf8(std::u16string_view text) {
  std::string utf8;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (c >= 0xDC00 && c <= 0xDFFF) return std::nullopt;
    if (c >= 0xD800 && c <= 0xDBFF) {
      if (i + 1 == text.size() || text[i + 1] < 0xDC00 || text[i + 1] > 0xDFFF) return std::nullopt;
      c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00U);
    }
    utf8 += EncodeUtf8(c).View();
  }
  return utf8;
}

std::u16string Unescape(std::u16string_view text) {
  std::u16string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) != u"\\u") {
      plain += text[i];
      continue;
    }
    const std::u16string_view digits = text.substr(i + 2, 4);
    plain += static_cast<char16_t>(std::stoul(std::string(digits.begin(), digits.end()), nullptr, 16));
    i += 5;
  }
  return plain;
}

class TestCase {
 public:
  explicit TestCase(const JsonValue& json)
      : json_(json), escaped_(json.HasMember(u"doubleEscaped") && json[u"doubleEscaped"].GetBool()) {}

  [[nodiscard]] std::optional<std::string> Input() const { return String(json_[u"input"]); }

  [[nodiscard]] std::optional<Lines> Output() const {
    TokenList list;
    for (const JsonValue& token : json_[u"output"].GetArray())
      if (!Tell(token, list)) return std::nullopt;
    return list.Take();
  }

  [[nodiscard]] std::vector<TokenizerOptions> Runs() const {
    TokenizerOptions options;
    options.follows_elements = false;
    if (json_.HasMember(u"lastStartTag")) options.last_start_tag = *String(json_[u"lastStartTag"]);
    if (!json_.HasMember(u"initialStates")) return {options};
    const std::map<std::string, ContentModel> models{
        {"Data state", ContentModel::kData},           {"RCDATA state", ContentModel::kRcdata},
        {"RAWTEXT state", ContentModel::kRawtext},     {"Script data state", ContentModel::kScriptData},
        {"PLAINTEXT state", ContentModel::kPlaintext}, {"CDATA section state", ContentModel::kCdata}};
    std::vector<TokenizerOptions> runs;
    for (const JsonValue& state : json_[u"initialStates"].GetArray()) {
      options.initial = models.at(*String(state));
      runs.push_back(options);
    }
    return runs;
  }

 private:
  [[nodiscard]] std::optional<std::string> String(const JsonValue& value) const {
    const std::u16string_view text(value.GetString(), value.GetStringLength());
    return escaped_ ? ToUtf8(Unescape(text)) : ToUtf8(text);
  }

  // Hands a token of the expected output to the list; false where it cannot be said in UTF-8.
  bool Tell(const JsonValue& token, TokenList& list) const {
    const std::string kind = *String(token[0]);
    if (kind == "DOCTYPE") return TellDoctype(token, list);
    const std::optional<std::string> text = String(token[1]);
    if (!text) return false;
    if (kind == "Character") list.OnText(*text);
    if (kind == "Comment") list.OnComment(*text);
    if (kind == "EndTag") list.OnEndTag({*text});
    if (kind == "StartTag") return TellStartTag(*text, token, list);
    return true;
  }

  bool TellStartTag(const std::string& name, const JsonValue& token, TokenList& list) const {
    std::map<std::string, std::string> attributes;
    for (const auto& member : token[2].GetObject()) {
      const std::optional<std::string> value = String(member.value);
      if (!value) return false;
      attributes.emplace(*String(member.name), *value);
    }
    std::vector<Attribute> views;
    for (const auto& [key, value] : attributes) views.push_back({key, value});
    list.OnStartTag({name, views, token.Size() > 3 && token[3].GetBool()});
    return true;
  }

  bool TellDoctype(const JsonValue& token, TokenList& list) const {
    std::optional<std::string> parts[3];
    for (unsigned i = 0; i < 3; ++i)
      if (!token[i + 1].IsNull()) parts[i] = String(token[i + 1]);
    list.OnDoctype({parts[0], parts[1], parts[2], !token[4].GetBool()});
    return true;
  }

  const JsonValue& json_;
  bool escaped_;
};

void RunCase(const JsonValue& json, Counts& counts) {
  const TestCase test(json);
  const std::optional<std::string> input = test.Input();
  const std::optional<Lines> output = test.Output();
  if (!input || !output) {
    ++counts.without_utf8;
    return;
  }
  for (const TokenizerOptions& options : test.Runs()) {
    EXPECT_EQ(Tokens(*input, input->size() + 1, options), *output) << *input;
    EXPECT_EQ(Tokens(*input, 1, options), *output) << "byte by byte: " << *input;
    ++counts.run;
  }
}

// html5lib's cases: what the bare tokenizer puts out, whole and byte by byte. xmlViolation.test is about
// another mode.
TEST(TokenizerCorpus, GivesTheTokensOfTheStandard) {
  PRICECREW_CORPUS_OR_SKIP(corpus);
  Counts counts;
  for (const auto& file : std::filesystem::directory_iterator(*corpus / "html5lib" / "tokenizer")) {
    if (file.path().filename() == "xmlViolation.test") continue;
    SCOPED_TRACE(file.path().filename());
    Json json;
    const std::string bytes = testing::ReadFile(file.path());
    rapidjson::StringStream stream(bytes.c_str());
    json.ParseStream<rapidjson::kParseDefaultFlags, rapidjson::UTF8<>>(stream);
    ASSERT_FALSE(json.HasParseError());
    for (const JsonValue& test : json[u"tests"].GetArray()) RunCase(test, counts);
  }
  RecordProperty("cases", counts.run);
  RecordProperty("without_utf8", counts.without_utf8);
  std::cout << counts.run << " cases run; " << counts.without_utf8
            << " left out, for they hold lone surrogates\n";
  EXPECT_GT(counts.run, 6'000);
  EXPECT_LT(counts.without_utf8, 50);
}

}  // namespace
}  // namespace pricecrew
