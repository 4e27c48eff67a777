#include "common/io/memory_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr MemoryQueue::Time kStart{std::chrono::hours(1)};
constexpr auto kThis = Acknowledger::How::kThis;

const QueueArgument kSingle{"x-single-active-consumer", true};
const QueueArgument kGraveyard{"x-dead-letter-exchange", std::string("graves")};

class MemoryQueueTest : public testing::Test {
 protected:
  static MemoryQueue Make(std::vector<QueueArgument> arguments) {
    return MemoryQueue({"q", std::move(arguments)});
  }
  static void Add(MemoryQueue& queue, const std::string& body, MemoryQueue::Time now = kStart) {
    queue.Add(std::make_shared<const Message>(Message{"tasks", "key " + body, body, {}}), now);
  }
  static void Join(MemoryQueue& queue, std::uint64_t id, std::int32_t priority, std::uint16_t prefetch = 10) {
    SubscribeOptions options;
    options.priority = priority;
    options.prefetch = prefetch;
    queue.AddReader(id, options);
  }
  static std::string Take(MemoryQueue& queue, std::uint64_t reader) {
    const auto taken = queue.TakeFor(reader);
    return taken ? taken->kept.message->body : "-";
  }
  static std::vector<std::string> Dead(MemoryQueue& queue) {
    std::vector<std::string> dead;
    for (const Message& letter : queue.TakeDeadLetters())
      dead.push_back(letter.exchange + ", " + letter.routing_key);
    return dead;
  }
};

TEST_F(MemoryQueueTest, LetsMessagesGoWhenTheirTimeHasCome) {
  MemoryQueue queue = Make({{"x-message-ttl", std::int64_t{1'000}}, kGraveyard});
  EXPECT_FALSE(queue.NextDue());
  Add(queue, "a");
  Add(queue, "b", kStart + milliseconds(500));
  EXPECT_EQ(queue.NextDue(), kStart + milliseconds(1'000));
  queue.Expire(kStart + milliseconds(999));
  EXPECT_THAT(Dead(queue), IsEmpty());
  queue.Expire(kStart + milliseconds(1'000));
  EXPECT_THAT(Dead(queue), ElementsAre("graves, key a"));
  EXPECT_EQ(queue.NextDue(), kStart + milliseconds(1'500));
  queue.Expire(kStart + milliseconds(9'000));
  EXPECT_THAT(Dead(queue), ElementsAre("graves, key b"));
  EXPECT_EQ(queue.Waiting(), 0U);
}

TEST_F(MemoryQueueTest, KeepsForEverWhatHasNoTimeToLive) {
  MemoryQueue queue = Make({kGraveyard});
  Add(queue, "a");
  EXPECT_FALSE(queue.NextDue());
  queue.Expire(MemoryQueue::Time::max());
  EXPECT_EQ(queue.Waiting(), 1U);
}

TEST_F(MemoryQueueTest, BuriesWhatWasGivenBackMoreOftenThanTheLimit) {
  MemoryQueue queue = Make({{"x-delivery-limit", std::int64_t{2}}, kGraveyard});
  Add(queue, "a");
  for (std::uint64_t reader = 1; reader <= 3; ++reader) {
    Join(queue, reader, 0);
    EXPECT_THAT(Dead(queue), IsEmpty());
    EXPECT_EQ(Take(queue, reader), "a");
    queue.RemoveReader(reader);
  }
  EXPECT_THAT(Dead(queue), ElementsAre("graves, key a"));
  EXPECT_EQ(queue.Waiting(), 0U);
}

TEST_F(MemoryQueueTest, PushesTheOldestOutAtItsGreatestLength) {
  MemoryQueue queue = Make({{"x-max-length", std::int64_t{2}}});
  for (const char* body : {"a", "b", "c"}) Add(queue, body);
  EXPECT_EQ(queue.Waiting(), 2U);
  EXPECT_THAT(Dead(queue), IsEmpty()) << "there is no exchange for them";
  Join(queue, 1, 0);
  EXPECT_EQ(Take(queue, 1), "b");
}

TEST_F(MemoryQueueTest, GivesAllToTheFirstOfTheHighestPriority) {
  MemoryQueue queue = Make({kSingle});
  Join(queue, 1, 5);
  Join(queue, 2, 5);
  Join(queue, 3, 4);
  Add(queue, "a");
  EXPECT_EQ(Take(queue, 2), "-");
  EXPECT_EQ(Take(queue, 3), "-");
  EXPECT_EQ(Take(queue, 1), "a");
  queue.RemoveReader(1);
  EXPECT_EQ(Take(queue, 3), "-");
  EXPECT_EQ(Take(queue, 2), "a");
}

TEST_F(MemoryQueueTest, HandsOverToAHigherPriorityOnceTheOwnerHasSettled) {
  MemoryQueue queue = Make({kSingle});
  Join(queue, 1, 0);
  for (const char* body : {"a", "b", "c"}) Add(queue, body);
  EXPECT_EQ(Take(queue, 1), "a");
  EXPECT_EQ(Take(queue, 1), "b");
  Join(queue, 2, 1);
  EXPECT_EQ(Take(queue, 1), "-") << "it takes nothing more";
  EXPECT_FALSE(queue.Settle(1, 1, kThis));
  EXPECT_EQ(Take(queue, 2), "-") << "the owner still holds one";
  EXPECT_TRUE(queue.Settle(1, 2, kThis));
  EXPECT_EQ(Take(queue, 1), "-");
  EXPECT_EQ(Take(queue, 2), "c");
}

TEST_F(MemoryQueueTest, HandsOverAtOnceWhereTheOwnerHoldsNothing) {
  MemoryQueue queue = Make({kSingle});
  Join(queue, 1, 0);
  Join(queue, 2, 1);
  Add(queue, "a");
  EXPECT_EQ(Take(queue, 1), "-");
  EXPECT_EQ(Take(queue, 2), "a");
}

TEST_F(MemoryQueueTest, StaysWithTheOwnerWhereWhoOutrankedItLeaves) {
  MemoryQueue queue = Make({kSingle});
  Join(queue, 1, 0);
  for (const char* body : {"a", "b"}) Add(queue, body);
  EXPECT_EQ(Take(queue, 1), "a");
  Join(queue, 2, 1);
  EXPECT_EQ(Take(queue, 1), "-");
  queue.RemoveReader(2);
  EXPECT_EQ(Take(queue, 1), "b");
}

}  // namespace
}  // namespace pricecrew
