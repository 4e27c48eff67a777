#include "common/io/backoff.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using std::chrono::milliseconds;

TEST(Backoff, DoublesUpToTheLongestWithJitterOfAHalf) {
  Backoff backoff({milliseconds(250), milliseconds(10'000)}, 1);
  for (const int full : {250, 500, 1'000, 2'000, 4'000, 8'000, 10'000, 10'000}) {
    const auto pause = backoff.Next();
    EXPECT_GE(pause, milliseconds(full / 2));
    EXPECT_LE(pause, milliseconds(full));
  }
  backoff.Reset();
  EXPECT_LE(backoff.Next(), milliseconds(250));
}

TEST(Backoff, DiffersBetweenSeeds) { EXPECT_NE(Backoff({}, 1).Next(), Backoff({}, 1'000'003).Next()); }

}  // namespace
}  // namespace pricecrew
