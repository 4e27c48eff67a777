#include "aggregator/collector.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <filesystem>
#include <fstream>

#include "aggregator/http_api.h"
#include "common/domain/codec.h"
#include "common/domain/topology.h"
#include "common/io/memory_broker.h"
#include "tests/support/loop_runner.h"
#include "tests/unit/aggregator/test_job.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

class SystemClock : public Clock {
 public:
  [[nodiscard]] std::chrono::steady_clock::time_point Steady() const override { return {}; }
  [[nodiscard]] std::chrono::system_clock::time_point Wall() const override {
    return std::chrono::system_clock::time_point(milliseconds(kNow));
  }
};

const Task kRoot = CategoryTask("c", {0, {}, 1, 0});

Task Item(std::uint32_t i) { return ProductTask("p" + std::to_string(i), {0, {}, 1, i}); }

Message ResultOf(const std::string& body) {
  return {std::string(kResultsExchange), std::string(kResultsQueue), body, {}};
}

Message ResultOf(const ResultMessage& message) {
  return ResultOf(std::visit([](const auto& one) { return Encode(one); }, message));
}

std::int64_t Count(const std::string& path, const std::string& sql) {
  SQLite::Database database(path, SQLite::OPEN_READONLY, 1'000);
  return database.execAndGet(sql).getInt64();
}

class CollectorTest : public testing::Test {
 protected:
  void SetUp() override {
    options_.batch.wait = milliseconds(1);
    options_.retry_wait = milliseconds(5);
    options_.output.store_path = store_.path();
    options_.output.output_dir = store_.folder().Path("out");
    options_.output.retry_wait = milliseconds(5);
  }

  void Publish(const Message& message) { ASSERT_TRUE(hub_->Publish(message)); }
  void Publish(const std::vector<ResultMessage>& messages) {
    for (const ResultMessage& message : messages) Publish(ResultOf(message));
  }

  /// Runs a collector until `done`, then stops it.
  template <typename Done>
  Result<void> RunUntil(Done done) {
    asio::io_context loop;
    MemoryBroker broker(loop.get_executor(), hub_);
    Collector collector(loop.get_executor(), broker, *store_, clock_, health_, options_);
    Result<void> ended;
    RunToEnd(loop, Both(broker, collector, done, ended));
    return ended;
  }
  template <typename Done>
  asio::awaitable<void> Both(Broker& broker, Collector& collector, Done done, Result<void>& ended) {
    Result<void> connected = co_await broker.Connect();
    EXPECT_TRUE(connected);
    auto executor = co_await asio::this_coro::executor;
    auto stop = StopOnce(collector, done);
    asio::co_spawn(executor, std::move(stop), asio::detached);
    ended = co_await collector.Run();
    ended_ = true;
  }
  template <typename Done>
  asio::awaitable<void> StopOnce(Collector& collector, Done done) {
    const bool came = co_await Eventually([&] { return ended_ || done(); });
    EXPECT_TRUE(came) << "what the test waits for did not come";
    if (!ended_) collector.Stop();
  }

  [[nodiscard]] bool HasEndedNow() const {
    return Count(store_.path(), "SELECT count(*) FROM jobs WHERE state > 1") > 0;
  }
  /// What is left in a queue, unacknowledged or never delivered.
  std::vector<Message> Left(std::string_view queue) {
    SubscribeOptions options;
    options.queue = queue;
    options.prefetch = 1'000;
    options.from_first_message = true;
    const auto reader = hub_->AddReader(options, [] {});
    std::vector<Message> messages;
    while (const auto taken = hub_->Take(*reader)) messages.push_back(*taken->kept.message);
    hub_->RemoveReader(*reader);
    return messages;
  }

  StoreForTest store_;
  SystemClock clock_;
  Health health_;
  CollectorOptions options_;
  std::shared_ptr<MemoryHub> hub_ = std::make_shared<MemoryHub>(MakeTopology({}));
  bool ended_ = false;
};

TEST_F(CollectorTest, TakesAJobFromItsFirstMessageToItsFiles) {
  Publish(Opening({kRoot}));
  Publish({ListingOf(kRoot, {Item(1), Item(2)}), ProductOf(Item(1), ProductNamed("one")),
           ProductOf(Item(2), ProductNamed("two"))});
  ASSERT_TRUE(RunUntil([this] { return HasEndedNow(); }));
  EXPECT_EQ(store_.Status().state, JobState::kComplete);
  EXPECT_EQ(store_.Status().closed_at_ms, kNow);
  for (const char* name : {"products.json", "products.jsonl", "products.csv", "summary.json"})
    EXPECT_TRUE(std::filesystem::exists(store_.folder().Path("out") + "/" + kJob + "/" + name)) << name;
  EXPECT_TRUE(Left(kResultsQueue).empty());
  const std::vector<Message> control = Left(kControlQueue);
  ASSERT_EQ(control.size(), 1U);
  const Result<ControlRecord> record = DecodeControl(control[0].body);
  EXPECT_EQ(*record, (ControlRecord{ControlRecord::What::kJobEnded, kJob, kNow + 7 * 24 * 3'600'000LL}));
}

TEST_F(CollectorTest, GoesOnWhereAnEarlierProcessStopped) {
  store_.Apply(Opening({kRoot}));
  store_.Apply({Skipped(kRoot, "robots")});
  ASSERT_TRUE((*store_).CloseBooks(kJob));
  store_.Reopen();
  ASSERT_TRUE(RunUntil([this] { return HasEndedNow(); }));
  EXPECT_EQ(Left(kControlQueue).size(), 1U);
}

TEST_F(CollectorTest, TakesThousandsOfMessagesInOrder) {
  Publish(Opening({kRoot}));
  std::vector<Task> items;
  for (std::uint32_t i = 1; i <= 900; ++i) items.push_back(Item(i));
  Publish({ListingOf(kRoot, items)});
  for (int times = 0; times < 3; ++times)
    for (const Task& item : items) Publish(ResultOf(Encode(ProductOf(item, ProductNamed(item.url)))));
  options_.batch.messages = 100;
  options_.batch.bytes = 20'000;
  options_.prefetch = 150;
  ASSERT_TRUE(
      RunUntil([this] { return HasEndedNow() && Count(store_.path(), "SELECT settled FROM jobs") == 901; }));
  EXPECT_EQ(store_.Status().counts.products, 900U);
}

TEST_F(CollectorTest, SendsWhatItCannotReadToTheDeadQueueAndKeepsIt) {
  Publish(ResultOf("{\"v\": 1, \"type\": \"nonsense\"}"));
  Publish(ResultOf("{\"v\": 99}"));
  ASSERT_TRUE(RunUntil([this] { return Count(store_.path(), "SELECT count(*) FROM dead") == 2; }));
  EXPECT_EQ(Count(store_.path(), "SELECT count(*) FROM dead WHERE headers LIKE 'reason: % %'"), 2)
      << "in words";
  EXPECT_EQ(Count(store_.path(), "SELECT count(*) FROM dead WHERE headers LIKE '%version%'"), 1);
  EXPECT_TRUE(Left(kResultsQueue).empty());
  EXPECT_TRUE(Left(kDeadQueue).empty());
}

TEST_F(CollectorTest, SettlesADeadTaskAsPoison) {
  Publish(Opening({kRoot}));
  Message dead{std::string(kDeadExchange), {}, "what is left of a task", {}};
  dead.headers = {{"job", kJob}, {"task", kRoot.id.Hex()}, {"stage", "category"}};
  Publish(dead);
  ASSERT_TRUE(RunUntil([this] { return HasEndedNow(); }));
  EXPECT_THAT(store_.Status().reasons, testing::ElementsAre(ReasonCount{"failed", "poison", 1}));
  EXPECT_EQ(Count(store_.path(), "SELECT count(*) FROM dead"), 1);
}

TEST_F(CollectorTest, SettlesADeadTaskByItsBodyWhereThereAreNoHeaders) {
  Publish(Opening({kRoot}));
  Publish(Message{std::string(kDeadExchange), {}, Encode(kRoot), {}});
  ASSERT_TRUE(RunUntil([this] { return HasEndedNow(); }));
  EXPECT_EQ(store_.Status().counts.failed, 1U);
}

TEST_F(CollectorTest, AcknowledgesNothingWhileTheStoreFails) {
  SQLite::Database other(store_.path(), SQLite::OPEN_READWRITE, 100);
  other.exec("BEGIN IMMEDIATE");
  Publish(Opening({kRoot}));
  ASSERT_TRUE(RunUntil(
      [this] { return health_.Problem() && health_.Problem()->find("store") != std::string::npos; }));
  EXPECT_EQ(Left(kResultsQueue).size(), 2U);
  other.exec("ROLLBACK");
  ended_ = false;
  ASSERT_TRUE(RunUntil([this] { return Count(store_.path(), "SELECT count(*) FROM ids") == 1; }));
  EXPECT_TRUE(Left(kResultsQueue).empty());
}

TEST_F(CollectorTest, TriesAgainUntilFilesCanBeWritten) {
  Publish(Opening({kRoot}));
  Publish({Skipped(kRoot, "robots")});
  const std::string out = store_.folder().Path("out");
  std::ofstream(out) << "in the way";
  bool seen = false;
  ASSERT_TRUE(RunUntil([&] {
    if (!seen && health_.Problem() && health_.Problem()->find("output") != std::string::npos) {
      seen = true;
      EXPECT_FALSE(HasEndedNow());
      std::filesystem::remove(out);
    }
    return seen && HasEndedNow();
  }));
  EXPECT_TRUE(std::filesystem::exists(out + "/" + kJob + "/summary.json"));
}

TEST_F(CollectorTest, StopsWhereTheStoreCannotBeUsed) {
  {
    SQLite::Database other(store_.path(), SQLite::OPEN_READWRITE, 1'000);
    other.exec("DROP TABLE answers");
  }
  Publish(Opening({kRoot}));
  Publish({Skipped(kRoot, "robots")});
  const Result<void> ended = RunUntil([] { return false; });
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, ErrorKind::kStop);
  EXPECT_FALSE(Left(kResultsQueue).empty());
}

TEST_F(CollectorTest, TellsAllThatAJobIsCancelled) {
  Publish(Opening({kRoot}));
  asio::io_context loop;
  MemoryBroker broker(loop.get_executor(), hub_);
  Collector collector(loop.get_executor(), broker, *store_, clock_, health_, options_);
  RunToEnd(loop, [](Broker& to, Collector& by) -> asio::awaitable<void> {
    Result<void> connected = co_await to.Connect();
    EXPECT_TRUE(connected);
    Result<void> cancelled = co_await by.Cancel(kJob);
    EXPECT_TRUE(cancelled);
  }(broker, collector));
  const std::vector<Message> control = Left(kControlQueue);
  ASSERT_EQ(control.size(), 1U);
  EXPECT_EQ(DecodeControl(control[0].body)->what, ControlRecord::What::kJobCancelled);
  Publish({Skipped(kRoot, "cancelled")});
  ASSERT_TRUE(RunUntil([this] { return HasEndedNow(); }));
  EXPECT_EQ(store_.Status().state, JobState::kCancelled);
}

TEST_F(CollectorTest, CancelsTheGenerationThatAJobIsIn) {
  store_.Apply(Opening({kRoot}));
  ASSERT_TRUE((*store_).Resume(kJob, {}, kNow));
  asio::io_context loop;
  MemoryBroker broker(loop.get_executor(), hub_);
  Collector collector(loop.get_executor(), broker, *store_, clock_, health_, options_);
  RunToEnd(loop, [](Broker& to, Collector& by) -> asio::awaitable<void> {
    Result<void> connected = co_await to.Connect();
    EXPECT_TRUE(connected);
    Result<void> cancelled = co_await by.Cancel(kJob);
    EXPECT_TRUE(cancelled);
  }(broker, collector));
  EXPECT_EQ(DecodeControl(Left(kControlQueue).at(0).body)->generation, 2U);
}

TEST_F(CollectorTest, EndsTheGenerationThatAJobIsIn) {
  store_.Apply(Opening({kRoot}));
  ASSERT_TRUE((*store_).Resume(kJob, {}, kNow));
  Publish({Skipped(kRoot, "robots")});
  ASSERT_TRUE(RunUntil([this] { return HasEndedNow(); }));
  EXPECT_EQ(DecodeControl(Left(kControlQueue).at(0).body)->generation, 2U);
}

TEST_F(CollectorTest, IsNotReadyOnceItGoesAway) {
  ASSERT_TRUE(RunUntil([this] { return !health_.Problem(); }));
  EXPECT_THAT(*health_.Problem(), HasSubstr("going away"));
}

}  // namespace
}  // namespace pricecrew
