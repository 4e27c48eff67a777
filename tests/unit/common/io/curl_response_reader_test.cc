#include "common/io/curl_response_reader.h"

#include <gmock/gmock.h>

namespace pricecrew {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using Verdict = CurlResponseReader::Verdict;

CurlResponseReader ReaderOf(std::initializer_list<std::string_view> lines) {
  CurlResponseReader reader({100, 200});
  for (const auto line : lines) EXPECT_EQ(reader.HeaderLine(line), Verdict::kGoOn);
  return reader;
}

TEST(CurlResponseReaderTest, NamesInLowerCaseValuesTrimmedInOrder) {
  auto reader = ReaderOf({"HTTP/1.1 301 Moved\r\n", "Location:  /a b \r\n", "SET-cookie: a\r\n",
                          "set-cookie:b\r\n", "Empty:\r\n", "no colon\r\n", "\r\n"});
  const auto response = reader.Take();
  EXPECT_EQ(response.status, 301);
  EXPECT_THAT(response.headers, ElementsAre(Pair("location", "/a b"), Pair("set-cookie", "a"),
                                            Pair("set-cookie", "b"), Pair("empty", "")));
  EXPECT_EQ(response.Header("set-cookie"), "a");
  EXPECT_EQ(response.Header("absent"), std::nullopt);
}

TEST(CurlResponseReaderTest, ContinuedLineBelongsToTheFieldBefore) {
  auto reader = ReaderOf({"HTTP/1.1 200 OK\r\n", "A: b\r\n", "\t c\r\n", "\r\n"});
  EXPECT_EQ(reader.response().Header("a"), "b c");
}

TEST(CurlResponseReaderTest, KeepsNeitherInterimResponsesNorTrailers) {
  auto reader = ReaderOf({"HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n"});
  EXPECT_FALSE(reader.headers_ended());
  for (const auto* line : {"HTTP/2 200 \r\n", "a: b\r\n", "\r\n", "location: /trailer\r\n", "\r\n"}) {
    EXPECT_EQ(reader.HeaderLine(line), Verdict::kGoOn);
  }
  EXPECT_TRUE(reader.headers_ended());
  EXPECT_EQ(reader.response().status, 200);
  EXPECT_THAT(reader.response().headers, ElementsAre(Pair("a", "b")));
}

TEST(CurlResponseReaderTest, StopsAtTheHeaderLimitOverAllInterimResponses) {
  CurlResponseReader reader({100, 40});
  EXPECT_EQ(reader.HeaderLine("HTTP/1.1 100 Continue\r\n"), Verdict::kGoOn);
  EXPECT_EQ(reader.HeaderLine("\r\n"), Verdict::kGoOn);
  EXPECT_EQ(reader.HeaderLine("HTTP/1.1 100 Continue\r\n"), Verdict::kTooLarge);
}

TEST(CurlResponseReaderTest, BodyReachesItsLimitAndNeverHoldsMore) {
  CurlResponseReader reader({100, 200});
  EXPECT_EQ(reader.Body(std::string(60, 'a')), Verdict::kGoOn);
  EXPECT_EQ(reader.Body(std::string(40, 'b')), Verdict::kGoOn);
  EXPECT_LE(reader.response().body.capacity(), 100U);
  EXPECT_EQ(reader.Body("c"), Verdict::kTooLarge);
  EXPECT_EQ(reader.response().body.size(), 100U);
}

TEST(CurlResponseReaderTest, AnnouncedLengthReservesWithinTheLimitsOnly) {
  const auto reserved = [](std::string_view length) {
    CurlResponseReader reader({std::size_t{16} << 20, 200});
    reader.HeaderLine("HTTP/1.1 200 OK\r\n");
    reader.HeaderLine(std::string("Content-Length: ").append(length));
    reader.HeaderLine("\r\n");
    return reader.Take().body.capacity();
  };
  EXPECT_EQ(reserved("5000"), 5000U);
  EXPECT_EQ(reserved("999999999999"), std::size_t{256} << 10);
  EXPECT_LT(reserved("-1"), 100U);
  EXPECT_LT(reserved("99999999999999999999999999"), 100U);
}

}  // namespace
}  // namespace pricecrew
