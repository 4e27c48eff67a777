#include "worker/embedded_json.h"

#include <gtest/gtest.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <variant>

#include "common/rules/json_place.h"

namespace pricecrew {
namespace {

constexpr std::string_view kPage = R"(<!DOCTYPE html>
<script>window.__STATE__ = {"price": 1};</script>
<script type="application/ld+json; charset=utf-8">{"price": 2}</script>
<p id=data>{"price": 3}</p>
<script id=data type="application/json" class="a b">{"price": 4.50}</script>
<script id=__NEXT_DATA__ type="application/json">{"price": "5 <!-- </ 6"}</script>
<script type="application/LD+JSON">[{"price": 7},]</script>
<script src=x.js></script>
<script>a = 1;)";

/// What stands there, each as JSON, space separated.
std::string At(std::string_view place, std::string_view page = kPage) {
  EmbeddedJson json(page);
  std::string all;
  for (const rapidjson::Document& document : json.At(std::get<JsonPlace>(ParseJsonPlace(place)))) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer writer(buffer);
    document.Accept(writer);
    all += (all.empty() ? "" : " ") + std::string(buffer.GetString());
  }
  return all;
}

TEST(EmbeddedJson, IsFoundByItsPlace) {
  EXPECT_EQ(At("ld+json"), R"({"price":"2"} [{"price":"7"}])");
  EXPECT_EQ(At("script#data"), R"({"price":"4.50"})");
  EXPECT_EQ(At("script.b[type='APPLICATION/json']"), R"({"price":"4.50"})");
  EXPECT_EQ(At("script[type='application/json']"), R"({"price":"4.50"} {"price":"5 <!-- </ 6"})");
  EXPECT_EQ(At("__STATE__"), R"({"price":"1"})");
  EXPECT_EQ(At("window.__STATE__"), R"({"price":"1"})");
  EXPECT_EQ(At("__NEXT_DATA__"), R"({"price":"5 <!-- </ 6"})");
  EXPECT_EQ(At("script#nosuch"), "");
  EXPECT_EQ(At("NOSUCH"), "");
}

TEST(EmbeddedJson, PassesOverWhatIsNone) {
  EXPECT_EQ(At("X", "<script>X = {broken; Y = {\"a\": 1}</script>"), "");
  EXPECT_EQ(At("X", "<script>X = {(}; X = {\"a\": 1}</script>"), R"({"a":"1"})");
}

TEST(EmbeddedJson, ParsesNoMoreThanItsBound) {
  const std::string large = "<script>X = {\"a\": \"" + std::string(EmbeddedJson::kMaxJsonBytes, 'x') +
                            "\"}</script><script>X = {\"b\": \"" +
                            std::string(EmbeddedJson::kMaxJsonBytes / 2, 'x') + "\"}</script>";
  const std::string found = At("X", large + large);
  EXPECT_EQ(found.substr(0, 5), R"({"b":)");
  EXPECT_LT(found.size(), EmbeddedJson::kMaxJsonBytes);
}

}  // namespace
}  // namespace pricecrew
