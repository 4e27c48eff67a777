#include "tests/shop/access_log.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace pricecrew::shop {
namespace {

using std::chrono::microseconds;
using std::chrono::system_clock;

AccessRecord Sample() {
  return {.host = "a.localhost",
          .path = "/p/\"x\"\xff",
          .connection = 3,
          .start = system_clock::time_point(microseconds(1'700'000'000'000'001)),
          .end = system_clock::time_point(microseconds(1'700'000'000'000'042)),
          .status = 200,
          .bytes = 1234,
          .user_agent = "agent",
          .hold_until = {}};
}

TEST(AccessLog, WritesAllFieldsAsJson) {
  rapidjson::Document json;
  json.Parse(AccessLine(Sample()).c_str());
  ASSERT_FALSE(json.HasParseError());
  EXPECT_STREQ(json["host"].GetString(), "a.localhost");
  EXPECT_STREQ(json["path"].GetString(), "/p/\"x\"?");
  EXPECT_EQ(json["connection"].GetUint64(), 3U);
  EXPECT_EQ(json["start"].GetInt64(), 1'700'000'000'000'001);
  EXPECT_EQ(json["end"].GetInt64(), 1'700'000'000'000'042);
  EXPECT_EQ(json["status"].GetInt(), 200);
  EXPECT_EQ(json["bytes"].GetUint64(), 1234U);
  EXPECT_STREQ(json["user_agent"].GetString(), "agent");
}

TEST(AccessLog, NamesTheEndOfAHoldWhereThereIsOne) {
  EXPECT_EQ(AccessLine(Sample()).find("hold_until"), std::string::npos);
  AccessRecord record = Sample();
  record.hold_until = system_clock::time_point(microseconds(77));
  EXPECT_NE(AccessLine(record).find("\"hold_until\":77}"), std::string::npos);
}

std::string Content(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

TEST(AccessLog, HoldsLinesBackUntilFlushedOrGone) {
  const std::string path = testing::TempDir() + "shop_access_log";
  const std::string line = AccessLine(Sample()) + "\n";
  {
    AccessLog log(path);
    log.Add(Sample());
    EXPECT_EQ(Content(path), "");
    log.Flush();
    EXPECT_EQ(Content(path), line);
    log.Add(Sample());
  }
  EXPECT_EQ(Content(path), line + line);
  std::remove(path.c_str());
}

TEST(AccessLog, ThrowsWhereItCannotWrite) { EXPECT_THROW(AccessLog("/nowhere/log"), std::runtime_error); }

}  // namespace
}  // namespace pricecrew::shop
