#include "aggregator/dead_letter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregator/ledger.h"
#include "common/domain/codec.h"
#include "tests/unit/aggregator/test_job.h"

namespace pricecrew {
namespace {

using testing::HasSubstr;

TEST(DeadLetterTest, SaysInWordsWhyTheBrokerGaveAMessageUp) {
  EXPECT_EQ(DeadReason({{"reason", "no JSON"}, {"x-last-death-reason", "expired"}}), "no JSON");
  EXPECT_THAT(DeadReason({{"x-first-death-reason", "expired"}, {"x-last-death-reason", "delivery_limit"}}),
              HasSubstr("delivered again and again"));
  EXPECT_THAT(DeadReason({{"x-first-death-reason", "expired"}}), HasSubstr("delivered again and again"))
      << "an older broker, after a wait on the ladder";
  EXPECT_THAT(DeadReason({{"x-first-death-reason", "rejected"}}), HasSubstr("rejected by"));
  EXPECT_EQ(DeadReason({{"x-last-death-reason", "new-one"}}), "new-one");
  EXPECT_EQ(DeadReason({}), "no reason is given");
}

TEST(DeadLetterTest, SettlesATaskInItsGeneration) {
  Task task = ProductTask("p", {0, {}, 1, 1});
  task.generation = 4;
  Message message{"", "", Encode(task), {{"job", kJob}, {"task", task.id.Hex()}, {"stage", "product"}}};
  EXPECT_EQ(PoisonSettlement(message)->generation, 4U);
  message.body = "{";
  EXPECT_EQ(PoisonSettlement(message)->generation, kAnyGeneration);
  EXPECT_EQ(PoisonSettlement(message)->id, task.id);
  message.headers.clear();
  EXPECT_FALSE(PoisonSettlement(message));
}

TEST(DeadLetterTest, KeepsTheRoutingKey) {
  const Message dead =
      DeadLetterOf({"", "results", "body", {{"reason", "old"}}}, {ErrorKind::kGiveUp, "why", "w"});
  EXPECT_EQ(dead.routing_key, "results");
  EXPECT_EQ(dead.headers, (MessageHeaders{{"reason", "why"}}));
}

TEST(DeadLetterTest, EndsABodyBeforeItsSecrets) {
  EXPECT_EQ(PrintableBody(R"({"url":"x","request":{"proxy":"p")", 100), R"({"url":"x",)");
  EXPECT_EQ(PrintableBody("abcdef", 3), "abc");
}

}  // namespace
}  // namespace pricecrew
