#include "common/domain/task.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pricecrew {
namespace {

TEST(TaskId, IsTheSameForEverySpellingOfAPage) {
  const auto id = [](const char* url) { return MakePageTask("job-1", Stage::kProduct, url)->id; };
  EXPECT_EQ(id("https://shop.test/p?b=2&a=1"), id("HTTPS://SHOP.test:443/p?a=1&b=2&utm_source=x#reviews"));
  EXPECT_NE(id("https://shop.test/p?a=1"), id("https://shop.test/p?a=2"));
}

TEST(TaskId, DiffersByJobAndStage) {
  const TaskId id = MakeTaskId("job-1", Stage::kProduct, "https://shop.test/");
  EXPECT_NE(id, MakeTaskId("job-2", Stage::kProduct, "https://shop.test/"));
  EXPECT_NE(id, MakeTaskId("job-1", Stage::kCategory, "https://shop.test/"));
}

TEST(TaskId, SurvivesHex) {
  const TaskId id = MakeTaskId("job-1", Stage::kProduct, "https://shop.test/");
  EXPECT_EQ(TaskId::FromHex(id.Hex()), id);
  for (const char* bad : {"", "12", "zz112233445566778899aabbccddeeff", "00112233445566778899aabbccddeeff0"})
    EXPECT_EQ(TaskId::FromHex(bad), std::nullopt) << bad;
}

TEST(MakePageTask, RefusesWhatIsNoUrl) {
  for (const char* bad : {"", "shop.test/p", "ftp://shop.test/", "mailto:a@shop.test"})
    EXPECT_FALSE(MakePageTask("job-1", Stage::kProduct, bad)) << bad;
}

std::vector<std::string> Urls(std::size_t count, std::size_t padding = 0) {
  std::vector<std::string> urls;
  for (std::size_t i = 0; i < count; ++i)
    urls.push_back("https://shop.test/" + std::to_string(i) + std::string(padding, 'x'));
  return urls;
}

TEST(MakeLists, CutsByCountAndByBytes) {
  Task like;
  like.job = "job-1";
  EXPECT_EQ(MakeLists(like, Urls(0)).size(), 0U);
  EXPECT_EQ(MakeLists(like, Urls(1'000)).size(), 1U);
  EXPECT_EQ(MakeLists(like, Urls(1'001)).size(), 2U);
  for (const Task& list : MakeLists(like, Urls(1'000, 2'000))) {
    std::size_t bytes = 0;
    for (const std::string& entry : list.entries) bytes += entry.size();
    EXPECT_LE(bytes, kMaxAnnouncedBytes);
  }
}

TEST(MakeLists, KeepsEveryUrlOnceAndInItsPlace) {
  Task like;
  like.job = "job-1";
  like.position = {5, {}, 0, 0};
  const std::vector<std::string> urls = Urls(2'500);
  std::size_t i = 0;
  for (const Task& list : MakeLists(like, urls)) {
    for (const Task& entry : EntriesOf(list)) {
      EXPECT_EQ(entry.url, urls[i]);
      EXPECT_EQ(entry.position, (Position{5 + static_cast<std::uint32_t>(i), {}, 0, 0}));
      ++i;
    }
  }
  EXPECT_EQ(i, urls.size());
}

TEST(MakeLists, NamesAListForWhatItHolds) {
  Task like;
  like.job = "job-1";
  EXPECT_EQ(MakeLists(like, Urls(3)), MakeLists(like, Urls(3)));
  EXPECT_NE(MakeLists(like, Urls(3))[0].id, MakeLists(like, Urls(4))[0].id);
  Task elsewhere = like;
  elsewhere.position.index = 1;
  EXPECT_NE(MakeLists(like, Urls(3))[0].id, MakeLists(elsewhere, Urls(3))[0].id);
}

}  // namespace
}  // namespace pricecrew
