#include "common/rules/json_path.h"

#include <gtest/gtest.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>

namespace pricecrew {
namespace {

constexpr const char* kJson = R"({
  "product": {"name": "Kettle", "my-price": 12.5, "it's": 1, "é": 2, "": 3, "sizes": [{"id": 1}, {"id": 2}, {"id": 3}]},
  "list": [[10, 11], [12], "x"],
  "deep": {"id": 9, "deep": {"id": 8, "deep": null}},
  "none": null
})";

/// What is found, as JSON, space separated.
std::string Found(std::string_view path, const char* json = kJson) {
  const auto compiled = JsonPath::Compile(path);
  if (std::holds_alternative<Mistake>(compiled)) return "mistake";
  rapidjson::Document document;
  document.Parse(json);
  std::string all;
  for (const rapidjson::Value* value : std::get<JsonPath>(compiled).Select(document)) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer writer(buffer);
    value->Accept(writer);
    all += (all.empty() ? "" : " ") + std::string(buffer.GetString());
  }
  return all;
}

struct Case {
  std::string_view path;
  std::string_view wanted;
};

class LeadsToTest : public ::testing::TestWithParam<Case> {};

TEST_P(LeadsToTest, WhatIsWanted) { EXPECT_EQ(Found(GetParam().path), GetParam().wanted); }

INSTANTIATE_TEST_SUITE_P(
    Paths, LeadsToTest,  // sections of RFC 9535
    ::testing::Values(
        Case{"$.product.name", R"("Kettle")"}, Case{"$['product']['name']", R"("Kettle")"},  // 2.3.1
        Case{"$.product[ \"my-price\" ]", "12.5"}, Case{"$.product['it\\'s']", "1"},
        Case{"$.product['\\u00e9']", "2"}, Case{"$.product.é", "2"}, Case{"$.product['']", "3"},
        Case{"$.product.nosuch", ""}, Case{"$.none", "null"}, Case{"$.none.x", ""},
        Case{"$.product.name.x", ""}, Case{"$.product[0]", ""}, Case{"$.list.name", ""},
        Case{"$.list[0]", "[10,11]"}, Case{"$.list[-1]", R"("x")"}, Case{"$.list[3]", ""},  // 2.3.3
        Case{"$.list[-4]", ""}, Case{"$.list[0][1]", "11"}, Case{"$.list[*][0]", "10 12"},  // 2.3.2
        Case{"$.list.*", R"([10,11] [12] "x")"}, Case{"$.product.sizes[*].id", "1 2 3"},
        Case{"$..id", "1 2 3 9 8"}, Case{"$.deep..id", "9 8"}, Case{"$..sizes[1].id", "2"},  // 2.5.2
        Case{"$..['name']", R"("Kettle")"}, Case{"$..[-1].id", "3"},
        Case{"$.list..*", R"([10,11] [12] "x" 10 11 12)"}, Case{"$..deep..id", "9 8"},
        Case{"$.deep.deep", R"({"id":8,"deep":null})"}));

struct WrongCase {
  std::string_view path;
  std::size_t offset;
};

class WrongPathTest : public ::testing::TestWithParam<WrongCase> {};

TEST_P(WrongPathTest, IsRefusedWhereItIsWrong) {
  const auto compiled = JsonPath::Compile(GetParam().path);
  const auto* mistake = std::get_if<Mistake>(&compiled);
  ASSERT_NE(mistake, nullptr) << GetParam().path;
  EXPECT_EQ(mistake->offset, GetParam().offset) << GetParam().path << ": " << mistake->text;
}

INSTANTIATE_TEST_SUITE_P(Paths, WrongPathTest,
                         ::testing::Values(WrongCase{"", 0}, WrongCase{"name", 0}, WrongCase{"$name", 1},
                                           WrongCase{"$.", 2}, WrongCase{"$..", 3}, WrongCase{"$.my-name", 4},
                                           WrongCase{"$.1", 2}, WrongCase{"$[", 2}, WrongCase{"$[a]", 2},
                                           WrongCase{"$[0", 3}, WrongCase{"$['a]", 2}, WrongCase{"$[1:2]", 3},
                                           WrongCase{"$[?@.x]", 2}, WrongCase{"$[0,1]", 3},
                                           WrongCase{"$[-]", 2}, WrongCase{"$['\\x']", 3},
                                           WrongCase{"$['\\ud800']", 3}, WrongCase{"$[99999999999]", 2},
                                           WrongCase{"$.a b", 3}));

TEST(JsonPath, TakesEachValueOnceHoweverManyWaysLeadToIt) {
  // With every way counted, 40 levels and 20 steps give 10^11 values.
  std::string json;
  std::string path = "$";
  for (int i = 0; i < 40; ++i) json += R"({"a":)";
  json += "1" + std::string(40, '}');
  for (int i = 0; i < 20; ++i) path += "..a";
  EXPECT_EQ(Found(path, json.c_str()).substr(0, 10), R"({"a":{"a":)");
}

}  // namespace
}  // namespace pricecrew
