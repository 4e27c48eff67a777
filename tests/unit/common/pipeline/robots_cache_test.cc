#include "common/pipeline/robots_cache.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

using std::chrono::seconds;

constexpr RobotsCache::Time kNow{};

RobotsCache::Entry EntryUntil(seconds expires) {
  return {RobotsRules::Parse("User-agent: *\nDisallow: /" + std::string(2'000, 'x'), "pricecrew"), false,
          kNow + expires};
}

TEST(RobotsCache, KnowsAnEntryUntilItExpires) {
  RobotsCache cache;
  cache.Keep("http://shop.test", EntryUntil(seconds(10)));
  EXPECT_NE(cache.Find("http://shop.test", kNow + seconds(9)), nullptr);
  EXPECT_EQ(cache.Find("http://other.test", kNow), nullptr);
  EXPECT_EQ(cache.Find("http://shop.test", kNow + seconds(10)), nullptr);
  EXPECT_EQ(cache.bytes(), 0U);
}

TEST(RobotsCache, ForgetsWhatWasAskedForLongestAgo) {
  RobotsCache cache(std::size_t{10} << 10);
  cache.Keep("http://kept.test", EntryUntil(seconds(10)));
  for (int i = 0; i < 100; ++i) {
    cache.Keep("http://shop" + std::to_string(i) + ".test", EntryUntil(seconds(10)));
    EXPECT_NE(cache.Find("http://kept.test", kNow), nullptr);
    EXPECT_LE(cache.bytes(), std::size_t{10} << 10);
  }
  EXPECT_EQ(cache.Find("http://shop0.test", kNow), nullptr);
  EXPECT_NE(cache.Find("http://shop99.test", kNow), nullptr);
}

TEST(RobotsCache, ALaterEntryTakesThePlaceOfTheOneBefore) {
  RobotsCache cache;
  cache.Keep("http://shop.test", EntryUntil(seconds(10)));
  const std::size_t bytes = cache.bytes();
  cache.Keep("http://shop.test", EntryUntil(seconds(20)));
  EXPECT_EQ(cache.bytes(), bytes);
  EXPECT_NE(cache.Find("http://shop.test", kNow + seconds(15)), nullptr);
}

}  // namespace
}  // namespace pricecrew
