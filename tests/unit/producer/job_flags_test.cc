#include "producer/job_flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

class JobFlagsTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static JobFlags Parse(std::vector<std::string> arguments) {
    CLI::App app;
    JobFlags flags;
    AddJobFlags(app, flags);
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    app.parse(std::move(arguments));
    return flags;
  }
  static JobRequest Read(std::vector<std::string> arguments) {
    return ReadJobRequest(Parse(std::move(arguments))).value();
  }
  static std::string ErrorOf(std::vector<std::string> arguments) {
    const Result<JobRequest> request = ReadJobRequest(Parse(std::move(arguments)));
    EXPECT_FALSE(request);
    if (request) return "";
    EXPECT_EQ(request.error().kind, ErrorKind::kStop);
    EXPECT_THAT(request.error().text, Not(HasSubstr("\n")));
    return request.error().text;
  }
  std::string File(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("job-flags-" + std::to_string(getpid()));
};

TEST_F(JobFlagsTest, UrlsAreCategories) {
  const JobRequest request = Read({"http://a.test/", "http://b.test/"});
  EXPECT_THAT(request.category_urls, ElementsAre("http://a.test/", "http://b.test/"));
  EXPECT_THAT(request.product_urls, IsEmpty());
  EXPECT_EQ(request.max_pages, std::nullopt);
  EXPECT_EQ(request.request, RequestOptions{});
}

TEST_F(JobFlagsTest, RulesTravelWithoutTheirWhiteSpace) {
  const std::string file = File("rules.json", "{ \"sites\": [ {\"hosts\": \"*\"} ] } // all\n");
  EXPECT_EQ(Read({"http://a.test/", "--rules", file}).request.rules, R"({"sites":[{"hosts":"*"}]})");
}

TEST_F(JobFlagsTest, RulesThatAreWrongAreRefusedWithTheirPlace) {
  const std::string file = File("rules.json", "{\"sites\":\n [{\"hosts\": 3}]}");
  EXPECT_THAT(ErrorOf({"http://a.test/", "--rules", file}), HasSubstr("rules.json: line 2, column 13: "));
  EXPECT_THAT(ErrorOf({"http://a.test/", "--rules", folder_ / "nosuch"}), HasSubstr("nosuch"));
}

TEST_F(JobFlagsTest, ProductUrlTakesUrlsOfItsOwn) {
  const JobRequest request = Read({"http://a.test/", "--product-url", "http://b.test/1", "http://b.test/2"});
  EXPECT_THAT(request.category_urls, ElementsAre("http://a.test/"));
  EXPECT_THAT(request.product_urls, ElementsAre("http://b.test/1", "http://b.test/2"));
}

TEST_F(JobFlagsTest, ProductUrlAloneMakesTheUrlsProducts) {
  const JobRequest request = Read({"http://a.test/1", "--product-url"});
  EXPECT_THAT(request.category_urls, IsEmpty());
  EXPECT_THAT(request.product_urls, ElementsAre("http://a.test/1"));
}

TEST_F(JobFlagsTest, AFileHoldsProductUrlsOneALine) {
  const std::string file =
      File("urls", "http://a.test/1\r\n\n  # a comment\n\thttp://a.test/2 \nhttp://a.test/3");
  const JobRequest request = Read({"--urls-file", file});
  EXPECT_THAT(request.product_urls, ElementsAre("http://a.test/1", "http://a.test/2", "http://a.test/3"));
}

TEST_F(JobFlagsTest, FilesAddToTheProductUrlsGiven) {
  const JobRequest request =
      Read({"--urls-file", File("urls", "http://a.test/2"), "--product-url", "http://a.test/1"});
  EXPECT_THAT(request.product_urls, ElementsAre("http://a.test/1", "http://a.test/2"));
}

TEST_F(JobFlagsTest, NameTheFileThatCannotBeRead) {
  EXPECT_THAT(ErrorOf({"--urls-file", folder_ / "missing"}), HasSubstr("missing"));
  EXPECT_THAT(ErrorOf({"--cookie-file", folder_ / "missing"}), HasSubstr("missing"));
  EXPECT_THAT(ErrorOf({"--urls-file", folder_}), HasSubstr(folder_.string())) << "a folder";
}

TEST_F(JobFlagsTest, SitemapsAreCategoriesToTheJob) {
  EXPECT_THAT(Read({"http://a.test/c", "--sitemap", "http://b.test/s.xml"}).category_urls,
              ElementsAre("http://a.test/c", "http://b.test/s.xml"));
  EXPECT_THAT(Read({"http://a.test/c", "--sitemap"}).category_urls, ElementsAre("http://a.test/robots.txt"))
      << "for the sitemaps that it names";
}

