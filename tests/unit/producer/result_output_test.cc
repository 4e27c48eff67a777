#include "producer/result_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <iterator>

namespace pricecrew {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

class ResultOutputTest : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] OutputFlags To(const std::string& name) const { return {"json", folder_ / name}; }
  [[nodiscard]] std::string Text(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  [[nodiscard]] std::ptrdiff_t Files() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }

  fs::path folder_ = fs::path(testing::TempDir()) / ("result-output-" + std::to_string(getpid()));
};

TEST_F(ResultOutputTest, TheFileAppearsWholeWhenItIsFinished) {
  {
    auto output = ResultOutput::Open(To("out.json")).value();
    EXPECT_EQ(output->format(), RowFormat::kJson);
    output->Write("[1,");
    output->Write("2]\n");
    EXPECT_FALSE(fs::exists(folder_ / "out.json"));
    EXPECT_TRUE(output->Finish());
  }
  EXPECT_EQ(Text("out.json"), "[1,2]\n");
  EXPECT_EQ(Files(), 1) << "nothing else stays";
}

TEST_F(ResultOutputTest, WithoutFinishNothingStays) {
  ResultOutput::Open(To("out.json")).value()->Write("[1,");
  EXPECT_EQ(Files(), 0);
}

TEST_F(ResultOutputTest, AnEarlierFileStaysUntilTheNewOneIsWhole) {
  std::ofstream(folder_ / "out.json") << "old";
  {
    auto output = ResultOutput::Open(To("out.json")).value();
    output->Write("new");
    EXPECT_EQ(Text("out.json"), "old");
  }
  EXPECT_EQ(Text("out.json"), "old");
  auto output = ResultOutput::Open(To("out.json")).value();
  output->Write("new");
  EXPECT_TRUE(output->Finish());
  EXPECT_EQ(Text("out.json"), "new");
}

TEST_F(ResultOutputTest, SaysAtOnceWhereTheFileCannotBeWritten) {
  fs::create_directories(folder_ / "folder");
  for (const char* name : {"missing/out.json", "folder"}) {
    const auto output = ResultOutput::Open(To(name));
    ASSERT_FALSE(output) << name;
    EXPECT_EQ(output.error().kind, ErrorKind::kStop);
    EXPECT_EQ(output.error().code, "output");
    EXPECT_THAT(output.error().text, HasSubstr(name));
  }
}

TEST_F(ResultOutputTest, SaysWhereTheFileCannotBeWrittenInTheEnd) {
  auto output = ResultOutput::Open(To("out.json")).value();
  output->Write("text");
  fs::create_directories(folder_ / "out.json");
  const Result<void> finished = output->Finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, "output");
}

TEST_F(ResultOutputTest, AFullDiskIsAnError) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "THIS MACHINE HAS NO /dev/full";
  fs::create_symlink("/dev/full", folder_ / "out.json.part");
  auto output = ResultOutput::Open(To("out.json")).value();
  output->Write(std::string(100'000, 'x'));
  EXPECT_FALSE(output->Finish());
}

TEST_F(ResultOutputTest, WithoutAFilePrintsToStandardOutput) {
  testing::internal::CaptureStdout();
  auto output = ResultOutput::Open({"csv", ""}).value();
  output->Write("a,b\n");
  const Result<void> finished = output->Finish();
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "a,b\n");
  EXPECT_TRUE(finished);
  EXPECT_EQ(output->format(), RowFormat::kCsv);
}

TEST(OutputFlags, TakeTheFourFormatsOnly) {
  CLI::App app;
  OutputFlags flags;
  AddOutputFlags(app, flags);
  for (const char* format : {"table", "json", "jsonl", "csv"}) {
    app.parse(std::string("--format ") + format);
    EXPECT_EQ(flags.format, format);
  }
  EXPECT_THROW(app.parse("--format xml"), CLI::ParseError);
}

}  // namespace
}  // namespace pricecrew
