#include "aggregator/republisher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/io_context.hpp>

#include "common/domain/topology.h"
#include "common/io/memory_broker.h"
#include "tests/support/loop_runner.h"
#include "tests/support/manual_clock.h"
#include "tests/unit/aggregator/test_job.h"

namespace pricecrew {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const Task kRoot = CategoryTask("c", {0, {}, 1, 0});

Task Item(std::uint32_t i) { return ProductTask("p" + std::to_string(i), {0, {}, 1, i}); }

class RepublisherTest : public testing::Test {
 protected:
  void SetUp() override {
    options_.store_path = store_.path();
    options_.page = 3;
  }

  /// Asks a republisher whose broker is connected.
  template <typename Ask>
  Result<Republished> Do(Ask ask) {
    asio::io_context loop;
    MemoryBroker broker(loop.get_executor(), hub_);
    Republisher republisher(broker, *store_, clock_, options_);
    Result<Republished> outcome = Republished{};
    RunToEnd(loop,
             [](Broker& to, asio::awaitable<Result<Republished>> work,
                Result<Republished>& answer) -> asio::awaitable<void> {
               Result<void> connected = co_await to.Connect();
               EXPECT_TRUE(connected);
               answer = co_await std::move(work);
             }(broker, ask(republisher), outcome));
    return outcome;
  }
  Result<Republished> Resume() {
    return Do([](Republisher& by) { return by.Resume(kJob); });
  }

  std::vector<Task> Published() {
    std::vector<Task> tasks;
    for (const QueueSpec& queue : MakeTopology({}).queues) {
      if (!queue.name.starts_with("product.") && !queue.name.starts_with("category.")) continue;
      for (const Message& message : Left(queue.name)) tasks.push_back(*DecodeTask(message.body));
    }
    return tasks;
  }
  std::vector<Message> Left(const std::string& queue) {
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
  ManualClock clock_;
  RepublishOptions options_;
  std::shared_ptr<MemoryHub> hub_ = std::make_shared<MemoryHub>(MakeTopology({}));
};

TEST_F(RepublisherTest, PublishesWhatIsNotSettledInPages) {
  std::vector<ResultMessage> opening = Opening({kRoot});
  std::get<JobOpened>(opening[0]).request.headers = {{"X-Token", "s3cret"}};
  store_.Apply(opening);
  std::vector<Task> items;
  for (std::uint32_t i = 1; i <= 10; ++i) items.push_back(Item(i));
  store_.Apply({ListingOf(kRoot, items), ProductOf(Item(4), ProductNamed("four"))});
  const Result<Republished> done = Resume();
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(done->published, 9U);
  EXPECT_EQ(done->generation, 2U);
  std::vector<Task> published = Published();
  ASSERT_EQ(published.size(), 9U);
  for (const Task& task : published) {
    EXPECT_NE(task.id, Item(4).id);
    EXPECT_EQ(task.generation, 2U);
    EXPECT_EQ(task.request.headers.at(0).second, "s3cret");
    EXPECT_GT(task.lanes, 0U);
  }
  EXPECT_EQ(Resume()->generation, 3U);
  EXPECT_EQ(Published().size(), 18U);
}

TEST_F(RepublisherTest, CommitsTheGenerationBeforeItPublishes) {
  store_.Apply(Opening({kRoot}));
  options_.shards.category = 7;  // whose queues are not there, so that nothing can be published
  EXPECT_FALSE(Resume());
  EXPECT_EQ(*(*store_).Generation(kJob), 2U);
  EXPECT_THAT(Published(), IsEmpty());
}

TEST_F(RepublisherTest, PublishesOnlyWhatFailedOfAJobThatHasEnded) {
  store_.Apply(Opening({kRoot}));
  store_.Apply({ListingOf(kRoot, {Item(1), Item(2)}), ProductOf(Item(1), ProductNamed("one")),
                Failed(Item(2), "timeout")});
  store_.Finalise();
  EXPECT_EQ(Resume().error().code, "refused");
  const Result<Republished> done = Do([](Republisher& by) { return by.Retry(kJob, {}); });
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(done->published, 1U);
  ASSERT_EQ(Published().size(), 1U);
  EXPECT_EQ(Published()[0].id, Item(2).id);
  EXPECT_EQ(Published()[0].generation, 2U);
}

TEST_F(RepublisherTest, LeavesWhatIsUnderWayOfAnOpenJobToItsFirstCopies) {
  store_.Apply(Opening({kRoot}));
  store_.Apply({ListingOf(kRoot, {Item(1), Item(2), Item(3)}), Failed(Item(2), "timeout")});
  const Result<Republished> done = Do([](Republisher& by) { return by.Retry(kJob, {}); });
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(done->published, 1U);
  const std::vector<Task> published = Published();
  ASSERT_EQ(published.size(), 1U);
  EXPECT_EQ(published[0].id, Item(2).id);
  EXPECT_EQ(Resume()->published, 3U) << "whatever became of a retry's copies";
}

TEST_F(RepublisherTest, SaysFirstThatACancelledJobIsCancelled) {
  store_.Apply(Opening({kRoot}));
  store_.Apply({JobCancelled{kJob, kNow}});
  ASSERT_TRUE(Resume());
  const std::vector<Message> control = Left(std::string(kControlQueue));
  ASSERT_EQ(control.size(), 1U);
  EXPECT_EQ(DecodeControl(control[0].body)->what, ControlRecord::What::kJobCancelled);
  EXPECT_EQ(DecodeControl(control[0].body)->generation, 2U);
}

TEST_F(RepublisherTest, SaysFirstThatTheGenerationsBeforeARetryAreOver) {
  store_.Apply(Opening({kRoot}));
  store_.Apply({Failed(kRoot, "timeout")});
  store_.Finalise();
  ASSERT_TRUE(Do([](Republisher& by) { return by.Retry(kJob, {}); }));
  const std::vector<Message> control = Left(std::string(kControlQueue));
  ASSERT_EQ(control.size(), 1U);
  EXPECT_EQ(DecodeControl(control[0].body)->what, ControlRecord::What::kJobEnded);
  EXPECT_EQ(DecodeControl(control[0].body)->generation, 1U);
}

TEST_F(RepublisherTest, BeginsNothingWithoutABroker) {
  store_.Apply(Opening({kRoot}));
  asio::io_context loop;
  MemoryBroker broker(loop.get_executor(), hub_);
  Republisher republisher(broker, *store_, clock_, options_);
  RunToEnd(loop, [](Republisher& by) -> asio::awaitable<void> {
    const Result<Republished> refused = co_await by.Resume(kJob);
    EXPECT_EQ(refused.error().kind, ErrorKind::kRetryLater);
    EXPECT_THAT(refused.error().text, HasSubstr("broker"));
  }(republisher));
  EXPECT_EQ(*(*store_).Generation(kJob), 1U);
}

}  // namespace
}  // namespace pricecrew
