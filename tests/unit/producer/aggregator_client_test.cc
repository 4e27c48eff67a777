#include "producer/aggregator_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <optional>

#include "common/domain/row_format.h"
#include "tests/support/fake_http.h"

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class AggregatorClientTest : public testing::Test {
 protected:
  template <typename T>
  Result<T> Ask(asio::awaitable<Result<T>> question) {
    std::optional<Result<T>> answer;
    asio::co_spawn(io_, Keep(std::move(question), answer), asio::detached);
    io_.restart();
    io_.poll();
    return std::move(answer).value();
  }
  void Serve(const std::string& path, int status, const std::string& body) {
    http_.Answer("http://api.test:8080" + path, HttpResponse{status, {}, body});
  }

  asio::io_context io_{1};
  FakeHttp http_{io_.get_executor()};
  AggregatorClient client_{http_, "http://api.test:8080/"};

 private:
  template <typename T>
  static asio::awaitable<void> Keep(asio::awaitable<Result<T>> question, std::optional<Result<T>>& answer) {
    Result<T> got = co_await std::move(question);
    answer.emplace(std::move(got));
  }
};

TEST_F(AggregatorClientTest, ListsTheJobs) {
  Serve("/api/jobs", 200, R"({"jobs":[{"job":"a","state":"open"}]})");
  const auto jobs = Ask(client_.List());
  ASSERT_TRUE(jobs);
  EXPECT_EQ((*jobs)[0].job, "a");
}

TEST_F(AggregatorClientTest, AsksForAJob) {
  Serve("/api/jobs/job-1", 200, R"({"job":"job-1","state":"open","settled":4})");
  const auto report = Ask(client_.Status("job-1"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->settled, 4U);
}

TEST_F(AggregatorClientTest, GetsTheProductsInAFormat) {
  Serve("/api/jobs/job-1/products?format=csv", 200, "name\nLamp\n");
  std::string all;
  EXPECT_TRUE(Ask(client_.Products("job-1", {"csv"}, [&all](std::string_view piece) { all += piece; })));
  EXPECT_EQ(all, "name\nLamp\n");
}

TEST_F(AggregatorClientTest, HasTasksPublishedAgain) {
  Serve("/api/jobs/job-1/resume", 200, R"({"published":7,"generation":2})");
  Serve("/api/jobs/job-1/retry", 200, R"({"published":1,"generation":3})");
  EXPECT_EQ(Ask(client_.Resume("job-1"))->published, 7U);
  RetryRequest retry;
  retry.reason = "timeout";
  retry.request.headers = {{"X-Token", "s3cret"}};
  EXPECT_EQ(Ask(client_.Retry("job-1", retry))->generation, 3U);
  EXPECT_EQ(http_.requests()[0].post, "");
  EXPECT_EQ(DecodeRetryRequest(*http_.requests()[1].post).value(), retry);
}

TEST_F(AggregatorClientTest, SaysWhyTheAggregatorRefuses) {
  Serve("/api/jobs/job-1/resume", 409, R"({"error":"job-1 has ended"})");
  Serve("/api/jobs/job-2/resume", 503, R"({"error":"the broker is not connected"})");
  const auto ended = Ask(client_.Resume("job-1"));
  EXPECT_EQ(ended.error().kind, ErrorKind::kGiveUp);
  EXPECT_EQ(ended.error().text, "job-1 has ended");
  const auto later = Ask(client_.Resume("job-2"));
  EXPECT_EQ(later.error().kind, ErrorKind::kRetryLater);
  EXPECT_THAT(later.error().text,
              HasSubstr("503 to POST /api/jobs/job-2/resume: the broker is not connected"));
  EXPECT_EQ(Ask(client_.Retry("job-3", {})).error().code, "unknown_job");
}

TEST(ReadDeadReports, ReadsWhatTheApiSays) {
  const auto dead = ReadDeadReports(
      R"({"dead":[{"time":"2026","reason":"no JSON","job":null,"task":"ab","queue":"results","bytes":12}]})");
  ASSERT_EQ(dead->size(), 1U);
  EXPECT_EQ((*dead)[0].reason, "no JSON");
  EXPECT_EQ((*dead)[0].job, "");
  EXPECT_EQ((*dead)[0].bytes, 12U);
  EXPECT_FALSE(ReadDeadReports("[]"));
}

TEST_F(AggregatorClientTest, TellsAnUnknownJobFromAnAggregatorThatIsNotThere) {
  Serve("/api/jobs/job-1", 404, "");
  http_.Answer("http://api.test:8080/api/jobs/job-2", Error{ErrorKind::kRetryLater, "refused", "connect"});
  Serve("/api/jobs/job-3", 500, "");
  const auto unknown = Ask(client_.Status("job-1"));
  EXPECT_EQ(unknown.error().code, "unknown_job");
  EXPECT_EQ(unknown.error().kind, ErrorKind::kGiveUp);
  EXPECT_THAT(unknown.error().text, HasSubstr("job-1"));
  const auto not_there = Ask(client_.Status("job-2"));
  EXPECT_EQ(not_there.error().kind, ErrorKind::kRetryLater);
  EXPECT_THAT(not_there.error().text, HasSubstr("http://api.test:8080 is not reachable: refused"));
  EXPECT_EQ(Ask(client_.Status("job-3")).error().kind, ErrorKind::kRetryLater);
  EXPECT_EQ(Ask(client_.Products("job-4", {"json"}, [](std::string_view) {})).error().code, "unknown_job");
}

TEST_F(AggregatorClientTest, SomethingElseThanTheApiIsAnError) {
  Serve("/api/jobs/job-1", 200, "<html>It works!</html>");
  EXPECT_EQ(Ask(client_.Status("job-1")).error().kind, ErrorKind::kGiveUp);
}

ProductRow FullRow() {
  ProductRow row;
  row.url = "http://shop.test/p?a=\"1\"";
  row.final_url = "http://shop.test/p/1";
  row.category_url = "http://shop.test/c";
  row.page = 2;
  row.rank = 7;
  row.product = {"Lamp – \"ü\"",
                 "5.00",
                 "EUR",
                 "7.50",
                 Availability::kInStock,
                 "S-1",
                 "4006381333931",
                 "Brand",
                 "http://shop.test/a.jpg",
                 std::nullopt,
                 "9.00",
                 {},
                 {}};
  return row;
}

TEST(ReadProductRow, ReadsWhatTheRowWriterWrites) {
  EXPECT_EQ(ReadProductRow(RowWriter(RowFormat::kJsonl).Row(FullRow())).value(), FullRow());
  ProductRow bare;
  bare.url = "http://shop.test/p";
  bare.product.name = "Lamp";
  EXPECT_EQ(ReadProductRow(RowWriter(RowFormat::kJsonl).Row(bare)).value(), bare);
}

TEST(ReadProductRow, RefusesWhatIsNoRow) {
  for (const char* line : {"", "[]", "Lamp", "{\"name\":"}) EXPECT_FALSE(ReadProductRow(line)) << line;
}

TEST(ReadProductRow, PassesOverMembersThatItDoesNotKnow) {
  EXPECT_EQ(
      ReadProductRow(R"({"name":"Lamp","colour":"red","availability":"Soon"})").value().product.availability,
      std::nullopt);
}

}  // namespace
}  // namespace pricecrew
