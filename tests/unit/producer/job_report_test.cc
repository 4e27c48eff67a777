#include "producer/job_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kReport =
    R"({"job":"20260131-235959-k3x9q2","state":"complete","opened":"2026-01-31T23:59:59Z",
  "sum":"3 pages: 1 listing, 1 product, 1 failed","first_urls":["http://shop.test/c"],"urls":1,"announced":3,
  "settled":3,"products":1,"failed":1,"links_seen":40,"new_member":{"x":[1]},
  "reasons":[{"outcome":"failed","reason":"timeout","count":1}],
  "failures":[{"url":"http://shop.test/p","reason":"timeout","detail":"GET http://shop.test/p: no answer"}]})";

JobReport Report(const std::string& state, std::uint64_t products, std::uint64_t failed) {
  JobReport report;
  report.job = "job-1";
  report.state = state;
  report.sum = "the sum";
  report.products = products;
  report.failed = failed;
  return report;
}

TEST(ReadJobReport, TakesWhatTheApiSays) {
  const Result<JobReport> report = ReadJobReport(kReport);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->job, "20260131-235959-k3x9q2");
  EXPECT_EQ(report->state, "complete");
  EXPECT_EQ(report->opened, "2026-01-31T23:59:59Z");
  EXPECT_THAT(report->first_urls, ElementsAre("http://shop.test/c"));
  EXPECT_EQ(report->urls, 1U);
  EXPECT_EQ(report->announced, 3U);
  EXPECT_EQ(report->settled, 3U);
  EXPECT_EQ(report->products, 1U);
  EXPECT_EQ(report->failed, 1U);
  EXPECT_EQ(report->links_seen, 40U);
  ASSERT_THAT(report->reasons, SizeIs(1));
  EXPECT_EQ(report->reasons[0].reason, "timeout");
  ASSERT_THAT(report->failures, SizeIs(1));
  EXPECT_EQ(report->failures[0].url, "http://shop.test/p");
}

TEST(ReadJobReport, RefusesWhatIsNoReport) {
  for (const char* text : {"", "not json", "[]", "{}", R"({"job":"a"})", R"({"state":"open"})", "<html>"}) {
    const Result<JobReport> report = ReadJobReport(text);
    ASSERT_FALSE(report) << text;
    EXPECT_EQ(report.error().kind, ErrorKind::kGiveUp);
  }
}

TEST(ReadJobReport, MembersOfAnotherTypeAreAsGoodAsAbsent) {
  const Result<JobReport> report = ReadJobReport(
      R"({"job":"a","state":"open","products":"7","reasons":{},"first_urls":[1,"u"],"failures":[1]})");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->products, 0U);
  EXPECT_THAT(report->first_urls, ElementsAre("u"));
  EXPECT_THAT(report->failures, SizeIs(0));
}

TEST(ReadJobReports, TakesAllJobs) {
  const auto reports =
      ReadJobReports(R"({"jobs":[{"job":"a","state":"open"},{"job":"b","state":"complete"}]})");
  ASSERT_TRUE(reports);
  ASSERT_THAT(*reports, SizeIs(2));
  EXPECT_EQ((*reports)[1].job, "b");
  EXPECT_TRUE(ReadJobReports(R"({"jobs":[]})").value().empty());
  EXPECT_FALSE(ReadJobReports("{}"));
}

TEST(JobReport, HasEndedWhenItIsCompleteOrCancelled) {
  EXPECT_FALSE(Report("open", 0, 0).HasEnded());
  EXPECT_TRUE(Report("complete", 0, 0).HasEnded());
  EXPECT_TRUE(Report("cancelled", 0, 0).HasEnded());
}

TEST(ExitCodeOf, TellsHowTheJobEnded) {
  EXPECT_EQ(ExitCodeOf(Report("complete", 5, 0)), kComplete);
  EXPECT_EQ(ExitCodeOf(Report("complete", 5, 1)), kPagesFailed);
  EXPECT_EQ(ExitCodeOf(Report("complete", 0, 0)), kNoProduct);
  EXPECT_EQ(ExitCodeOf(Report("complete", 0, 9)), kNoProduct);
  EXPECT_EQ(ExitCodeOf(Report("cancelled", 5, 0)), kPartial);
  EXPECT_EQ(ExitCodeOf(Report("open", 5, 0)), kPartial);
}

TEST(ProgressLine, CountsWhatIsDone) {
  JobReport report = Report("open", 96, 2);
  report.settled = 120;
  report.announced = 150;
  EXPECT_EQ(ProgressLine(report), "settled 120 of 150, 96 products, 2 failed");
}

TEST(ClosingLines, OfAGoodJobAreItsSum) {
  EXPECT_THAT(ClosingLines(Report("complete", 5, 0)), ElementsAre("the sum"));
}

TEST(ClosingLines, SayWhyPagesFailedWithExamples) {
  JobReport report = Report("complete", 5, 9);
  report.reasons = {{"failed", "timeout", 7}, {"not_product", "no_name", 3}, {"failed", "http_404", 2}};
  for (int i = 0; i < 7; ++i) report.failures.push_back({"http://shop.test/p", "timeout", ""});
  const std::vector<std::string> lines = ClosingLines(report);
  EXPECT_EQ(lines[1], "9 pages failed: 7 timeout, 2 http_404");
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "timeout: http://shop.test/p"), 5);
}

TEST(ClosingLines, AnExampleShowsItsDetailWhereItHasOne) {
  JobReport report = Report("complete", 5, 1);
  report.reasons = {{"failed", "timeout", 1}};
  report.failures = {{"http://shop.test/p", "timeout", "GET http://shop.test/p: no answer"}};
  EXPECT_THAT(ClosingLines(report), Contains("timeout: GET http://shop.test/p: no answer"));
}

TEST(ClosingLines, FailuresWithoutReasonsAreCountedAllTheSame) {
  EXPECT_THAT(ClosingLines(Report("complete", 5, 2)), Contains(HasSubstr("2 pages failed")));
}

TEST(ClosingLines, SayThatNothingWasFound) {
  JobReport report = Report("complete", 0, 0);
  report.links_seen = 40;
  report.reasons = {{"listing", "no_products", 2}};
  EXPECT_THAT(ClosingLines(report),
              Contains(testing::AllOf(HasSubstr("no product found"), HasSubstr("40 links"),
                                      HasSubstr("2 category pages"))));
}

TEST(ClosingLines, WarnOfCategoryPagesWithoutProducts) {
  JobReport report = Report("complete", 5, 0);
  report.reasons = {{"listing", "no_products", 2}};
  EXPECT_THAT(ClosingLines(report), Contains("warning: 2 category pages without a product"));
}

TEST(ClosingLines, SayThatTheJobIsAPart) {
  EXPECT_THAT(ClosingLines(Report("cancelled", 5, 0)), Contains(HasSubstr("cancelled")));
  EXPECT_THAT(ClosingLines(Report("open", 5, 0)), Contains(HasSubstr("still open")));
}

}  // namespace
}  // namespace pricecrew
