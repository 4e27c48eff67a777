#pragma once

#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/domain/codec.h"
#include "common/domain/topology.h"
#include "common/pipeline/messages.h"
#include "common/pipeline/stage_runner.h"
#include "tests/support/fake_http.h"
#include "tests/support/manual_clock.h"
#include "tests/support/watched_broker.h"

namespace pricecrew {

inline constexpr const char* kShop = "http://shop.test";

/// A stage of one event loop between a broker and a web in memory. Hosts have one lane for product pages and
/// no rate, so that all that can be done is done by Poll.
class StageTest : public testing::Test {
 protected:
  StageTest() {
    options_.shards = {1, 1};
    options_.budgets.others = {2, 0};
    options_.claims = {{0, 0}};
    options_.prefetch = 100;
    options_.robots = RobotsPolicy::kIgnore;
    options_.retry.attempts = 1;
  }

  void Start() {
    hub_ = std::make_shared<MemoryHub>(MakeTopology(options_.shards));
    Resume();
  }
  /// Starts another process of the stage at the same broker; the one before has ended.
  void Resume() {
    broker_ = std::make_unique<WatchedBroker>(io_.get_executor(), hub_);
    broker_->Refuse(refuses_);
    asio::co_spawn(io_, broker_->Connect(), asio::detached);
    Poll();
    outcome_.reset();
    runner_.emplace(
        io_.get_executor(), *broker_, http_, clock_, counters_, options_,
        [this](const Task& task, const FetchedPage& page) { return read_(task, page); }, isolated_);
    asio::co_spawn(io_, runner_->Run(),
                   [this](const std::exception_ptr&, Result<void> ended) { outcome_ = std::move(ended); });
    Poll();
  }
  void Poll() {
    io_.restart();
    io_.poll();
  }
  void RunUntilEnded() {
    io_.restart();
    while (!outcome_) io_.run_one();
  }
  /// Ends the process: what is not acknowledged by now goes back to the broker.
  void End() {
    runner_->Stop();
    http_.Close();
    Poll();
    asio::co_spawn(io_, broker_->Close(), asio::detached);
    Poll();
    EXPECT_TRUE(outcome_);
    runner_.reset();
    broker_.reset();
  }
  void TearDown() override {
    if (runner_) End();
  }

  static Task PageTask(const std::string& path) {
    return *MakePageTask("job-1", Stage::kProduct, kShop + path);
  }
  void Send(const Task& task) { SendMessage(TaskMessage(task, options_.budgets, options_.shards)); }
  void SendMessage(const Message& message) {
    EXPECT_TRUE(hub_->Publish(message));
    Poll();
  }
  void Tell(ControlRecord::What what) {
    const std::int64_t never = std::int64_t{1} << 60;
    EXPECT_TRUE(hub_->Publish(ControlMessage({what, "job-1", never})));
    Poll();
  }

  /// What lies in a queue and is in nobody's hands; it stays there.
  std::vector<KeptMessage> In(std::string_view queue) {
    SubscribeOptions reading;
    reading.queue = queue;
    reading.prefetch = 0xffff;
    const auto reader = hub_->AddReader(reading, [] {}).value();
    std::vector<KeptMessage> kept;
    while (auto taken = hub_->Take(reader)) kept.push_back(std::move(taken->kept));
    hub_->RemoveReader(reader);
    return kept;
  }
  std::vector<KeptMessage> InShard() { return In(ShardQueue(options_.stage, 0, options_.shards)); }
  std::vector<Settlement> Settlements() {
    std::vector<Settlement> settlements;
    for (const KeptMessage& kept : In(kResultsQueue)) {
      const ResultMessage read = DecodeResult(kept.message->body).value();
      if (const auto* settlement = std::get_if<Settlement>(&read)) settlements.push_back(*settlement);
    }
    return settlements;
  }
  std::vector<std::string> SettledPaths() {
    std::vector<std::string> paths;
    for (const Settlement& settlement : Settlements())
      paths.push_back(settlement.url.substr(std::string_view(kShop).size()));
    return paths;
  }

  /// A page that announces `count` products.
  static Settlement Listing(const Task& task, int count) {
    Settlement settlement = SettlementOf(task);
    settlement.outcome = Outcome::kListing;
    settlement.reason = "products";
    for (int i = 0; i < count; ++i) {
      Task child = *MakePageTask(task.job, Stage::kProduct, kShop + ("/item/" + std::to_string(i)));
      child.position = {0, {}, 1, static_cast<std::uint32_t>(i) + 1};
      settlement.children.push_back(std::move(child));
    }
    return settlement;
  }

  static Settlement OneProduct(const Task& task, const FetchedPage& page) {
    Settlement settlement = SettlementOf(task);
    settlement.outcome = Outcome::kProduct;
    settlement.final_url = page.url.Href();
    settlement.product.emplace().name = page.response.body;
    return settlement;
  }

  asio::io_context io_{1};
  ManualClock clock_;
  FakeHttp http_{io_.get_executor()};
  StageCounters counters_;
  StageOptions options_;
  ReadPage read_ = OneProduct;
  IsolatedReader* isolated_ = nullptr;  // absent: such pages are read here
  WatchedBroker::Refuses refuses_;
  std::shared_ptr<MemoryHub> hub_;  // shared with the broker
  std::unique_ptr<WatchedBroker> broker_;
  std::optional<StageRunner> runner_;
  std::optional<Result<void>> outcome_;  // of Run, once it has ended
};

}  // namespace pricecrew
