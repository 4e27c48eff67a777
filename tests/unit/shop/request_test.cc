#include "tests/shop/request.h"

#include <gtest/gtest.h>

namespace pricecrew::shop {
namespace {

TEST(Request, ReadsOneHeadAndLeavesTheRest) {
  const std::string head =
      "GET /c/x?page=2 HTTP/1.1\r\nHost: a.localhost:80\r\nuser-agent:  pricecrew/1 \r\nAccept-Encoding: br, "
      "gzip\r\n\r\n";
  const ParsedRequest parsed = ParseRequest(head + "GET /next");
  ASSERT_EQ(parsed.state, ParseState::kDone);
  EXPECT_EQ(parsed.bytes, head.size());
  EXPECT_EQ(parsed.request.method, "GET");
  EXPECT_EQ(parsed.request.target, "/c/x?page=2");
  EXPECT_EQ(parsed.request.host, "a.localhost:80");
  EXPECT_EQ(parsed.request.user_agent, "pricecrew/1");
  EXPECT_TRUE(parsed.request.keep_alive);
  EXPECT_TRUE(parsed.request.accepts_gzip);
}

TEST(Request, WaitsForTheEndOfTheHead) {
  for (const char* text : {"", "GET", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\n"}) {
    EXPECT_EQ(ParseRequest(text).state, ParseState::kIncomplete) << text;
  }
}

TEST(Request, RefusesWhatIsNoRequest) {
  for (const char* text : {"\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET x HTTP/1.1\r\n\r\n",
                           "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n"}) {
    EXPECT_EQ(ParseRequest(text).state, ParseState::kBad) << text;
  }
  EXPECT_EQ(ParseRequest("GET / HTTP/1.1\r\nX: " + std::string(kMaxHeadBytes, 'x')).state, ParseState::kBad);
}

// RFC 9112, 9.3
TEST(Request, KnowsWhetherTheConnectionPersists) {
  const auto keeps = [](const std::string& head) {
    return ParseRequest(head + "\r\n\r\n").request.keep_alive;
  };
  EXPECT_TRUE(keeps("GET / HTTP/1.1"));
  EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nConnection: foo, Close"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0"));
  EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive"));
}

// RFC 9110, 12.4.2: a weight of zero is "not acceptable"
TEST(Request, ReadsTheWeightOfGzip) {
  const auto accepts = [](const std::string& codings) {
    return ParseRequest("GET / HTTP/1.1\r\nAccept-Encoding: " + codings + "\r\n\r\n").request.accepts_gzip;
  };
  EXPECT_TRUE(accepts("gzip"));
  EXPECT_TRUE(accepts("deflate, GZIP;q=0.5"));
  EXPECT_FALSE(accepts("gzip;q=0"));
  EXPECT_FALSE(accepts("gzip; q=0.00"));
  EXPECT_FALSE(accepts("br"));
  EXPECT_FALSE(accepts("xgzip"));
}

// RFC 9112, 3.2.2: the host of an absolute-form target counts, not the Host header
TEST(Request, TakesTheHostOfAnAbsoluteTarget) {
  const Request request = ParseRequest("GET http://shop.test/p/1?x HTTP/1.1\r\nHost: proxy\r\n\r\n").request;
  EXPECT_EQ(request.host, "shop.test");
  EXPECT_EQ(request.target, "/p/1?x");
  EXPECT_EQ(ParseRequest("GET http://shop.test HTTP/1.1\r\n\r\n").request.target, "/");
}

TEST(Request, SeesABody) {
  EXPECT_TRUE(ParseRequest("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc").request.has_body);
  EXPECT_FALSE(ParseRequest("GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n").request.has_body);
  EXPECT_TRUE(ParseRequest("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n").request.has_body);
}

}  // namespace
}  // namespace pricecrew::shop
