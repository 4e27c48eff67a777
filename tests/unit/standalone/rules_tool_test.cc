#include "standalone/rules_tool.h"

#include <gtest/gtest.h>

#include <sstream>

#include "common/app/exit_code.h"

namespace pricecrew {
namespace {

TEST(RunRulesCheck, SaysThatAFileIsGood) {
  std::ostringstream out;
  EXPECT_EQ(RunRulesCheck(R"({"sites": [{"hosts": "a.example"}]})", "a.json", out), kComplete);
  EXPECT_EQ(out.str(), "a.json: good; 33 of at most 16384 bytes\n");
}

TEST(RunRulesCheck, SaysOnStderrWhatIsWrong) {
  std::ostringstream out;
  testing::internal::CaptureStderr();
  EXPECT_EQ(RunRulesCheck(R"({"sites": [{}]})", "a.json", out), kUsage);
  EXPECT_EQ(out.str(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr().substr(0, 27), "a.json: line 1, column 12: ");
}

}  // namespace
}  // namespace pricecrew
