#include "common/domain/retry_request.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

RequestOptions FullRequest() {
  return {"agent",
          "de",
          {{"X-Token", "s3cret"}},
          {Cookie{"shop.test", true, "/", false, 0, "a", "b"}},
          "http://proxy.test",
          3,
          2.5,
          R"({"sites":[]})"};
}

TEST(RetryRequestTest, IsReadAsItWasWritten) {
  const RetryRequest full{"timeout", FullRequest()};
  EXPECT_EQ(DecodeRetryRequest(Encode(full)).value(), full);
  EXPECT_EQ(DecodeRetryRequest(Encode(RetryRequest{})).value(), RetryRequest{});
  EXPECT_EQ(DecodeRetryRequest("").value(), RetryRequest{});
}

TEST(RetryRequestTest, RefusesWhatIsNone) {
  for (const char* text :
       {"[]", "{", "null", R"({"reason":1})", R"({"request":[]})", R"({"request":{"headers":1}})"})
    EXPECT_EQ(DecodeRetryRequest(text).error().kind, ErrorKind::kGiveUp) << text;
  EXPECT_EQ(
      DecodeRetryRequest("{\"reason\":\"" + std::string(kMaxRetryRequestBytes, 'x') + "\"}").error().code,
      "too_large");
}

TEST(RetryRequestTest, TakesWhatIsGivenAndKeepsTheRest) {
  const RequestOptions full = FullRequest();
  EXPECT_EQ(MergeRequests(full, {}), full);
  EXPECT_EQ(MergeRequests({}, full), full);
  RequestOptions slower;
  slower.rate = 1;
  slower.headers = {{"X-Token", "new"}};
  const RequestOptions merged = MergeRequests(full, slower);
  EXPECT_EQ(merged.rate, 1);
  EXPECT_EQ(merged.headers, slower.headers);
  EXPECT_EQ(merged.cookies, full.cookies);
  EXPECT_EQ(merged.user_agent, "agent");
}

TEST(RetryRequestTest, TellsSecretsFromTheRest) {
  const RequestOptions open = WithoutSecrets(FullRequest());
  EXPECT_EQ(open, (RequestOptions{"agent", "de", {}, {}, "", 3, 2.5, R"({"sites":[]})"}));
}

}  // namespace
}  // namespace pricecrew
