#include "worker/js_literal.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

std::string Json(std::string_view program) {
  const auto literal = ReadJsLiteral(program);
  return literal ? literal->json : "none";
}

TEST(ReadJsLiteral, ReadsWhatProgramsWrite) {
  const struct {
    const char* program;
    const char* json;
  } cases[] = {
      {"{}", "{}"},
      {"[1, 2,]", "[1,2]"},
      {"{a: 1, 'b': 'x', \"c\": true,}", R"({"a":1,"b":"x","c":true})"},
      {"{a: .5, b: 2., c: -3}", R"({"a":0.5,"b":2,"c":-3})"},
      {"{a: !0, b: !1, c: void 0, d: undefined, e: null}",
       R"({"a":true,"b":false,"c":null,"d":null,"e":null})"},
      {"{a: /* no */ 1, // no\n b: 2}", R"({"a":1,"b":2})"},
      {R"({a: 'it\'s "x"'})", R"({"a":"it's \"x\""})"},
      {R"({a: "\u00e9\x41\/"})", R"({"a":"\u00e9\u0041\/"})"},
      {"{a: new Date(1, 2), b: f({x: 1}), c: x + 1, d: 4}", R"({"a":null,"b":null,"c":null,"d":4})"},
      {"{a: function() { return {b: 1}; }, c: 2}", R"({"a":null,"c":2})"},
      {"{a, b: 1}", R"({"a":null,"b":1})"},
      {"{...rest, b: 1}", R"({"b":1})"},
      {"{a: `x`}", R"({"a":"x"})"},
      {"{a: [{b: [1, [2]]}]}", R"({"a":[{"b":[1,[2]]}]})"},
      {"{a: 1}; more", R"({"a":1})"},
      {"{a: 'x' + y}", R"({"a":null})"},
  };
  for (const auto& one : cases) EXPECT_EQ(Json(one.program), one.json) << one.program;
}

TEST(ReadJsLiteral, RefusesWhatDoesNotEndOrMatch) {
  for (const char* program :
       {"", "x", "{", "[1", "{a: 'x", "{a: 1]", "[{}", "{a: (1}", "{a = 1; b}", "{a.b()}"})
    EXPECT_EQ(Json(program), "none") << program;
}

TEST(ReadJsLiteral, SaysHowLongItIs) { EXPECT_EQ(ReadJsLiteral("{a: 1} + 2")->size, 6U); }

TEST(ReadJsString, ResolvesEscapes) {
  EXPECT_EQ(ReadJsString(R"("{\"a\":\"b\\n\"}" + x)"), R"({"a":"b\n"})");
  EXPECT_EQ(ReadJsString("'it\\'s'"), "it's");
  EXPECT_EQ(ReadJsString(R"('{\x22a\x22:\u0022\u00e9\ud83d\ude00\ud83d\u0022}')"), "{\"a\":\"é😀\uFFFD\"}");
  EXPECT_EQ(ReadJsString("\"open"), std::nullopt);
  EXPECT_EQ(ReadJsString("x"), std::nullopt);
}

}  // namespace
}  // namespace pricecrew
