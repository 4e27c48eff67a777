#include "common/domain/robots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <functional>

namespace pricecrew {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

RobotsRules Rules(std::string_view text) { return RobotsRules::Parse(text, "pricecrew"); }

std::string Repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// The processor's time, since the machine has other work too.
milliseconds TimeOf(const std::function<void()>& work) {
  const std::clock_t start = std::clock();
  work();
  return milliseconds((std::clock() - start) * 1'000 / CLOCKS_PER_SEC);
}

// RFC 9309 2.2.1: a product token is of letters, "_" and "-", and part of the identification string.
TEST(ProductToken, IsTheBeginningOfAUserAgent) {
  EXPECT_EQ(ProductToken("pricecrew"), "pricecrew");
  EXPECT_EQ(ProductToken("PriceCrew/1.2 (+https://shop.test)"), "pricecrew");
  EXPECT_EQ(ProductToken("Foo_Bar-Bot 2"), "foo_bar-bot");
  for (const char* none : {"", " Foo", "*", "360Spider", "\xe3\x83\x84"})
    EXPECT_EQ(ProductToken(none), "") << none;
}

// RFC 9309 2.2.1: the group of the crawler's own name, in any case.
TEST(RobotsRules, FollowsTheGroupThatNamesTheCrawler) {
  for (const char* name : {"pricecrew", "PriceCrew", "PRICECREW/2.0", "pricecrew bot"}) {
    const RobotsRules rules =
        Rules("User-agent: *\nDisallow: /\n\nUser-agent: " + std::string(name) + "\nDisallow: /cart\n");
    EXPECT_TRUE(rules.Allows("/p")) << name;
    EXPECT_FALSE(rules.Allows("/cart")) << name;
  }
}

// RFC 9309 2.2.1: the whole token has to be equal.
TEST(RobotsRules, DoesNotFollowTheGroupOfANameThatOnlyBeginsAlike) {
  for (const char* name : {"price", "pricecrew-news", "pricecrews", "thepricecrew", "pricecrew*x"}) {
    const bool own = std::string_view(name) == "pricecrew*x";
    EXPECT_EQ(Rules("User-agent: " + std::string(name) + "\nDisallow: /\n").Allows("/p"), !own) << name;
  }
}

// RFC 9309 2.2.1: several groups of one name are one.
TEST(RobotsRules, TakesTheGroupsOfOneNameTogether) {
  const RobotsRules rules = Rules(
      "User-agent: pricecrew\nDisallow: /a\n\nUser-agent: other\nDisallow: /b\n\nUser-agent: PriceCrew\n"
      "Disallow: /c\n");
  EXPECT_FALSE(rules.Allows("/a"));
  EXPECT_TRUE(rules.Allows("/b"));
  EXPECT_FALSE(rules.Allows("/c"));
}

// RFC 9309 2.2.1: "*" where no group names the crawler; nothing where there is none of either.
TEST(RobotsRules, FollowsTheGroupOfEveryoneOtherwise) {
  EXPECT_FALSE(Rules("User-agent: other\nAllow: /\n\nUser-agent: *\nDisallow: /\n").Allows("/p"));
  EXPECT_FALSE(Rules("User-agent: * everyone\nDisallow: /\n").Allows("/p"));
  EXPECT_TRUE(Rules("User-agent: other\nDisallow: /\n").Allows("/p"));
  EXPECT_TRUE(Rules("User-agent: *bot\nDisallow: /\n").Allows("/p"));
}

// RFC 9309 2.2.1
TEST(RobotsRules, FollowsOnlyEveryonesGroupForACrawlerWithoutAName) {
  const std::string text = "User-agent: 360Spider\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n";
  EXPECT_TRUE(RobotsRules::Parse(text, "").Allows("/a"));
  EXPECT_FALSE(RobotsRules::Parse(text, "").Allows("/b"));
}

// RFC 9309 2.1: a group has one user-agent line or more, then its rules; without rules it allows all.
TEST(RobotsRules, KnowsGroupsOfSeveralNames) {
  const std::string_view text =
      "User-agent: a\nUser-agent: pricecrew\n\nUser-agent: b\nDisallow: /x\nUser-agent: c\nDisallow: /y\n";
  for (const char* name : {"a", "pricecrew", "b"}) {
    EXPECT_FALSE(RobotsRules::Parse(text, name).Allows("/x")) << name;
    EXPECT_TRUE(RobotsRules::Parse(text, name).Allows("/y")) << name;
  }
  EXPECT_TRUE(Rules("User-agent: *\nDisallow: /\nUser-agent: pricecrew\n").Allows("/p"));
}

// RFC 9309 2.2: rules stand in groups.
TEST(RobotsRules, PassesOverRulesBeforeTheFirstGroup) {
  EXPECT_TRUE(Rules("Disallow: /\nUser-agent: *\nDisallow: /x\n").Allows("/p"));
}

// RFC 9309 2.2.4: other records do not end a group.
TEST(RobotsRules, PassesOverOtherLinesInsideAGroup) {
  for (const char* line :
       {"Sitemap: https://shop.test/s.xml", "Crawl-delay: 1", "Noindex: /", "nonsense", ": x", ""})
    EXPECT_FALSE(Rules("User-agent: pricecrew\n" + std::string(line) + "\nUser-agent: other\nDisallow: /\n")
                     .Allows("/p"))
        << line;
}

// RFC 9309 2.2: names of lines in any case, white space around, comments, all ends of lines.
TEST(RobotsRules, ReadsLinesAsTheyAreWritten) {
  for (const char* text :
       {"user-agent:pricecrew\ndisallow:/x", "USER-AGENT: pricecrew\nDISALLOW: /x\n",
        " \tUser-agent \t: \t pricecrew \t\n\tDisallow : /x \n",
        "User-agent: pricecrew # us\nDisallow: /x# that\n",
        "# Disallow\r\nUser-agent: pricecrew\r\n\r\nDisallow: /x\r\n",
        "User-agent: pricecrew\rDisallow: /x\r", "\xef\xbb\xbfUser-agent: pricecrew\nDisallow: /x\n",
        "\xef\xbbUser-agent: pricecrew\nDisallow: /x\n", "user-agent pricecrew\ndisallow /x\n",
        "useragent: pricecrew\ndisalow: /x\n"}) {
    EXPECT_FALSE(Rules(text).Allows("/x")) << text;
    EXPECT_TRUE(Rules(text).Allows("/y")) << text;
  }
}

// RFC 9309 2.2, read with patience
TEST(RobotsRules, KnowsMisspeltLines) {
  for (const char* agent : {"useragent", "user agent", "User_Agent"})
    EXPECT_FALSE(Rules(std::string(agent) + ": pricecrew\nDisallow: /x\n").Allows("/x")) << agent;
  for (const char* disallow : {"dissallow", "Disalow"})
    EXPECT_FALSE(Rules("User-agent: pricecrew\n" + std::string(disallow) + ": /x\n").Allows("/x"))
        << disallow;
}

// RFC 9309 2.2.2: what a line holds beyond the first 16 KiB is not read, so that it matches more.
TEST(RobotsRules, CutsLinesThatAreTooLong) {
  const std::string path = "/" + std::string(16'660, 'a');
  EXPECT_FALSE(Rules("User-agent: *\nDisallow: " + path + "/b\n").Allows(path + "/c"));
}

// RFC 9309 2.2
TEST(RobotsRules, PassesOverWhatIsNoLine) {
  for (const char* line : {"Disallow", "Disallow/", "Disallow / for all", "Dis-allow: /",
                           "\357\273\277Disallow: /", "<html>Disallow: /</html>"})
    EXPECT_TRUE(Rules("User-agent: pricecrew\n" + std::string(line) + "\n").Allows("/p")) << line;
  EXPECT_TRUE(Rules("").Allows("/p"));
  EXPECT_TRUE(Rules(std::string_view("\0\xff\xfe\x80:\n\0", 7)).Allows("/p"));
}

// RFC 9309 2.2.2: the most specific match, which has the most octets, wins.
TEST(RobotsRules, LetsTheLongestMatchWin) {
  for (const char* text : {"User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\n",
                           "User-agent: *\nDisallow: /a/b/c\nAllow: /a/b\nDisallow: /a\n"}) {
    EXPECT_FALSE(Rules(text).Allows("/a/")) << text;
    EXPECT_TRUE(Rules(text).Allows("/a/b/")) << text;
    EXPECT_FALSE(Rules(text).Allows("/a/b/c/")) << text;
  }
}

// RFC 9309 2.2.2: Allow where an Allow and a Disallow are equivalent.
TEST(RobotsRules, AllowsOnATie) {
  EXPECT_TRUE(Rules("User-agent: *\nDisallow: /a\nAllow: /a\n").Allows("/a"));
  EXPECT_TRUE(Rules("User-agent: *\nAllow: /a\nDisallow: /a\n").Allows("/a"));
}

// RFC 9309 2.2.2: no match, and no rules, allow; an empty pattern matches nothing.
TEST(RobotsRules, AllowsWhatNoRuleMatches) {
  EXPECT_TRUE(Rules("User-agent: *\nDisallow: /a\n").Allows("/b"));
  EXPECT_TRUE(Rules("User-agent: *\nDisallow:\n").Allows("/b"));
  EXPECT_TRUE(Rules("User-agent: *\nDisallow: b\n").Allows("/b"));
}

// RFC 9309 2.2.2: "The /robots.txt URI is implicitly allowed."
TEST(RobotsRules, AlwaysAllowsRobotsTxt) {
  EXPECT_TRUE(Rules("User-agent: *\nDisallow: /\n").Allows("/robots.txt"));
  EXPECT_TRUE(RobotsRules::DisallowAll().Allows("/robots.txt"));
  EXPECT_FALSE(RobotsRules::DisallowAll().Allows("/robots.txt2"));
}

// RFC 9309 2.3.1.3 and 2.3.1.4: a file that is unavailable, and one that is unreachable.
TEST(RobotsRules, CanAllowAndDisallowAll) {
  EXPECT_TRUE(RobotsRules::AllowAll().Allows("/"));
  EXPECT_FALSE(RobotsRules::DisallowAll().Allows("/"));
  EXPECT_FALSE(RobotsRules::DisallowAll().Allows("/?q"));
  EXPECT_EQ(RobotsRules::DisallowAll().crawl_delay(), std::nullopt);
}

// RFC 9309 2.5: at least 500 KiB are read.
TEST(RobotsRules, ReadsTheFirst500KiB) {
  const std::string head = "User-agent: *\nDisallow: /a\n";
  const std::string tail = "Disallow: /b\n";
  const std::size_t room = RobotsRules::kMaxBytes - head.size();
  EXPECT_EQ(RobotsRules::kMaxBytes, 512'000U);
  EXPECT_FALSE(Rules(head + std::string(room - tail.size() - 1, '#') + '\n' + tail).Allows("/b"));
  const RobotsRules rules = Rules(head + std::string(room - 1, '#') + '\n' + tail);
  EXPECT_FALSE(rules.Allows("/a"));
  EXPECT_TRUE(rules.Allows("/b"));
}

// RFC 9309 2.2.4 leaves other records to the crawler.
TEST(RobotsRules, ReadsTheCrawlDelayOfTheGroupInForce) {
  const std::string_view text =
      "User-agent: other\nCrawl-delay: 7\n\nUser-agent: *\nCrawl-delay: 2.5 # please\nDisallow: /a\n";
  EXPECT_THAT(Rules(text).crawl_delay(), Optional(2.5));
  EXPECT_THAT(RobotsRules::Parse(text, "other").crawl_delay(), Optional(7.0));
  EXPECT_EQ(Rules("User-agent: *\nCrawl-delay: 2\nUser-agent: pricecrew\nDisallow: /a\n").crawl_delay(),
            std::nullopt);
  EXPECT_THAT(
      Rules("User-agent: *\nCrawl-delay: 2\nDisallow: /\nCrawl-delay: 9\nCrawl-delay: 1\n").crawl_delay(),
      Optional(9.0));
}

// RFC 9309 2.2.4
TEST(RobotsRules, PassesOverACrawlDelayThatIsNoNumberOfSeconds) {
  const auto delay = [](const std::string& value) {
    return Rules("User-agent: *\nCrawl-delay: " + value).crawl_delay();
  };
  for (const auto& [value, seconds] :
       {std::pair{"0", 0.0}, {"10", 10.0}, {".5", 0.5}, {"1.", 1.0}, {"0.25", 0.25}})
    EXPECT_THAT(delay(value), Optional(seconds)) << value;
  for (const char* value :
       {"", "-1", "+1", "1s", "*", "nan", "inf", "1e9", "1,5", "1.2.3", ".", "0x10", "1 2"})
    EXPECT_EQ(delay(value), std::nullopt) << value;
  EXPECT_EQ(delay(std::string(400, '9')), std::nullopt);
}

// RFC 9309 2.2.4: Sitemaps belong to no group.
TEST(RobotsRules, ReadsTheSitemapsOfTheWholeFile) {
  EXPECT_THAT(
      Rules("Sitemap: https://shop.test/1.xml\nUser-agent: other\nSITEMAP:https://shop.test/2.xml # all\n"
            "Disallow: /\nSitemap:\nsitemap: /3.xml")
          .sitemaps(),
      ElementsAre("https://shop.test/1.xml", "https://shop.test/2.xml", "/3.xml"));
  EXPECT_THAT(RobotsRules::AllowAll().sitemaps(), IsEmpty());
}

// RFC 9309 3: a file may be hostile. This took for ever where a "*" tried every place for every other, and
// seconds where a piece between two of them was looked for letter by letter.
TEST(RobotsRules, IsFastWhateverTheWildcards) {
  const RobotsRules stars = Rules("User-agent: *\nDisallow: /" + Repeated("*a", 2'000) + "b\nDisallow: /" +
                                  Repeated("*", 3'000) + "b$\n");
  const RobotsRules pieces =
      Rules("User-agent: *\n" + Repeated("Disallow: /*" + std::string(8'000, 'a') + "b\n", 60));
  EXPECT_LT(TimeOf([&] { EXPECT_TRUE(stars.Allows("/" + std::string(4'000, 'a'))); }), milliseconds(500));
  EXPECT_LT(TimeOf([&] { EXPECT_TRUE(pieces.Allows("/" + std::string(250'000, 'a'))); }), milliseconds(500));
}

// RFC 9309 3: where there is too much to compare, the answer is no.
TEST(RobotsRules, AnswersNoWhereThereIsTooMuchToCompare) {
  const RobotsRules rules = Rules("User-agent: *\n" + Repeated("Disallow:/*aab\n", 33'000));
  EXPECT_TRUE(rules.Allows("/" + std::string(300, 'a')));
  EXPECT_FALSE(rules.Allows("/" + std::string(2'000, 'a')));
  EXPECT_TRUE(
      Rules("User-agent: *\n" + Repeated("Disallow:/aab*\n", 33'000)).Allows("/" + std::string(2'000, 'a')))
      << "a * at the end looks at no more than the beginning";
}

// RFC 9309 3
TEST(RobotsRules, StaysSmallWhateverTheFile) {
  for (const std::string_view line :
       {"Allow:/\n", "Allow:*\n", "Disallow:/\xff\xff\xff\xff\n", "Sitemap:x\n", "\n"}) {
    const std::string text =
        "User-agent: *\nUser-agent: x\n" + Repeated(line, RobotsRules::kMaxBytes / line.size());
    EXPECT_LT(Rules(text).MemoryBytes(), std::size_t{6} << 20) << line;
    EXPECT_LT(TimeOf([&] { EXPECT_TRUE(Rules(text).Allows("/x")); }), milliseconds(1'000)) << line;
  }
  EXPECT_GT(Rules("User-agent: *\nDisallow: /" + std::string(10'000, 'a')).MemoryBytes(), 10'000U);
  EXPECT_EQ(Rules("User-agent: *\nDisallow:\nAllow: b\n").MemoryBytes(),
            RobotsRules::AllowAll().MemoryBytes());
}

}  // namespace
}  // namespace pricecrew
