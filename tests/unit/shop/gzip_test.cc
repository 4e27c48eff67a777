#include "tests/shop/gzip.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace pricecrew::shop {
namespace {

class GzipTest : public testing::Test {
 protected:
  GzipTest()
      : path_(testing::TempDir() + "shop_gzip_" +
              testing::UnitTest::GetInstance()->current_test_info()->name()) {}
  ~GzipTest() override { std::remove(path_.c_str()); }
  void WriteFile(std::string_view content) { std::ofstream(path_, std::ios::binary) << content; }

  std::string path_;
};

TEST_F(GzipTest, ReadsBackWhatItCompressed) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i);
  const std::string compressed = Gzip(text);
  EXPECT_LT(compressed.size(), text.size() / 2);
  WriteFile(compressed);
  const Result<std::string> read = ReadFileOrGzip(path_);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, text);
}

TEST_F(GzipTest, ReadsAPlainFileAsItIs) {
  WriteFile("plain");
  EXPECT_EQ(*ReadFileOrGzip(path_), "plain");
}

TEST_F(GzipTest, RefusesATruncatedFile) {
  const std::string compressed = Gzip(std::string(100'000, 'x'));
  WriteFile(std::string_view(compressed).substr(0, compressed.size() - 9));
  EXPECT_FALSE(ReadFileOrGzip(path_).ok());
}

TEST_F(GzipTest, NamesAMissingFile) {
  const Result<std::string> read = ReadFileOrGzip("/nowhere/at/all");
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().text.find("/nowhere/at/all"), std::string::npos);
}

}  // namespace
}  // namespace pricecrew::shop
