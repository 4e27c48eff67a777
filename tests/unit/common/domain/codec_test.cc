#include "common/domain/codec.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pricecrew {
namespace {

Task FullTask() {
  Task task = *MakePageTask("job-1", Stage::kCategory, "https://shop.test/c/ä?q=\"1\"");
  task.position = {3, {1, 2}, 4, 5};
  task.category_url = "https://shop.test/c";
  task.generation = 2;
  task.attempt = 3;
  task.left = {7, 8};
  task.chain = {2, 120, 24, true, {1, 18'446'744'073'709'551'615U}, {"cdn.shop.test"}};
  task.hop = "https://other.test/";
  task.hops = 2;
  task.lane = 1;
  task.lanes = 4;
  task.request.user_agent = "agent";
  task.request.accept_language = "de";
  task.request.headers = {{"X-A", "1"}, {"X-B", "\u00fc"}};
  task.request.cookies = {{"shop.test", true, "/", true, 1'900'000'000, "name", "value"}};
  task.request.proxy = "http://proxy.test:3128";
  task.request.concurrency = 2;
  task.request.rate = 0.5;
  task.request.rules = R"({"sites":[{"hosts":"*"}]})";
  return task;
}

/// What an announcement keeps of a task: the rest is its announcer's.
Task AsChild(Task task) {
  task.request = {};
  task.attempt = 1;
  task.hop.clear();
  task.hops = task.lane = task.lanes = 0;
  return task;
}

Settlement FullSettlement() {
  Settlement settlement = SettlementOf(FullTask());
  settlement.outcome = Outcome::kListing;
  settlement.reason = "products";
  settlement.detail = "all is well";
  settlement.final_url = "https://shop.test/c/2";
  settlement.children = {AsChild(FullTask())};
  settlement.parts = {MakeTaskId("job-1", Stage::kCategory, "part")};
  settlement.links_seen = 12;
  settlement.stated = StatedProducts{120, 96};
  return settlement;
}

TEST(TaskCodec, BringsBackEveryMember) {
  const Result<Task> decoded = DecodeTask(Encode(FullTask()));
  ASSERT_TRUE(decoded) << decoded.error().text;
  EXPECT_EQ(*decoded, FullTask());
}

TEST(TaskCodec, BringsBackAList) {
  Task like;
  like.job = "job-1";
  const Task list = MakeLists(like, {"https://shop.test/1", "https://shop.test/2"})[0];
  EXPECT_EQ(*DecodeTask(Encode(list)), list);
}

TEST(ResultCodec, BringsBackEveryKind) {
  JobOpened opened{"job-1", 1'700'000'000'000,  {"https://shop.test/"},
                   1,       FullTask().request, {FullTask().id}};
  const Announcement announcement{"job-1", FullTask().id, {AsChild(FullTask())}};
  Settlement product = SettlementOf(FullTask());
  product.outcome = Outcome::kProduct;
  product.product =
      Product{"N", "1.00", "EUR", "2.00", Availability::kInStock, "s", "g", "b", "i", "c", {}, {}, {}};
  const std::vector<std::pair<std::string, ResultMessage>> messages{
      {Encode(opened), opened},
      {Encode(announcement), announcement},
      {Encode(FullSettlement()), FullSettlement()},
      {Encode(product), product},
      {Encode(JobCancelled{"job-1", 5}), JobCancelled{"job-1", 5}}};
  for (const auto& [text, message] : messages) {
    const Result<ResultMessage> decoded = DecodeResult(text);
    ASSERT_TRUE(decoded) << text << decoded.error().text;
    EXPECT_EQ(*decoded, message) << text;
  }
}

TEST(ControlCodec, BringsBackARecord) {
  const ControlRecord record{ControlRecord::What::kJobEnded, "job-1", 9};
  EXPECT_EQ(*DecodeControl(Encode(record)), record);
}

TEST(ResultCodec, NeverPrintsTheRequestOfAChild) {
  Settlement settlement = FullSettlement();
  settlement.children[0].request.headers = {{"Authorization", "secret"}};
  EXPECT_EQ(Encode(settlement).find("secret"), std::string::npos);
}

struct Refused {
  std::string text;
  std::string code;
};

TEST(Codec, RefusesWhatItCannotTrustWithItsReason) {
  const std::vector<Refused> table{
      {"", "malformed"},
      {"[]", "malformed"},
      {"{}", "malformed"},
      {"{\"v\":0}", "malformed"},
      {"{\"v\":\"1\"}", "malformed"},
      {"{\"v\":2,\"job\":\"job-1\"}", "version"},
      {"{\"v\":1,\"job\":\"../etc\"}", "malformed"},
      {"{\"v\":1,\"job\":\"job-1\",\"type\":\"unheard-of\"}", "malformed"},
      {"{\"v\":1,\"job\":\"job-1\",\"type\":\"settlement\"}", "malformed"},
      {"{\"v\":1,\"job\":\"job-\xff\"}", "malformed"},
      {"{\"v\":1,\"a\":" + std::string(100, '[') + std::string(100, ']') + "}", "too_deep"},
      {std::string(1'000'000, '['), "too_deep"},
      {"{\"v\":1,\"a\":\"" + std::string(kMaxMessageBytes, 'x') + "\"}", "too_large"},
  };
  for (const Refused& row : table) {
    const Result<Task> task = DecodeTask(row.text);
    const Result<ResultMessage> result = DecodeResult(row.text);
    ASSERT_FALSE(task) << row.text.substr(0, 80);
    ASSERT_FALSE(result) << row.text.substr(0, 80);
    EXPECT_EQ(task.error().code, row.code) << row.text.substr(0, 80);
    EXPECT_EQ(result.error().code, row.code) << row.text.substr(0, 80);
  }
}

TEST(Codec, SurvivesEveryTruncationAndEveryFlippedByte) {
  for (const std::string& whole : {Encode(FullTask()), Encode(FullSettlement())}) {
    for (std::size_t i = 0; i < whole.size(); ++i) {
      EXPECT_FALSE(DecodeTask(whole.substr(0, i)));
      std::string flipped = whole;
      flipped[i] = static_cast<char>(flipped[i] ^ 0x15);
      (void)DecodeTask(flipped);
      (void)DecodeResult(flipped);
    }
  }
}

}  // namespace
}  // namespace pricecrew
