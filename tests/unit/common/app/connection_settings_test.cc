#include "common/app/connection_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "common/app/settings.h"
#include "tests/unit/common/app/environment.h"

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ConnectionSettingsTest : public testing::Test {
 protected:
  ConnectionSettingsTest() {
    AddBrokerSettings(app_, broker_);
    AddBudgetSettings(app_, budgets_);
    AddFetchSettings(app_, fetch_);
  }
  std::optional<int> Parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "program");
    testing::internal::CaptureStderr();
    const std::optional<int> ended =
        ParseSettings(app_, static_cast<int>(arguments.size()), arguments.data());
    complaint_ = testing::internal::GetCapturedStderr();
    return ended;
  }

  CLI::App app_{"A program.", "program"};
  BrokerSettings broker_;
  BudgetSettings budgets_;
  FetchSettings fetch_;
  std::string complaint_;
};

/// A file of host budgets that goes with the test.
class BudgetFile {
 public:
  explicit BudgetFile(const std::string& text)
      : path_(testing::TempDir() + "budgets-" + std::to_string(getpid())) {
    std::ofstream(path_) << text;
  }
  ~BudgetFile() { (void)std::remove(path_.c_str()); }
  BudgetFile(const BudgetFile&) = delete;
  BudgetFile& operator=(const BudgetFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST_F(ConnectionSettingsTest, FillTheirStructs) {
  EXPECT_EQ(Parse({"--broker-url", "amqp://a/", "--broker-ca-file", "b.pem", "--broker-timeout", "7",
                   "--category-shards", "2", "--product-shards", "512", "--host-concurrency", "9",
                   "--host-rate", "0.5", "--host-budgets", "file", "--ca-file", "c.pem"}),
            std::nullopt);
  EXPECT_EQ(broker_.url, "amqp://a/");
  EXPECT_EQ(broker_.ca_file, "b.pem");
  EXPECT_EQ(broker_.timeout, std::chrono::seconds(7));
  EXPECT_EQ(broker_.shards.category, 2U);
  EXPECT_EQ(broker_.shards.product, 512U);
  EXPECT_EQ(budgets_.others.concurrency, 9U);
  EXPECT_EQ(budgets_.others.rate, 0.5);
  EXPECT_EQ(budgets_.file, "file");
  EXPECT_EQ(fetch_.ca_file, "c.pem");
}

TEST_F(ConnectionSettingsTest, TheTimeoutComesFromTheEnvironmentToo) {
  const EnvironmentForTest timeout("PRICECREW_BROKER_TIMEOUT", "11");
  EXPECT_EQ(Parse({}), std::nullopt);
  EXPECT_EQ(broker_.timeout, std::chrono::seconds(11));
}

TEST_F(ConnectionSettingsTest, TheTimeoutHasADefault) {
  EXPECT_EQ(Parse({}), std::nullopt);
  EXPECT_EQ(broker_.timeout, std::chrono::seconds(30));
}

TEST_F(ConnectionSettingsTest, RefuseWhatCannotBeMeantAndNameIt) {
  const std::vector<std::pair<const char*, const char*>> bad{
      {"--category-shards", "0"},  {"--category-shards", "513"}, {"--product-shards", "0"},
      {"--product-shards", "513"}, {"--host-concurrency", "1"},  {"--host-concurrency", "10001"},
      {"--host-rate", "-1"},       {"--host-rate", "fast"},      {"--broker-timeout", "soon"}};
  for (const auto& [flag, value] : bad) {
    EXPECT_EQ(Parse({flag, value}), 2) << flag << ' ' << value;
    EXPECT_THAT(complaint_, HasSubstr(flag));
  }
}

TEST_F(ConnectionSettingsTest, PrivateHostsAreAListWithCommas) {
  EXPECT_EQ(Parse({"--allow-private", "localhost,.test"}), std::nullopt);
  EXPECT_THAT(fetch_.allow_private, ElementsAre("localhost", ".test"));
}

TEST_F(ConnectionSettingsTest, PrivateHostsComeFromTheEnvironmentToo) {
  const EnvironmentForTest hosts("PRICECREW_ALLOW_PRIVATE", "localhost,.test");
  EXPECT_EQ(Parse({}), std::nullopt);
  EXPECT_THAT(fetch_.allow_private, ElementsAre("localhost", ".test"));
}

TEST(ReadBudgets, WithoutAFileAllHostsHaveTheSame) {
  BudgetSettings settings;
  settings.others = {3, 1.5};
  const Result<HostBudgets> budgets = ReadBudgets(settings);
  ASSERT_TRUE(budgets);
  EXPECT_EQ(budgets->Of("shop.test").concurrency, 3U);
}

TEST(ReadBudgets, TakesTheHostsOfTheFile) {
  const BudgetFile file("shop.test 8 2.5 # large\n");
  BudgetSettings settings;
  settings.file = file.path();
  const Result<HostBudgets> budgets = ReadBudgets(settings);
  ASSERT_TRUE(budgets);
  EXPECT_EQ(budgets->Of("shop.test").concurrency, 8U);
  EXPECT_EQ(budgets->Of("shop.test").rate, 2.5);
  EXPECT_EQ(budgets->Of("other.test").concurrency, 4U);
}

TEST(ReadBudgets, AnEmptyFileIsNoHosts) {
  const BudgetFile file("");
  BudgetSettings settings;
  settings.file = file.path();
  EXPECT_TRUE(ReadBudgets(settings));
}

TEST(ReadBudgets, NamesTheFileThatCannotBeRead) {
  BudgetSettings settings;
  settings.file = testing::TempDir() + "no/such/file";
  const Result<HostBudgets> budgets = ReadBudgets(settings);
  ASSERT_FALSE(budgets);
  EXPECT_EQ(budgets.error().kind, ErrorKind::kStop);
  EXPECT_THAT(budgets.error().text, HasSubstr(settings.file));
}

TEST(ReadBudgets, NamesTheLineThatIsWrong) {
  const BudgetFile file("shop.test 8 2\nother.test 1 2\n");
  BudgetSettings settings;
  settings.file = file.path();
  const Result<HostBudgets> budgets = ReadBudgets(settings);
  ASSERT_FALSE(budgets);
  EXPECT_EQ(budgets.error().kind, ErrorKind::kStop);
  EXPECT_THAT(budgets.error().text, testing::AllOf(HasSubstr(file.path()), HasSubstr("line 2")));
}

}  // namespace
}  // namespace pricecrew
