#include "common/wiring/read_within.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

namespace pricecrew {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

Task PageTask() { return *MakePageTask("job-1", Stage::kProduct, "https://shop.test/p"); }

FetchedPage PageOf(std::string body) {
  return {*ParseUrl("https://shop.test/p"), HttpResponse{200, {}, std::move(body)}};
}

std::string Repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(ReadingBytes, GrowWithTheTextAndFarMoreWithTagsAndAttributes) {
  EXPECT_EQ(ReadingBytes(""), 0U);
  EXPECT_LT(ReadingBytes(std::string(kMiB, 'x')), 5 * kMiB);
  EXPECT_GT(ReadingBytes(Repeated("<b></b>", kMiB / 7)), 50 * kMiB);
  EXPECT_GT(ReadingBytes("<p" + Repeated(" a=1", kMiB / 4)), 40 * kMiB);
}

TEST(ReadWithin, AnswersAsTheReaderDoes) {
  const auto memory = std::make_shared<ByteBudget>(64 * kMiB);
  const ReadPage read = ReadWithin(
      memory, [](const Task& task, const FetchedPage& page) { return Failed(task, page.response.body); });
  EXPECT_EQ(read(PageTask(), PageOf("small")).reason, "small");
  EXPECT_EQ(read(PageTask(), PageOf(std::string(9 * kMiB, 'x'))).reason.size(), 9 * kMiB);
}

TEST(ReadWithin, ALargeReadingIsOnTheAccountWhileItLasts) {
  const auto memory = std::make_shared<ByteBudget>(64 * kMiB);
  std::size_t used = 0;
  const ReadPage read = ReadWithin(memory, [&](const Task& task, const FetchedPage&) {
    used = memory->used();
    return SettlementOf(task);
  });
  read(PageTask(), PageOf("small"));
  EXPECT_EQ(used, 0U);
  const std::string large(10 * kMiB, 'x');
  read(PageTask(), PageOf(large));
  EXPECT_EQ(used, ReadingBytes(large));
  EXPECT_EQ(memory->used(), 0U);
}

TEST(ReadWithin, OneLargePageIsReadAtATimeAndSmallOnesMeanwhile) {
  const auto memory = std::make_shared<ByteBudget>(64 * kMiB);
  std::atomic<int> large_now = 0;
  std::atomic<int> most_large = 0;
  std::latch small_is_read(1);
  const ReadPage read = ReadWithin(memory, [&](const Task& task, const FetchedPage& page) {
    if (page.response.body.size() < kMiB) {
      small_is_read.count_down();
      return SettlementOf(task);
    }
    most_large = std::max(most_large.load(), ++large_now);
    small_is_read.wait();
    std::this_thread::yield();
    --large_now;
    return SettlementOf(task);
  });
  const FetchedPage large = PageOf(std::string(9 * kMiB, 'x'));
  {
    std::vector<std::jthread> threads;
    threads.reserve(4);
    while (threads.size() < 4) threads.emplace_back([&, copy = read] { copy(PageTask(), large); });
    while (large_now == 0) std::this_thread::yield();
    read(PageTask(), PageOf("small"));
  }
  EXPECT_EQ(most_large, 1);
}

}  // namespace
}  // namespace pricecrew
