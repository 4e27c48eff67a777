#include "worker/product_stage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

constexpr const char* kLamp = R"(<script type="application/ld+json">{"@type":"Product","name":"Lamp",)"
                              R"("offers":{"price":"5.00","priceCurrency":"EUR"}}</script>)";

Task LampTask() {
  Task task = *MakePageTask("job-1", Stage::kProduct, "http://shop.test/p");
  task.generation = 3;
  task.position = {1, {}, 2, 3};
  return task;
}

Settlement Read(const std::string& body, const std::string& content_type = "text/html; charset=utf-8") {
  return ReadProductPage(
      LampTask(), {*ParseUrl("http://www.shop.test/p.html"), {200, {{"content-type", content_type}}, body}});
}

TEST(ProductStage, SettlesAProductPageWithItsFacts) {
  const Settlement settlement = Read(kLamp);
  EXPECT_EQ(settlement.outcome, Outcome::kProduct);
  ASSERT_TRUE(settlement.product);
  EXPECT_EQ(settlement.product->name, "Lamp");
  EXPECT_EQ(settlement.product->price, "5.00");
  EXPECT_EQ(settlement.reason, "");
}

TEST(ProductStage, AnswersItsTaskAndSaysWhereThePageWas) {
  const Settlement settlement = Read(kLamp);
  EXPECT_EQ(settlement.job, "job-1");
  EXPECT_EQ(settlement.stage, Stage::kProduct);
  EXPECT_EQ(settlement.id, LampTask().id);
  EXPECT_EQ(settlement.generation, 3U);
  EXPECT_EQ(settlement.url, "http://shop.test/p");
  EXPECT_EQ(settlement.final_url, "http://www.shop.test/p.html");
}

Settlement ReadBy(const std::string& rules) {
  Task task = LampTask();
  task.request.rules = rules;
  return ReadProductPage(task, {*ParseUrl("http://www.shop.test/p.html"), {200, {}, kLamp}});
}

TEST(ProductStage, AppliesTheRulesOfTheJobAndNotesWhatTheyMiss) {
  const Settlement settlement = ReadBy(R"({"sites":[{"hosts":"*.shop.test","fields":{)"
                                       R"("name":{"value":"Ruled"},"sku":{"selector":"u"}}}]})");
  EXPECT_EQ(settlement.outcome, Outcome::kProduct);
  EXPECT_EQ(settlement.product->name, "Ruled");
  EXPECT_EQ(settlement.product->price, "5.00");
  EXPECT_EQ(settlement.detail, "rules found no sku");
}

TEST(ProductStage, RulesThatCannotBeReadFailTheTask) {
  EXPECT_EQ(ReadBy("{}").outcome, Outcome::kFailed);
  EXPECT_EQ(ReadBy("{}").reason, "bad_rules");
}

TEST(ProductStage, APageOfSomethingElseIsNoFailure) {
  const Settlement settlement = Read("<h1>About us</h1><p>Since 1900.</p>");
  EXPECT_EQ(settlement.outcome, Outcome::kNotAProduct);
  EXPECT_THAT(settlement.reason, testing::Not(testing::IsEmpty()));
  EXPECT_FALSE(settlement.product);
}

TEST(ProductStage, APictureIsNoProduct) {
  EXPECT_EQ(Read("\x89PNG\r\n", "image/png").outcome, Outcome::kNotAProduct);
}

TEST(ProductStage, APageThatCannotBeReadIsAFailureThatNamesIt) {
  const Settlement settlement = Read("");
  EXPECT_EQ(settlement.outcome, Outcome::kFailed);
  EXPECT_EQ(settlement.reason, "empty");
  EXPECT_THAT(settlement.detail, testing::HasSubstr("http://www.shop.test/p.html"));
  EXPECT_FALSE(settlement.product);
}

TEST(ProductStage, ReadsTheSamePageTheSameWay) { EXPECT_EQ(Read(kLamp), Read(kLamp)); }

}  // namespace
}  // namespace pricecrew
