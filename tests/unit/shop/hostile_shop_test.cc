#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <zlib.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/faults/shop/gzip_bomb.h"
#include "tests/faults/shop/hostile_answers.h"
#include "tests/faults/shop/hostile_truth.h"
#include "tests/faults/shop/http_date.h"
#include "tests/faults/shop/plan.h"

namespace pricecrew::shop {
namespace {

constexpr std::uint64_t kSeed = 5;
constexpr std::uint64_t kCategories = 400;

Request Get(const Host& host, const std::string& target) {
  Request request;
  request.method = "GET";
  request.target = target;
  request.host = host.name + ":8080";
  return request;
}

// The first product of an open host that has the trouble.
struct Found {
  Host host;
  PlannedProduct planned;
};

Found Find(const Plan& plan, Trouble trouble) {
  const Host& host = plan.hosts().OpenOther("", 0);
  for (std::uint64_t category = 1; category < kCategories; ++category) {
    for (const PlannedProduct& one : plan.Listing(host, category, 1))
      if (one.trouble == trouble) return {host, one};
  }
  ADD_FAILURE() << "no page with " << NameOf(trouble);
  return {host, {}};
}

std::uint64_t InflatedBytes(const std::string& gzip) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));
  stream.avail_in = static_cast<uInt>(gzip.size());
  std::vector<Bytef> room(1 << 20);
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = room.data();
    stream.avail_out = static_cast<uInt>(room.size());
    state = inflate(&stream, Z_NO_FLUSH);
  }
  EXPECT_EQ(state, Z_STREAM_END);  // which checks length and sum
  const std::uint64_t bytes = stream.total_out;
  inflateEnd(&stream);
  return bytes;
}

TEST(GzipBomb, IsOneValidMember) {
  constexpr std::size_t kBytes = std::size_t{64} << 20;
  const std::string bomb = GzipBomb("<p>again</p>\n", kBytes);
  EXPECT_LT(bomb.size(), kBytes / 500);
  EXPECT_GE(InflatedBytes(bomb), kBytes);
}

TEST(HttpDate, IsWrittenAsRfc9110Says) {
  EXPECT_EQ(HttpDate(std::chrono::system_clock::from_time_t(784'111'777)), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Hosts, HaveEachKindOfRobots) {
  std::set<Robots> kinds;
  const Hosts hosts(kSeed);
  for (const Host& host : hosts.all()) kinds.insert(host.robots);
  EXPECT_EQ(kinds.size(), 11U);
}

TEST(RobotsText, HidesItsLastRuleBehindWhatCounts) {
  const std::string text = RobotsText(Robots::kLong);
  EXPECT_GT(text.rfind("Disallow: /\n"), std::size_t{500} * 1024);
  EXPECT_LT(text.find("Disallow: /members/\n"), std::size_t{1000});
}

TEST(Plan, IsDecidedByTheSeed) {
  const Plan plan(kSeed);
  const Plan same(kSeed);
  const Plan other(kSeed + 1);
  const Host host{"127.0.0.2", Robots::kMissing};
  EXPECT_EQ(plan.ProductAt(host, {3, 4}).product.name, same.ProductAt(host, {3, 4}).product.name);
  EXPECT_NE(plan.ProductAt(host, {3, 4}).product.price, other.ProductAt(host, {3, 4}).product.price);
}

TEST(Plan, NamesProductsByTheirNumbers) {
  const auto number = ParseProductPath("/members/lamp-7-12");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->category, 7U);
  EXPECT_EQ(number->index, 12U);
  for (const char* path : {"/p/lamp", "/p/lamp-7", "/p/lamp-7-x", "/p/lamp-7-1x", "-7", ""})
    EXPECT_FALSE(ParseProductPath(path)) << path;
}

TEST(HostileAnswers, HealAfterTheirTries) {
  const Plan plan(kSeed);
  const Found found = Find(plan, Trouble::kHeals);
  HostileAnswers answers(plan);
  const Request request = Get(found.host, found.planned.product.path);
  for (std::size_t i = 0; i < found.planned.tries; ++i) EXPECT_EQ(answers.For(request)->status, 500);
  EXPECT_EQ(answers.For(request)->status, 200);
}

TEST(HostileAnswers, AnnounceTheirHolds) {
  const Plan plan(kSeed);
  HostileAnswers answers(plan);
  for (const Trouble trouble :
       {Trouble::kBusySeconds, Trouble::kBusyDate, Trouble::kLimitSeconds, Trouble::kLimitDate}) {
    const Found found = Find(plan, trouble);
    const auto answer = answers.For(Get(found.host, found.planned.product.path));
    EXPECT_NE(answer->head.find("Retry-After: "), std::string::npos);
    ASSERT_TRUE(answer->hold_until) << NameOf(trouble);
    EXPECT_GT(*answer->hold_until, std::chrono::system_clock::now());
  }
}

TEST(HostileAnswers, MisbehaveAsPlanned) {
  const Plan plan(kSeed);
  HostileAnswers answers(plan);
  const std::map<Trouble, Delivery> wanted{{Trouble::kStall, Delivery::kStall},
                                           {Trouble::kDrip, Delivery::kDrip},
                                           {Trouble::kReset, Delivery::kReset},
                                           {Trouble::kNone, Delivery::kWhole}};
  for (const auto& [trouble, delivery] : wanted) {
    const Found found = Find(plan, trouble);
    EXPECT_EQ(answers.For(Get(found.host, found.planned.product.path))->delivery, delivery)
        << NameOf(trouble);
  }
}

TEST(HostileAnswers, MovePagesToAnotherHost) {
  const Plan plan(kSeed);
  HostileAnswers answers(plan);
  const Found found = Find(plan, Trouble::kRedirectHost);
  const auto moved = answers.For(Get(found.host, found.planned.product.path));
  EXPECT_EQ(moved->status, 302);
  const std::string start = "Location: http://";
  const std::size_t from = moved->head.find(start) + start.size();
  const std::string location = moved->head.substr(from, moved->head.find('\r', from) - from);
  const std::size_t path = location.find('/');
  const auto host = plan.hosts().Find(location.substr(0, location.find(':')));
  ASSERT_TRUE(host);
  EXPECT_NE(host->name, found.host.name);
  const auto page = answers.For(Get(*host, location.substr(path)));
  const std::string& name = found.planned.product.name;
  EXPECT_NE(page->body.find(name.substr(name.find("Lamp "))),
            std::string::npos);  // nothing to escape in that
}

TEST(TruthJson, SaysWhatTheListingsShow) {
  const Plan plan(kSeed);
  HostileAnswers answers(plan);
  const Host& host = plan.hosts().OpenOther("", 0);
  rapidjson::Document truth;
  truth.Parse(TruthJson(plan, host, 7, 6).c_str());
  ASSERT_TRUE(truth.IsArray());
  ASSERT_GT(truth.Size(), 1U);
  const std::string page = answers.For(Get(host, truth[0]["path"].GetString()))->body;
  for (const auto& path : truth[0]["products"].GetArray())
    EXPECT_NE(page.find(path.GetString()), std::string::npos) << path.GetString();
}

}  // namespace
}  // namespace pricecrew::shop
