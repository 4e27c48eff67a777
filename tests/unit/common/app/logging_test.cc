#include "common/app/logging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <functional>
#include <memory>

namespace pricecrew {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

class LoggingTest : public testing::Test {
 protected:
  void TearDown() override { spdlog::set_default_logger(before_); }

  /// What a program with these settings writes to stderr.
  static std::string LogOf(const LogSettings& settings, const std::function<void()>& work) {
    testing::internal::CaptureStderr();
    StartLogging(settings, "worker");
    work();
    return testing::internal::GetCapturedStderr();
  }

 private:
  std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();  // spdlog's owner of it is shared
};

TEST_F(LoggingTest, JsonIsOneObjectALineWhateverTheMessageHolds) {
  const std::string message = "a \"quoted\" \\ line\nand\tanother \x01 – ü {}";
  const std::string log = LogOf({"json", "info"}, [&message] { spdlog::warn("{}", message); });
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 1) << log;
  rapidjson::Document line;
  line.Parse(log.c_str());
  ASSERT_FALSE(line.HasParseError()) << log;
  EXPECT_EQ(line["message"].GetString(), message);
  EXPECT_STREQ(line["level"].GetString(), "warning");
  EXPECT_STREQ(line["program"].GetString(), "worker");
  EXPECT_THAT(line["time"].GetString(), MatchesRegex("....-..-..T..:..:..\\....Z"));
  EXPECT_TRUE(line["pid"].IsInt());
}

TEST_F(LoggingTest, HumanLinesNameProgramAndLevel) {
  const std::string log = LogOf({"human", "info"}, [] { spdlog::error("it broke"); });
  EXPECT_THAT(log, HasSubstr("worker error: it broke\n"));
}

TEST_F(LoggingTest, LogsFromItsLevelOn) {
  const auto all = [] {
    spdlog::debug("<debug>");
    spdlog::info("<info>");
    spdlog::warn("<warning>");
    spdlog::error("<error>");
  };
  const std::vector<std::string> levels{"debug", "info", "warning", "error", "off"};
  for (std::size_t least = 0; least < levels.size(); ++least) {
    const std::string log = LogOf({"human", levels[least]}, all);
    for (std::size_t level = 0; level + 1 < levels.size(); ++level)
      EXPECT_EQ(log.find("<" + levels[level] + ">") != std::string::npos, level >= least)
          << levels[level] << " at " << levels[least];
  }
}

TEST_F(LoggingTest, OtherFormatsAndLevelsAreRefused) {
  CLI::App app;
  LogSettings settings;
  AddLogSettings(app, settings);
  EXPECT_THROW(app.parse("--log-format xml"), CLI::ParseError);
  EXPECT_THROW(app.parse("--log-level loud"), CLI::ParseError);
  app.parse("--log-format json --log-level off");
  EXPECT_EQ(settings.format, "json");
  EXPECT_EQ(settings.level, "off");
}

}  // namespace
}  // namespace pricecrew
