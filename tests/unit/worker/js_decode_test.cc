#include "worker/js_decode.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(ReadDecodedString, UndoesTheCallsAroundAString) {
  const struct {
    const char* program;
    const char* text;
  } cases[] = {
      {R"("a\"b")", "a\"b"},
      {R"( decodeURI("%7B%22a%22:1%7D"))", R"({"a":1})"},
      {"decodeURIComponent ( '%C3%A9 100%' )", "é 100%"},
      {R"(window.atob("eyJhIjox\nfQ=="))", R"({"a":1})"},
      {R"(decodeURIComponent(atob("JTQxJTQy")))", "AB"},
      {R"(decodeURIComponent(escape(window.atob("w6kgJTQx"))))", "é %41"},
      {R"(unescape("%41"))", "A"},
      {R"(atob("/w=="))", "\uFFFD"},  // no UTF-8
  };
  for (const auto& one : cases) EXPECT_EQ(ReadDecodedString(one.program), one.text) << one.program;
}

TEST(ReadDecodedString, IsAbsentWhereThereIsNone) {
  for (const char* program : {"", "x", "decodeURI", "decodeURI(x)", "decode(\"x\")", "atob(\"x",
                              "atob(atob(atob(atob(atob(\"x\")))))"})
    EXPECT_EQ(ReadDecodedString(program), std::nullopt) << program;
}

}  // namespace
}  // namespace pricecrew
