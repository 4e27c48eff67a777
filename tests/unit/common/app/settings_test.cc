#include "common/app/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/common/app/environment.h"

namespace pricecrew {
namespace {

using testing::HasSubstr;

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    AddSetting(app_, "--threads", threads_, "event loops")->check(CLI::Range(0U, 256U));
    AddSetting(app_, "--listen", listen_, "address");
  }
  std::optional<int> Parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "program");
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    const std::optional<int> ended =
        ParseSettings(app_, static_cast<int>(arguments.size()), arguments.data());
    out_ = testing::internal::GetCapturedStdout();
    complaint_ = testing::internal::GetCapturedStderr();
    return ended;
  }

  CLI::App app_{"A program.", "program"};
  unsigned threads_ = 3;
  std::string listen_ = "here";
  std::string out_;
  std::string complaint_;
};

TEST(EnvironmentName, IsTheFlagInCapitals) {
  EXPECT_EQ(EnvironmentName("--broker-url"), "PRICECREW_BROKER_URL");
  EXPECT_EQ(EnvironmentName("--listen"), "PRICECREW_LISTEN");
}

TEST_F(SettingsTest, HaveADefault) {
  EXPECT_EQ(Parse({}), std::nullopt);
  EXPECT_EQ(threads_, 3U);
  EXPECT_EQ(listen_, "here");
}

TEST_F(SettingsTest, ComeFromAFlag) {
  EXPECT_EQ(Parse({"--threads", "7", "--listen=there"}), std::nullopt);
  EXPECT_EQ(threads_, 7U);
  EXPECT_EQ(listen_, "there");
}

TEST_F(SettingsTest, ComeFromTheEnvironment) {
  const EnvironmentForTest threads("PRICECREW_THREADS", "9");
  EXPECT_EQ(Parse({}), std::nullopt);
  EXPECT_EQ(threads_, 9U);
}

TEST_F(SettingsTest, TakeTheFlagBeforeTheEnvironment) {
  const EnvironmentForTest threads("PRICECREW_THREADS", "9");
  EXPECT_EQ(Parse({"--threads", "7"}), std::nullopt);
  EXPECT_EQ(threads_, 7U);
}

TEST_F(SettingsTest, AMisspeltCommandEndsTheStartAndNamesItself) {
  app_.require_subcommand(1);
  app_.add_subcommand("scrape", "a command");
  EXPECT_EQ(Parse({"scrpae", "http://shop.test/"}), 2);
  EXPECT_THAT(complaint_, HasSubstr("'scrpae'"));
  EXPECT_EQ(Parse({"scrape"}), std::nullopt);
}

TEST_F(SettingsTest, AnInvalidFlagEndsTheStartAndNamesItself) {
  EXPECT_EQ(Parse({"--threads", "many"}), 2);
  EXPECT_THAT(complaint_, HasSubstr("--threads"));
  EXPECT_EQ(std::count(complaint_.begin(), complaint_.end(), '\n'), 1) << complaint_;
}

TEST_F(SettingsTest, AFlagOutOfRangeEndsTheStart) {
  EXPECT_EQ(Parse({"--threads", "257"}), 2);
  EXPECT_THAT(complaint_, HasSubstr("--threads"));
}

TEST_F(SettingsTest, AnInvalidVariableEndsTheStartAndNamesItself) {
  const EnvironmentForTest threads("PRICECREW_THREADS", "many");
  EXPECT_EQ(Parse({}), 2);
  EXPECT_THAT(complaint_, testing::AnyOf(HasSubstr("--threads"), HasSubstr("PRICECREW_THREADS")));
}

TEST_F(SettingsTest, AVariableOutOfRangeEndsTheStart) {
  const EnvironmentForTest threads("PRICECREW_THREADS", "257");
  EXPECT_EQ(Parse({}), 2);
}

TEST_F(SettingsTest, AnUnknownFlagEndsTheStartAndNamesItself) {
  EXPECT_EQ(Parse({"--thread", "7"}), 2);
  EXPECT_THAT(complaint_, HasSubstr("--thread"));
}

TEST_F(SettingsTest, AnUnknownVariableEndsTheStartAndNamesItself) {
  const EnvironmentForTest unknown("PRICECREW_THREAD", "7");
  EXPECT_EQ(Parse({}), 2);
  EXPECT_THAT(complaint_, HasSubstr("PRICECREW_THREAD "));
  EXPECT_EQ(std::count(complaint_.begin(), complaint_.end(), '\n'), 1);
}

TEST_F(SettingsTest, VariablesOfOtherProgramsOfTheProjectAndOfOthersAreLetBe) {
  const EnvironmentForTest of_the_aggregator("PRICECREW_OUTPUT_DIR", "out");
  const EnvironmentForTest of_another("PRICECREWX_THREAD", "1");
  EXPECT_EQ(Parse({}), std::nullopt);
}

TEST_F(SettingsTest, HelpNamesFlagVariableAndDefault) {
  EXPECT_EQ(Parse({"--help"}), 0);
  for (const char* part : {"--threads", "PRICECREW_THREADS", "event loops", "3"})
    EXPECT_THAT(out_, HasSubstr(part));
}

}  // namespace
}  // namespace pricecrew
