#include "common/io/rabbit_acks.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using Acks = std::vector<RabbitAcks::Ack>;

TEST(RabbitAcks, JoinsARunWithoutGaps) {
  RabbitAcks acks;
  for (const std::uint64_t tag : {2, 1, 3}) acks.Settle(tag);
  EXPECT_EQ(acks.Take(), (Acks{{3, true}}));
  EXPECT_EQ(acks.Take(), Acks{});
}

TEST(RabbitAcks, SendsThoseBeyondAGapAlone) {
  RabbitAcks acks;
  for (const std::uint64_t tag : {1, 3, 5}) acks.Settle(tag);
  EXPECT_EQ(acks.Take(), (Acks{{1, true}, {3, false}, {5, false}}));
}

TEST(RabbitAcks, NeverNamesATagThatWasSent) {
  RabbitAcks acks;
  for (const std::uint64_t tag : {2, 3}) acks.Settle(tag);
  EXPECT_EQ(acks.Take(), (Acks{{2, false}, {3, false}}));
  acks.Settle(1);  // the run reaches 3 now, but only 1 is outstanding at the broker
  EXPECT_EQ(acks.Take(), (Acks{{1, true}}));
}

TEST(RabbitAcks, CountsATagOnce) {
  RabbitAcks acks;
  acks.Settle(1);
  acks.Settle(1);
  acks.Settle(3);
  acks.Settle(3);
  EXPECT_EQ(acks.Take(), (Acks{{1, true}, {3, false}}));
  acks.Settle(1);
  acks.Settle(3);
  EXPECT_EQ(acks.Take(), Acks{});
}

TEST(RabbitAcks, SettlesAllUpToATagEvenOneThatIsSettled) {
  RabbitAcks acks;
  acks.Settle(3);
  EXPECT_EQ(acks.Take(), (Acks{{3, false}}));
  acks.SettleAllUpTo(3);
  EXPECT_EQ(acks.Take(), (Acks{{2, true}}));
  acks.SettleAllUpTo(5);
  EXPECT_EQ(acks.Take(), (Acks{{5, true}}));
}

}  // namespace
}  // namespace pricecrew
