#include "common/pipeline/submit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <limits>

#include "common/domain/codec.h"
#include "common/domain/topology.h"
#include "tests/support/watched_broker.h"

namespace pricecrew {
namespace {

const ShardCounts kShards{2, 2};

class SubmitTest : public testing::Test {
 protected:
  Result<void> Run(asio::awaitable<Result<void>> work) {
    Result<void> result = Error{ErrorKind::kStop, "has not ended"};
    asio::co_spawn(io_, std::move(work), [&result](const std::exception_ptr&, Result<void> outcome) {
      result = std::move(outcome);
    });
    io_.restart();
    io_.poll();
    return result;
  }
  /// All messages in the order in which they were confirmed.
  std::vector<Message> Published() {
    std::vector<Message> all;
    for (const auto& call : broker_.log()) all.insert(all.end(), call.begin(), call.end());
    return all;
  }

  asio::io_context io_{1};
  std::shared_ptr<MemoryHub> hub_ = std::make_shared<MemoryHub>(MakeTopology(kShards));
  WatchedBroker broker_{io_.get_executor(), hub_};
};

OpenedJob JobOf(int categories, int products = 0) {
  JobRequest request;
  for (int i = 0; i < categories; ++i)
    request.category_urls.push_back("http://shop.test/c/" + std::to_string(i));
  for (int i = 0; i < products; ++i)
    request.product_urls.push_back("http://shop.test/p/" + std::to_string(i));
  return OpenJob("job-1", 1, request).value();
}

TEST_F(SubmitTest, TheLedgerKnowsOfTheRootsBeforeTheyAreQueued) {
  ASSERT_TRUE(Run(Submit(broker_, JobOf(2), {}, kShards)));
  const std::vector<Message> published = Published();
  ASSERT_EQ(published.size(), 4U);
  const Result<ResultMessage> opened = DecodeResult(published[0].body);
  const Result<ResultMessage> roots = DecodeResult(published[1].body);
  ASSERT_TRUE(opened && roots);
  EXPECT_EQ(std::get<JobOpened>(*opened).parts[0], std::get<Announcement>(*roots).part);
  for (std::size_t i = 2; i < 4; ++i) {
    EXPECT_EQ(published[i].exchange, kTasksExchange);
    EXPECT_EQ(DecodeTask(published[i].body)->id, std::get<Announcement>(*roots).tasks[i - 2].id);
  }
}

TEST_F(SubmitTest, ProductUrlsTravelAsOneList) {
  ASSERT_TRUE(Run(Submit(broker_, JobOf(0, 3), {}, kShards)));
  const std::vector<Message> published = Published();
  ASSERT_EQ(published.size(), 3U);
  const Result<Task> list = DecodeTask(published[2].body);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->kind, TaskKind::kList);
  EXPECT_EQ(list->entries.size(), 3U);
}

TEST_F(SubmitTest, EveryRootOfALargeJobIsAnnouncedAndQueued) {
  ASSERT_TRUE(Run(Submit(broker_, JobOf(2'500), {}, kShards)));
  std::size_t announced = 0;
  std::size_t queued = 0;
  std::vector<TaskId> parts;
  std::vector<TaskId> named;
  for (const Message& message : Published()) {
    if (message.exchange == kTasksExchange) {
      ++queued;
      continue;
    }
    EXPECT_EQ(queued, 0U) << "all that the ledger is told comes first";
    const ResultMessage told = DecodeResult(message.body).value();
    if (const auto* opened = std::get_if<JobOpened>(&told)) named = opened->parts;
    if (const auto* part = std::get_if<Announcement>(&told)) {
      parts.push_back(part->part);
      announced += part->tasks.size();
    }
  }
  EXPECT_EQ(announced, 2'500U);
  EXPECT_EQ(queued, 2'500U);
  EXPECT_EQ(parts, named);
}

TEST_F(SubmitTest, NothingIsQueuedWhereTheLedgerCannotBeTold) {
  broker_.Refuse([](const Message& message) { return message.exchange == kResultsExchange; });
  EXPECT_FALSE(Run(Submit(broker_, JobOf(2), {}, kShards)));
  EXPECT_TRUE(Published().empty());
}

TEST_F(SubmitTest, SaysWhereARootCannotBeQueued) {
  broker_.Refuse([](const Message& message) { return message.exchange == kTasksExchange; });
  const Result<void> submitted = Run(Submit(broker_, JobOf(2), {}, kShards));
  ASSERT_FALSE(submitted);
  EXPECT_EQ(submitted.error().kind, ErrorKind::kGiveUp);
}

TEST_F(SubmitTest, CancelTellsTheStagesAndTheAggregator) {
  ASSERT_TRUE(Run(Cancel(broker_, "job-1", 77)));
  const std::vector<Message> published = Published();
  ASSERT_EQ(published.size(), 2U);
  const Result<ControlRecord> record = DecodeControl(published[0].body);
  ASSERT_TRUE(record);
  EXPECT_EQ(*record, (ControlRecord{ControlRecord::What::kJobCancelled, "job-1", 77 + kControlRecordMs,
                                    std::numeric_limits<std::uint32_t>::max()}))
      << "of whichever generation the job has reached";
  EXPECT_EQ(DecodeResult(published[1].body).value(), ResultMessage(JobCancelled{"job-1", 77}));
}

}  // namespace
}  // namespace pricecrew
