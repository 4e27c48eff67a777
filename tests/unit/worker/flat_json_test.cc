#include "worker/flat_json.h"

#include <gtest/gtest.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>

#include "worker/json_text.h"

namespace pricecrew {
namespace {

// Numbers are strings, as ParseLooseJson has them.
std::string Unfolded(const std::string& json, JsonLayout layout) {
  auto document = ParseLooseJson(json);
  Unfold(*document, layout);
  rapidjson::StringBuffer text;
  rapidjson::Writer writer(text);
  document->Accept(writer);
  return text.GetString();
}

TEST(Unfold, FollowsTheIndexesOfAFlatArray) {
  const struct {
    const char* flat;
    const char* value;
  } cases[] = {
      {R"([["ShallowReactive",1],{"name":2,"price":3},"Lamp",24.95])", R"({"name":"Lamp","price":"24.95"})"},
      {R"([{"a":1,"b":1},[2,2],"x"])", R"({"a":["x","x"],"b":["x","x"]})"},
      {R"([{"a":1,"b":3},["Ref",2],true,["Reactive",1]])", R"({"a":true,"b":true})"},
      {R"([["Set",1,2],"x","y"])", R"(["x","y"])"},
      {R"([["Map",1,2],"x","y"])", R"({"x":"y"})"},
      {R"([["null","a",1],"x"])", R"({"a":"x"})"},
      {R"([{"at":1},["Date","2026-01-01"]])", R"({"at":"2026-01-01"})"},
      {R"([{"a":-1,"b":1,"c":9},null])", R"({"a":null,"b":null,"c":null})"},
      {R"([{"_1":2},"price",5])", R"({"price":"5"})"},  // turbo-stream
      {R"([[],{}])", "[]"},
      {"{}", "{}"},
  };
  for (const auto& one : cases) EXPECT_EQ(Unfolded(one.flat, JsonLayout::kFlat), one.value) << one.flat;
}

TEST(Unfold, EndsWhereAFlatArrayRefersToItself) {
  EXPECT_EQ(Unfolded(R"([{"me":0,"name":1},"Lamp"])", JsonLayout::kFlat), R"({"me":null,"name":"Lamp"})");
  EXPECT_EQ(Unfolded(R"([["Ref",0]])", JsonLayout::kFlat), "null");
  std::string doubled = "[";  // 2^1000 values if each were built
  for (int i = 1; i <= 1'000; ++i) doubled += "[" + std::to_string(i) + "," + std::to_string(i) + "],";
  EXPECT_LT(Unfolded(doubled + "1]", JsonLayout::kFlat).size(), 2'000'000U);
  std::string wide = "[[1";  // 10^8 values
  for (int i = 0; i < 10'000; ++i) wide += ",1";
  wide += "],[9";
  for (int i = 0; i < 10'000; ++i) wide += ",99999999";
  EXPECT_LT(Unfolded(wide + "]]", JsonLayout::kFlat).size(), 2'000'000U);
}

TEST(Unfold, TakesTheTagsOffValues) {
  EXPECT_EQ(
      Unfolded(R"({"product":[0,{"name":[0,"Lamp"],"sizes":[1,[[0,"S"],[0,"L"]]]}]})", JsonLayout::kTagged),
      R"({"product":{"name":"Lamp","sizes":["S","L"]}})");
}

TEST(LayoutOf, KnowsTurboStreamByItsKeys) {
  EXPECT_EQ(LayoutOf(*ParseLooseJson(R"([{"_1":2},"a",5])")), JsonLayout::kFlat);
  for (const char* json : {"{}", "[]", "[{}]", R"([{"_id":2}])", R"([{"name":"x"}])"})
    EXPECT_EQ(LayoutOf(*ParseLooseJson(json)), JsonLayout::kNested) << json;
}

}  // namespace
}  // namespace pricecrew
