#include "common/domain/job.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace pricecrew {
namespace {

std::vector<Task> Roots(const OpenedJob& job) {
  std::vector<Task> roots;
  for (const Announcement& part : job.roots) roots.insert(roots.end(), part.tasks.begin(), part.tasks.end());
  return roots;
}

JobRequest Categories(int count) {
  JobRequest request;
  for (int i = 0; i < count; ++i) request.category_urls.push_back("https://shop.test/c/" + std::to_string(i));
  return request;
}

TEST(OpenJob, RefusesWhatIsNoUrlAndNamesIt) {
  JobRequest request = Categories(1);
  request.category_urls.emplace_back("shop.test/c");
  const Result<OpenedJob> job = OpenJob("job-1", 0, request);
  ASSERT_FALSE(job);
  EXPECT_NE(job.error().text.find("shop.test/c"), std::string::npos);
  EXPECT_FALSE(OpenJob("job-1", 0, JobRequest{}));
}

TEST(OpenJob, NamesEveryPartOfItsRoots) {
  const Result<OpenedJob> job = OpenJob("job-1", 0, Categories(2'500));
  ASSERT_TRUE(job);
  ASSERT_EQ(job->opened.parts.size(), job->roots.size());
  EXPECT_GE(job->roots.size(), 3U);
  for (std::size_t i = 0; i < job->roots.size(); ++i) EXPECT_EQ(job->opened.parts[i], job->roots[i].part);
  EXPECT_EQ(Roots(*job).size(), 2'500U);
}

TEST(OpenJob, GivesEachCategoryItsPlaceAndOnceOnly) {
  JobRequest request = Categories(2);
  request.category_urls.push_back(request.category_urls[0] + "#top");
  request.category_urls.emplace_back("https://shop.test/c/9");
  const std::vector<Task> roots = Roots(*OpenJob("job-1", 0, request));
  ASSERT_EQ(roots.size(), 3U);
  EXPECT_EQ(roots[2].position, (Position{3, {}, 1, 0}));
  EXPECT_EQ(roots[2].category_url, "https://shop.test/c/9");
}

TEST(OpenJob, DividesTheMostProductsAmongTheCategories) {
  JobRequest request = Categories(3);
  request.max_products = 10;
  std::vector<std::uint32_t> shares;
  for (const Task& root : Roots(*OpenJob("job-1", 0, request))) shares.push_back(*root.left.products);
  EXPECT_EQ(shares, (std::vector<std::uint32_t>{4, 3, 3}));
}

TEST(OpenJob, CarriesAMillionUrlsInMessagesOfBoundedSize) {
  JobRequest request;
  for (int i = 0; i < 1'000'000; ++i)
    request.product_urls.push_back("https://shop.test/product/some-name-or-other-" + std::to_string(i) +
                                   ".html");
  const Result<OpenedJob> job = OpenJob("job-1", 0, request);
  ASSERT_TRUE(job);
  std::size_t urls = 0;
  for (const Announcement& part : job->roots)
    for (const Task& list : part.tasks) urls += list.entries.size();
  EXPECT_EQ(urls, 1'000'000U);
  EXPECT_EQ(job->opened.first_urls.size(), kMaxFirstUrls);
}

TEST(MakeJobId, IsAnIdAndUnique) {
  std::set<std::string> ids;
  for (std::uint64_t random = 0; random < 1'000; ++random) {
    const std::string id = MakeJobId(1'700'000'000'000, random * 7'919);
    EXPECT_TRUE(IsJobId(id)) << id;
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 1'000U);
  EXPECT_EQ(MakeJobId(1'700'000'000'000, 0).substr(0, 15), "20231114-221320");
}

TEST(IsJobId, KeepsPathsAndMarkupOut) {
  for (const char* bad : {"", "../x", "a/b", "A", "a b", "%2e", "x\n"}) EXPECT_FALSE(IsJobId(bad)) << bad;
}

}  // namespace
}  // namespace pricecrew