TEST_F(JobFlagsTest, DepthAndHostsGoWithTheJob) {
  EXPECT_EQ(Read({"http://a.test/"}).depth, 1U);
  const JobRequest request =
      Read({"http://a.test/", "--depth", "3", "--allow-host", "cdn.test", "--allow-host", ".b.test"});
  EXPECT_EQ(request.depth, 3U);
  EXPECT_THAT(request.allowed_hosts, ElementsAre("cdn.test", ".b.test"));
}

TEST_F(JobFlagsTest, LimitsAndPaceGoWithTheJob) {
  const JobRequest request = Read(
      {"http://a.test/", "--max-pages", "3", "--max-products", "50", "--concurrency", "5", "--rate", "0.5"});
  EXPECT_EQ(request.max_pages, 3U);
  EXPECT_EQ(request.max_products, 50U);
  EXPECT_EQ(request.request.concurrency, 5U);
  EXPECT_EQ(request.request.rate, 0.5);
}

TEST_F(JobFlagsTest, OneRequestAtOnceIsRaisedToTwo) {
  EXPECT_EQ(Read({"http://a.test/", "--concurrency", "1"}).request.concurrency, 2U);
}

TEST_F(JobFlagsTest, RefuseNumbersThatCannotBeMeant) {
  for (const auto& [flag, value] : std::vector<std::pair<std::string, std::string>>{{"--max-pages", "0"},
                                                                                    {"--max-pages", "-1"},
                                                                                    {"--max-products", "0"},
                                                                                    {"--concurrency", "0"},
                                                                                    {"--rate", "0"},
                                                                                    {"--rate", "fast"}})
    EXPECT_THROW(Parse({"http://a.test/", flag, value}), CLI::ParseError) << flag << ' ' << value;
}

TEST_F(JobFlagsTest, HeadersAreNameAndValue) {
  const JobRequest request =
      Read({"http://a.test/", "--header", "X-One: 1", "--header", "X-Two:a:b", "--header", "X-3:"});
  EXPECT_THAT(request.request.headers,
              ElementsAre(Pair("X-One", "1"), Pair("X-Two", "a:b"), Pair("X-3", "")));
}

TEST_F(JobFlagsTest, AHeaderThatIsNoneIsRefusedWithoutItsValue) {
  for (const std::string header : {"secret", ": secret", "X One: secret", "X: secret\r\nY: 1"})
    EXPECT_THAT(ErrorOf({"http://a.test/", "--header", header}), Not(HasSubstr("secret")));
}

TEST_F(JobFlagsTest, WhoAsksGoesWithTheJob) {
  const RequestOptions request = Read({"http://a.test/", "--user-agent", "me/1", "--accept-language", "de",
                                       "--proxy", "http://proxy.test:3128"})
                                     .request;
  EXPECT_EQ(request.user_agent, "me/1");
  EXPECT_EQ(request.accept_language, "de");
  EXPECT_EQ(request.proxy, "http://proxy.test:3128");
}

TEST_F(JobFlagsTest, CookiesComeFromAFile) {
  const std::string file =
      File("cookies", "# Netscape HTTP Cookie File\n.a.test\tTRUE\t/\tFALSE\t0\tsid\t42\n");
  const JobRequest request = Read({"http://a.test/", "--cookie-file", file});
  ASSERT_EQ(request.request.cookies.size(), 1U);
  EXPECT_EQ(request.request.cookies[0].value, "42");
}

TEST_F(JobFlagsTest, ACookieFileThatIsNoneIsRefusedWithoutItsValues) {
  const std::string error = ErrorOf({"--cookie-file", File("cookies", "sid=secret\n")});
  EXPECT_THAT(error, HasSubstr("cookies"));
  EXPECT_THAT(error, Not(HasSubstr("secret")));
}

TEST_F(JobFlagsTest, WhatEveryTaskCarriesIsBounded) {
  const std::string at_most(16'000, 'x');
  EXPECT_EQ(Read({"http://a.test/", "--header", "X: " + at_most}).request.headers.size(), 1U);
  EXPECT_THAT(ErrorOf({"http://a.test/", "--header", "X: " + at_most, "--header", "Y: " + at_most}),
              Not(HasSubstr("xxx")));
}

}  // namespace
}  // namespace pricecrew
