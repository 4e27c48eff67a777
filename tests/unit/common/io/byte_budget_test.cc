#include "common/io/byte_budget.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <semaphore>
#include <thread>
#include <vector>

namespace pricecrew {
namespace {

struct BudgetOf100 {
  std::shared_ptr<ByteBudget> budget = std::make_shared<ByteBudget>(100);
  std::vector<int> granted;

  void Ask(ByteShare& share, std::size_t bytes, int name) {
    share.GrowLater(bytes, [this, name] { granted.push_back(name); });
  }
};

TEST(ByteBudget, CountsWhatIsHeldAndForgetsWhatIsGivenBack) {
  BudgetOf100 of;
  ByteShare first(of.budget);
  {
    ByteShare second(of.budget);
    EXPECT_TRUE(first.Grow(30));
    EXPECT_TRUE(second.Grow(50));
    EXPECT_TRUE(first.Grow(40));
    EXPECT_EQ(of.budget->used(), 90U);
    first.Shrink(10);
    EXPECT_EQ(of.budget->used(), 60U);
  }
  EXPECT_EQ(of.budget->used(), 10U);
  EXPECT_EQ(of.budget->peak(), 90U);
}

TEST(ByteBudget, ANewShareWaitsForRoom) {
  BudgetOf100 of;
  std::optional<ByteShare> first(of.budget);
  ByteShare second(of.budget);
  EXPECT_TRUE(first->Grow(80));
  EXPECT_FALSE(second.Grow(21));
  of.Ask(second, 21, 2);
  EXPECT_TRUE(second.IsWaiting());
  first.reset();
  EXPECT_EQ(of.granted, std::vector<int>{2});
  EXPECT_EQ(second.held(), 21U);
  EXPECT_FALSE(second.IsWaiting());
}

TEST(ByteBudget, OneThatHasBegunMayGoBeyondAndNoOther) {
  BudgetOf100 of;
  std::optional<ByteShare> first(of.budget);
  ByteShare second(of.budget);
  EXPECT_TRUE(first->Grow(50));
  EXPECT_TRUE(second.Grow(50));
  EXPECT_TRUE(first->Grow(200));
  EXPECT_FALSE(second.Grow(51));
  EXPECT_TRUE(first->Grow(300));
  of.Ask(second, 120, 2);
  EXPECT_TRUE(of.granted.empty());
  first.reset();
  EXPECT_EQ(of.granted, std::vector<int>{2}) << "now it is the one";
  EXPECT_EQ(of.budget->peak(), 350U);
}

TEST(ByteBudget, AShareLargerThanAllIsHadByOneAlone) {
  BudgetOf100 of;
  ByteShare first(of.budget);
  ByteShare second(of.budget);
  EXPECT_TRUE(first.Grow(150));
  EXPECT_FALSE(second.Grow(1));
}

TEST(ByteBudget, ServesInTheOrderOfAskingAndLetsNobodyPass) {
  BudgetOf100 of;
  std::optional<ByteShare> first(of.budget);
  ByteShare large(of.budget);
  ByteShare small(of.budget);
  ByteShare late(of.budget);
  EXPECT_TRUE(first->Grow(60));
  of.Ask(large, 90, 1);
  of.Ask(small, 10, 2);
  EXPECT_FALSE(late.Grow(1)) << "others wait";
  first.reset();
  EXPECT_EQ(of.granted, (std::vector<int>{1, 2}));
}

TEST(ByteBudget, WhatHasBegunGoesBeforeWhatHasNot) {
  BudgetOf100 of;
  std::optional<ByteShare> beyond(of.budget);
  ByteShare begun(of.budget);
  ByteShare fresh(of.budget);
  EXPECT_TRUE(begun.Grow(20));
  EXPECT_TRUE(beyond->Grow(10));
  EXPECT_TRUE(beyond->Grow(200));
  of.Ask(fresh, 50, 1);
  of.Ask(begun, 60, 2);
  beyond.reset();
  EXPECT_EQ(of.granted, std::vector<int>{2});
  begun.Shrink(0);
  EXPECT_EQ(of.granted, (std::vector<int>{2, 1}));
}

TEST(ByteBudget, WhoGivesUpIsInNobodysWay) {
  BudgetOf100 of;
  ByteShare first(of.budget);
  std::optional<ByteShare> gone(of.budget);
  ByteShare given_up(of.budget);
  ByteShare small(of.budget);
  EXPECT_TRUE(first.Grow(60));
  of.Ask(*gone, 90, 1);
  of.Ask(given_up, 90, 2);
  of.Ask(small, 10, 3);
  gone.reset();
  EXPECT_TRUE(of.granted.empty());
  given_up.StopWaiting();
  EXPECT_EQ(of.granted, std::vector<int>{3});
}

TEST(ByteBudget, WhatIsThereAnyhowCountsAgainstTheOthers) {
  BudgetOf100 of;
  std::optional<ByteShare> tree(of.budget);
  ByteShare body(of.budget);
  ByteShare fresh(of.budget);
  EXPECT_TRUE(body.Grow(10));
  tree->GrowAnyhow(150);
  EXPECT_FALSE(fresh.Grow(1));
  EXPECT_TRUE(body.Grow(20)) << "one may go on";
  of.Ask(fresh, 1, 1);
  tree.reset();
  EXPECT_EQ(of.granted, std::vector<int>{1});
}

/// Takes a page's bytes piece by piece, waiting where it has to; some give up half-way.
void TakePage(const std::shared_ptr<ByteBudget>& budget, std::size_t bytes, std::size_t gives_up_at) {
  ByteShare share(budget);
  for (std::size_t size = 1; size < 2 * bytes; size *= 2) {
    std::this_thread::yield();
    std::binary_semaphore granted(0);
    if (share.Grow(std::min(size, bytes))) continue;
    share.GrowLater(std::min(size, bytes), [&granted] { granted.release(); });
    if (size >= gives_up_at) return share.StopWaiting();
    granted.acquire();
  }
  share.Shrink(bytes / 2);
  std::this_thread::yield();
}

TEST(ByteBudget, ManyThreadsAllComeToAnEndWithinTheLimitAndOne) {
  constexpr std::size_t kLargest = 400;
  constexpr unsigned kThreads = 16;
  const auto budget = std::make_shared<ByteBudget>(1'000);
  {
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (unsigned seed = 0; seed < kThreads; ++seed)
      threads.emplace_back([&budget, seed] {
        std::minstd_rand random(seed + 1);
        for (int page = 0; page < 500; ++page) TakePage(budget, 1 + random() % kLargest, random() % 1'000);
      });
  }
  EXPECT_EQ(budget->used(), 0U);
  EXPECT_GE(budget->peak(), kLargest);
  EXPECT_LE(budget->peak(), 1'000 + kLargest);
}

}  // namespace
}  // namespace pricecrew
