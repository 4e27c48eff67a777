#include "common/pipeline/isolated_page.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "common/domain/announcement.h"

namespace pricecrew {
namespace {

Task PageTask(Stage stage = Stage::kProduct) {
  Task task = *MakePageTask("job-1", stage, "https://shop.test/p?q=\"ä\"");
  task.position = {3, {1, 2}, 4, 5};
  task.category_url = "https://shop.test/c";
  task.generation = 2;
  task.attempt = 3;
  task.alone = true;
  task.left = {7, 8};
  task.request.rules = R"({"sites":[]})";
  task.request.cookies = {{"shop.test", true, "/", true, 1'900'000'000, "session", "secret"}};
  task.request.headers = {{"Authorization", "secret"}};
  return task;
}

FetchedPage PageOf(std::string body) {
  return {*ParseUrl("https://shop.test/final"),
          HttpResponse{203, {{"content-type", "text/html"}, {"x-empty", ""}}, std::move(body)}};
}

Settlement OneProduct(const Task& task, const FetchedPage& page) {
  Settlement settlement = SettlementOf(task);
  settlement.outcome = Outcome::kProduct;
  settlement.final_url = page.url.Href();
  settlement.product.emplace().name = "lamp";
  return settlement;
}

ReadPage Listing(int count) {
  return [count](const Task& task, const FetchedPage&) {
    Settlement settlement = SettlementOf(task);
    settlement.outcome = Outcome::kListing;
    settlement.reason = "products";
    settlement.links_seen = static_cast<std::uint32_t>(count);
    for (int i = 0; i < count; ++i) {
      Task child = *MakePageTask(task.job, Stage::kProduct, "https://shop.test/item/" + std::to_string(i));
      child.position = {0, {}, 1, static_cast<std::uint32_t>(i) + 1};
      child.category_url = task.category_url;
      settlement.children.push_back(std::move(child));
    }
    return settlement;
  };
}

Settlement ThereAndBack(const Task& task, const FetchedPage& page, const ReadPage& read) {
  return SettlementFromIsolated(task, AnswerIsolated(EncodeIsolated(task, page), read));
}

TEST(IsolatedPage, ReachesTheReaderWhole) {
  std::string bytes(70'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7);
  const FetchedPage page = PageOf(bytes);
  int reads = 0;
  const Settlement settlement =
      ThereAndBack(PageTask(), page, [&](const Task& task, const FetchedPage& arrived) {
        ++reads;
        Task expected = PageTask();
        expected.request = {};
        expected.request.rules = R"({"sites":[]})";
        EXPECT_EQ(task, expected);
        EXPECT_EQ(arrived.url.Href(), page.url.Href());
        EXPECT_EQ(arrived.response.status, 203);
        EXPECT_EQ(arrived.response.headers, page.response.headers);
        EXPECT_EQ(arrived.response.body, page.response.body);
        return OneProduct(task, arrived);
      });
  EXPECT_EQ(reads, 1);
  EXPECT_EQ(settlement, OneProduct(PageTask(), page));
}

TEST(IsolatedPage, LeavesTheJobsSecretsAtHome) {
  EXPECT_EQ(EncodeIsolated(PageTask(), PageOf("x")).find("secret"), std::string::npos);
}

TEST(IsolatedPage, BringsBackFarMoreChildrenThanOneMessageHolds) {
  constexpr int kLinks = 20'000;
  const Task task = PageTask(Stage::kCategory);
  const Settlement read = Listing(kLinks)(task, PageOf(""));
  ASSERT_FALSE(FitOneMessage(read.children));
  const Settlement settlement = ThereAndBack(task, PageOf(""), Listing(kLinks));
  EXPECT_EQ(settlement.children.size(), std::size_t{kLinks});
  EXPECT_EQ(settlement, read);
}

TEST(IsolatedPage, AReaderThatThrowsFailsItsTask) {
  const Settlement settlement = ThereAndBack(
      PageTask(), PageOf("x"),
      [](const Task&, const FetchedPage&) -> Settlement { throw std::runtime_error("no such luck"); });
  EXPECT_EQ(settlement.outcome, Outcome::kFailed);
  EXPECT_EQ(settlement.reason, "internal_error");
  EXPECT_EQ(settlement.detail, "reading https://shop.test/final: no such luck");
}

TEST(IsolatedPage, AChildThatDiedFailsTheTaskAsPoison) {
  const Error died{ErrorKind::kGiveUp, "the process died of signal 11 (SIGSEGV)", "poison"};
  const Settlement settlement = SettlementFromIsolated(PageTask(), died);
  EXPECT_EQ(settlement.outcome, Outcome::kFailed);
  EXPECT_EQ(settlement.reason, "poison");
  EXPECT_EQ(settlement.id, PageTask().id);
  EXPECT_EQ(settlement.generation, 2U);
  EXPECT_NE(settlement.detail.find("signal 11"), std::string::npos) << settlement.detail;
  EXPECT_NE(settlement.detail.find("https://shop.test/p"), std::string::npos) << settlement.detail;
}

TEST(IsolatedPage, AnAnswerToAnotherTaskIsPoison) {
  Task other = PageTask();
  other.id = MakeTaskId("job-1", Stage::kProduct, "another");
  const std::string answer = AnswerIsolated(EncodeIsolated(other, PageOf("x")), OneProduct);
  EXPECT_EQ(SettlementFromIsolated(PageTask(), answer).reason, "poison");
}

TEST(IsolatedPage, NoTruncatedRequestIsRead) {
  const std::string request = EncodeIsolated(PageTask(), PageOf("some page"));
  int reads = 0;
  const ReadPage count = [&reads](const Task& task, const FetchedPage& page) {
    ++reads;
    return OneProduct(task, page);
  };
  const std::size_t headers = 60;  // what is cut off after a pair of them is a request of fewer
  for (std::size_t size = 0; size < request.size() - headers; ++size)
    EXPECT_EQ(AnswerIsolated(std::string_view(request).substr(0, size), count), "") << size;
  EXPECT_EQ(reads, 0);
}

TEST(IsolatedPage, NoDamagedAnswerIsTaken) {
  const Task task = PageTask(Stage::kCategory);
  const std::string answer = AnswerIsolated(EncodeIsolated(task, PageOf("x")), Listing(3));
  for (std::size_t size = 0; size < answer.size(); ++size) {
    const Settlement settlement = SettlementFromIsolated(task, answer.substr(0, size));
    if (settlement.reason == "poison") continue;
    EXPECT_TRUE(settlement.children.empty()) << size;  // cut off right after the settlement itself
  }
  std::string longer = answer;
  longer.push_back('\xff');
  EXPECT_EQ(SettlementFromIsolated(task, longer).reason, "poison");
}

}  // namespace
}  // namespace pricecrew
