#include "standalone/select_tool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "common/app/exit_code.h"

namespace pricecrew {
namespace {

constexpr const char* kPage =
    R"(<a href="/1" class=p>One <b>1</b></a><a class=p>Two</a><script id=d>{"x": [12.50, {"y": "z  z"}]}</script>)";

LoadPage Loading() {
  return [](const std::string& where) -> Result<LoadedPage> {
    if (where == "page") return LoadedPage{kPage, "text/html", ""};
    return Error{where == "away" ? ErrorKind::kRetryLater : ErrorKind::kGiveUp, "cannot read " + where};
  };
}

std::string Printed(const PageSelection& selection) {
  std::ostringstream out;
  EXPECT_EQ(RunSelect("page", selection, Loading(), out), kComplete);
  return out.str();
}

std::string Refused(const PageSelection& selection) {
  std::ostringstream out;
  testing::internal::CaptureStderr();
  EXPECT_EQ(RunSelect("page", selection, Loading(), out), kUsage);
  EXPECT_EQ(out.str(), "");
  return testing::internal::GetCapturedStderr();
}

TEST(RunSelect, PrintsTexts) { EXPECT_EQ(Printed({.selector = "a.p"}), "One 1\nTwo\n"); }

TEST(RunSelect, PrintsAttributes) { EXPECT_EQ(Printed({.selector = "a.p", .attribute = "HREF"}), "/1\n"); }

TEST(RunSelect, PrintsJson) {
  EXPECT_EQ(Printed({.json_path = "$.x[*]", .in = "script#d"}), "12.50\n{\"y\":\"z  z\"}\n");
  EXPECT_EQ(Printed({.json_path = "$..y", .in = "script#d"}), "z z\n");
}

TEST(RunSelect, PrintsNothingWhereNothingIsFound) { EXPECT_EQ(Printed({.selector = "u"}), ""); }

TEST(RunSelect, PointsAtAMistake) {
  EXPECT_EQ(
      Refused({.selector = "a > > b"}),
      "pricecrew: the selector: column 5: a tag, '*', '.', '#', '[' or ':' is expected, but there is '>'\n"
      "  a > > b\n"
      "      ^\n");
  EXPECT_THAT(Refused({.json_path = "x"}), testing::HasSubstr("--json: column 1"));
  EXPECT_THAT(Refused({.json_path = "$", .in = "a b"}), testing::HasSubstr("--in: column 1"));
  EXPECT_THAT(Refused({}), testing::HasSubstr("SELECTOR"));
}

TEST(RunSelect, SaysWhereThePageCannotBeHad) {
  std::ostringstream out;
  testing::internal::CaptureStderr();
  EXPECT_EQ(RunSelect("nosuch", {.selector = "a"}, Loading(), out), kUsage);
  EXPECT_EQ(RunSelect("away", {.selector = "a"}, Loading(), out), kNotReachable);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "pricecrew: cannot read nosuch\npricecrew: cannot read away\n");
}

}  // namespace
}  // namespace pricecrew
