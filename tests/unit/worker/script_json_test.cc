#include "worker/script_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(AssignedJson, IsFoundHoweverTheVariableIsWritten) {
  for (const char* script :
       {R"(var STATE = {"a":1};)", R"(window.STATE={"a":1})", R"(window["STATE"] = {"a":1}; more())",
        R"(window['STATE']={"a":1};)", R"(x=1;STATE
          = {"a":1})",
        R"(const STATE = JSON.parse("{\"a\":1}");)", R"(STATE = JSON.parse('{"a":1}'))", R"(STATE({"a":1});)",
        R"(STATE = JSON.parse(decodeURI("%7B%22a%22:1%7D"));)",
        R"(if (STATE == 1) {} OTHER = {"b":2}; STATE = {"a":1})",
        R"(MYSTATE = {"b":1}; STATES = {"b":2}; STATE = {"a":1})", R"(STATE.x = {"b":1}; STATE = {"a":1})"})
    EXPECT_THAT(AssignedJson(script, "STATE"), ElementsAre(R"({"a":1})")) << script;
}

TEST(AssignedJson, EndsWithItsBracket) {
  EXPECT_THAT(AssignedJson(R"(S = {"a":"}\"]","b":[{}]}; T = {"c":1})", "S"),
              ElementsAre(R"({"a":"}\"]","b":[{}]})"));
  EXPECT_THAT(AssignedJson(R"(S = [1,2].map(f))", "S"), ElementsAre("[1,2]"));
  EXPECT_THAT(AssignedJson(R"(S = {"a":)", "S"), IsEmpty());
  EXPECT_THAT(AssignedJson(R"(S = {"a":"S = {}"}; S = [])", "S"), ElementsAre(R"({"a":"S = {}"})", "[]"));
}

TEST(AssignedJson, IsReadFromLiteralsThatAreNoJson) {
  EXPECT_THAT(AssignedJson("S = {a: 'x', b: f(), c: [1,],}", "S"),
              ElementsAre(R"({"a":"x","b":null,"c":[1]})"));
}

TEST(AssignedJson, MayBeSeveral) {
  EXPECT_THAT(AssignedJson(R"(dataLayer.push({"a":1});dataLayer.push({"b":2});)", "dataLayer.push"),
              ElementsAre(R"({"a":1})", R"({"b":2})"));
}

TEST(AssignedJson, IsNoneWhereNothingWithBracketsIsAssigned) {
  for (const char* script : {"", "S", "S =", "S = 1", "S == {}", "S = f({})", "S = JSON.parse(",
                             "S = JSON.parse(x)", "S = JSON.parse('{", "S['x'] = {}"})
    EXPECT_THAT(AssignedJson(script, "S"), IsEmpty()) << script;
}

TEST(AssignedJson, ReadsTheEscapesOfAStringLiteral) {
  EXPECT_THAT(AssignedJson(R"(S = JSON.parse('{\x22a\x22:\u0022\u00e9\\n\'\/"}'))", "S"),
              ElementsAre(R"({"a":"é\n'/"})"));
}

TEST(AssignedJson, IsBounded) {
  std::string open;
  std::string closed;
  for (int i = 0; i < 300'000; ++i) {
    open += "S={";
    closed += "S={};";
  }
  EXPECT_THAT(AssignedJson(open, "S"), IsEmpty());  // 10^11 steps if each were looked at to its end
  EXPECT_EQ(AssignedJson(closed, "S").size(), kMaxAssignments);
}

}  // namespace
}  // namespace pricecrew
