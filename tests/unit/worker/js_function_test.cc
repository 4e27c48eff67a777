#include "worker/js_function.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

std::string Returned(std::string_view program) {
  const auto literal = ReadInvokedFunction(program);
  return literal ? literal->json : "none";
}

TEST(ReadInvokedFunction, PutsArgumentsInPlaceOfParameters) {
  const struct {
    const char* program;
    const char* json;
  } cases[] = {
      {R"((function(a,b){return {name:a,price:b}}("Lamp",4.5)))", R"({"name":"Lamp","price":4.5})"},
      {R"((function(a, b) { return {x: [a, b, c]}; })('it\'s, [so]', !0))",
       R"({"x":["it's, [so]",true,null]})"},
      {R"((function(a,b){b.x="}";return {a:a,b:b,"c":"a"}}(1,{})))", R"({"a":1,"b":{},"c":"a"})"},
      {R"((function(a,b){if(a){return {no:1}}return [a,b]}(1)))", "[1,null]"},
      {R"((function(a){return {a:a.b,c:a+1,d:-a}}(1)))", R"({"a":null,"c":null,"d":null})"},
  };
  for (const auto& one : cases) EXPECT_EQ(Returned(one.program), one.json) << one.program;
}

TEST(ReadInvokedFunction, SaysHowLongItIs) {
  EXPECT_EQ(ReadInvokedFunction("(function(a){return {a:a}} (1)) ; more \n")->size, 30U);
}

TEST(ReadInvokedFunction, IsAbsentForOtherFunctions) {
  for (const char* program :
       {"", "(function(", "(function(a){", "(function(a){}(1))", "(function(a){return {a:a}})",
        "(function(a){return {a:a}}(window,document))", "(function(a){return {a:a}}(1",
        "(function(a){return a}(1))", "(function(a){return {a:'}(1))"})
    EXPECT_EQ(Returned(program), "none") << program;
}

TEST(ReadInvokedFunction, IsBounded) {
  std::string program = "(function(a){return [a";
  for (int i = 0; i < 100'000; ++i) program += ",a";
  const std::string long_text(10'000, 'x');  // a gigabyte, were it put in each place
  EXPECT_LT(Returned(program + "]}(\"" + long_text + "\"))").size(), kMaxReplaced + 1'000'000);
}

}  // namespace
}  // namespace pricecrew
