#include "aggregator/http_api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <rapidjson/document.h>

#include <asio/ip/tcp.hpp>
#include <future>

#include "tests/unit/aggregator/test_job.h"

namespace pricecrew {
namespace {

using testing::HasSubstr;
using testing::Not;

const Task kRoot = CategoryTask("c", {0, {}, 1, 0});

Task Item(std::uint32_t i) { return ProductTask("p" + std::to_string(i), {0, {}, 1, i}); }

class HttpApiTest : public testing::Test {
 protected:
  void SetUp() override {
    HttpApiOptions options;
    options.port = 0;
    options.store_path = store_.path();
    HttpApiActions actions;
    actions.cancel = [this](std::string job) { cancelled_.set_value(std::move(job)); };
    actions.resume = [this](const std::string& job, const HttpApiActions::Done& done) {
      asked_.push_back("resume " + job);
      if (!silent_) return done(outcome_);
      waits_.set_value();
    };
    actions.retry = [this](const std::string& job, const RetryRequest& retry,
                           const HttpApiActions::Done& done) {
      asked_.push_back("retry " + job + " " + Encode(retry));
      done(outcome_);
    };
    auto api = HttpApi::Start(options, health_, std::move(actions));
    ASSERT_TRUE(api) << api.error().text;
    api_ = std::move(*api);
    client_ = std::make_unique<httplib::Client>("127.0.0.1", api_->port());
  }
  void TearDown() override { client_.reset(); }

  httplib::Result Get(const std::string& path) { return client_->Get(path); }
  rapidjson::Document GetJson(const std::string& path, int status) {
    const httplib::Result answer = Get(path);
    rapidjson::Document document;
    if (!answer) {
      ADD_FAILURE() << path << ": no answer";
      return document;
    }
    EXPECT_EQ(answer->status, status) << path << ": " << answer->body;
    EXPECT_EQ(answer->get_header_value("Content-Type"), "application/json");
    document.Parse(answer->body.c_str());
    EXPECT_TRUE(document.IsObject()) << answer->body;
    return document;
  }
  [[nodiscard]] static std::string JobPath(const std::string& rest = {}) {
    return std::string("/api/jobs/") + kJob + rest;
  }
  void OpenJob() {
    std::vector<ResultMessage> opening = Opening({kRoot});
    std::get<JobOpened>(opening[0]).request.headers = {{"Authorization", "s3cret"}};
    store_.Apply(opening);
    store_.Apply({ListingOf(kRoot, {Item(1), Item(2), Item(3)}), ProductOf(Item(2), ProductNamed("two")),
                  Failed(Item(3), "http_500", "GET: 500 three times")});
  }
  void EndJob() {
    store_.Apply({ProductOf(Item(1), ProductNamed("one"))});
    store_.Finalise();
  }

  StoreForTest store_;
  Health health_;
  std::promise<std::string> cancelled_;
  std::vector<std::string> asked_;
  std::promise<void> waits_;  // a request that is never done has come
  Result<Republished> outcome_ = Republished{7, 2};
  bool silent_ = false;
  std::unique_ptr<HttpApi> api_;
  std::unique_ptr<httplib::Client> client_;
};

TEST_F(HttpApiTest, ListsJobs) {
  EXPECT_EQ(GetJson("/api/jobs", 200)["jobs"].Size(), 0U);
  OpenJob();
  const rapidjson::Document jobs = GetJson("/api/jobs", 200);
  ASSERT_EQ(jobs["jobs"].Size(), 1U);
  EXPECT_STREQ(jobs["jobs"][0]["job"].GetString(), kJob);
  EXPECT_STREQ(jobs["jobs"][0]["first_urls"][0].GetString(), "http://shop.test/category");
}

TEST_F(HttpApiTest, TellsHowFarAnOpenJobIs) {
  OpenJob();
  const rapidjson::Document job = GetJson(JobPath(), 200);
  EXPECT_STREQ(job["state"].GetString(), "open");
  EXPECT_EQ(job["announced"].GetUint(), 4U);
  EXPECT_EQ(job["settled"].GetUint(), 3U);
  EXPECT_STREQ(
      job["sum"].GetString(),
      "4 announced = 1 products + 0 duplicates + 0 not products + 1 failed + 0 skipped + 1 listings + "
      "1 not settled yet");
  ASSERT_EQ(job["failures"].Size(), 1U);
  EXPECT_STREQ(job["failures"][0]["url"].GetString(), "http://shop.test/p3");
  EXPECT_STREQ(job["failures"][0]["reason"].GetString(), "http_500");
  EXPECT_STREQ(job["failures"][0]["detail"].GetString(), "GET: 500 three times");
  EXPECT_TRUE(job["closed"].IsNull());
}

TEST_F(HttpApiTest, NeverShowsRequestOptions) {
  OpenJob();
  for (const std::string& path : {std::string("/api/jobs"), JobPath(), JobPath("/products")})
    EXPECT_THAT(Get(path)->body, Not(HasSubstr("s3cret")));
}

TEST_F(HttpApiTest, ShowsAtMostTwentyFailures) {
  std::vector<Task> items;
  std::vector<ResultMessage> failures;
  for (std::uint32_t i = 1; i <= 30; ++i) {
    items.push_back(Item(i));
    failures.emplace_back(Failed(Item(i), "dns"));
  }
  store_.Apply(Opening({kRoot}));
  store_.Apply({ListingOf(kRoot, items)});
  store_.Apply(failures);
  EXPECT_EQ(GetJson(JobPath(), 200)["failures"].Size(), 20U);
}

TEST_F(HttpApiTest, GivesTheProductsOfAnOpenJobAsPartial) {
  OpenJob();
  const httplib::Result answer = Get(JobPath("/products?format=jsonl"));
  EXPECT_EQ(answer->get_header_value("X-Pricecrew-Partial"), "true");
  EXPECT_EQ(answer->get_header_value("Content-Type"), "application/x-ndjson");
  EXPECT_THAT(answer->body, HasSubstr("\"name\":\"two\""));
  EndJob();
  EXPECT_FALSE(Get(JobPath("/products"))->has_header("X-Pricecrew-Partial"));
}

TEST_F(HttpApiTest, GivesProductsInEachFormat) {
  OpenJob();
  EndJob();
  rapidjson::Document json;
  json.Parse(Get(JobPath("/products"))->body.c_str());
  ASSERT_TRUE(json.IsArray());
  EXPECT_EQ(json.Size(), 2U);
  EXPECT_STREQ(json[0]["name"].GetString(), "one");
  EXPECT_THAT(Get(JobPath("/products?format=csv"))->body,
              HasSubstr("http://shop.test/p2,http://shop.test/p2,two,"));
  GetJson(JobPath("/products?format=table"), 400);
  GetJson(JobPath("/products?format=x"), 400);
}

TEST_F(HttpApiTest, StreamsManyProducts) {
  store_.Apply(Opening({kRoot}));
  constexpr std::uint32_t kMany = 5'000;
  std::vector<Task> items;
  std::vector<ResultMessage> products;
  for (std::uint32_t i = 1; i <= kMany; ++i) {
    items.push_back(Item(i));
    products.emplace_back(ProductOf(Item(i), ProductNamed("product " + std::to_string(i))));
  }
  store_.Apply({ListingOf(kRoot, items)});
  store_.Apply(products);
  const std::string body = Get(JobPath("/products?format=jsonl"))->body;
  EXPECT_EQ(std::count(body.begin(), body.end(), '\n'), kMany);
  EXPECT_THAT(body, testing::EndsWith("\"page\":1,\"rank\":5000,\"sources\":{}}\n"));
}

TEST_F(HttpApiTest, SaysWhatIsWrongAsJson) {
  EXPECT_THAT(GetJson(JobPath(), 404)["error"].GetString(), HasSubstr("there is no job"));
  GetJson("/api/jobs/NO_ID", 404);
  GetJson("/api/jobs/%2e%2e%2fx", 404);
  GetJson(JobPath("/products"), 404);
  GetJson("/nothing", 404);
}

TEST_F(HttpApiTest, AsksTheEventLoopToCancel) {
  OpenJob();
  const httplib::Result answer = client_->Post(JobPath("/cancel"));
  EXPECT_EQ(answer->status, 202);
  EXPECT_EQ(cancelled_.get_future().get(), kJob);
}

TEST_F(HttpApiTest, CancelsOnlyJobsThatAreOpen) {
  EXPECT_EQ(client_->Post(JobPath("/cancel"))->status, 404);
  OpenJob();
  EXPECT_EQ(client_->Post(JobPath("/cancel"), {{"Origin", "http://evil.test"}}, "", "text/plain")->status,
            403);
  EXPECT_EQ(Get(JobPath("/cancel"))->status, 404);
  EndJob();
  EXPECT_EQ(client_->Post(JobPath("/cancel"))->status, 409);
}

TEST_F(HttpApiTest, AnswersOnceAllIsPublishedAgain) {
  OpenJob();
  const httplib::Result answer = client_->Post(JobPath("/resume"));
  EXPECT_EQ(answer->status, 200);
  rapidjson::Document json;
  json.Parse(answer->body.c_str());
  EXPECT_EQ(json["published"].GetUint(), 7U);
  EXPECT_EQ(json["generation"].GetUint(), 2U);
  EXPECT_THAT(asked_, testing::ElementsAre(std::string("resume ") + kJob));
}

TEST_F(HttpApiTest, SaysWhyAJobIsNotPublishedAgain) {
  EXPECT_EQ(client_->Post(JobPath("/resume"))->status, 404);
  EXPECT_EQ(client_->Post(JobPath("/retry"))->status, 404);
  OpenJob();
  outcome_ = Error{ErrorKind::kGiveUp, "it has ended", "refused"};
  const httplib::Result answer = client_->Post(JobPath("/resume"));
  EXPECT_EQ(answer->status, 409);
  EXPECT_THAT(answer->body, HasSubstr("it has ended"));
  outcome_ = Error{ErrorKind::kRetryLater, "the broker is not connected", "broker"};
  EXPECT_EQ(client_->Post(JobPath("/retry"))->status, 503);
  EXPECT_EQ(client_->Post(JobPath("/resume"), {{"Origin", "http://evil.test"}}, "", "text/plain")->status,
            403);
}

TEST_F(HttpApiTest, TakesWhatToRetryAsJson) {
  OpenJob();
  const std::string body = R"({"reason":"timeout","request":{"headers":{"X-A":"b"}}})";
  EXPECT_EQ(client_->Post(JobPath("/retry"), body, "application/json")->status, 200);
  EXPECT_EQ(client_->Post(JobPath("/retry"), "", "application/json")->status, 200);
  EXPECT_THAT(asked_, testing::ElementsAre(std::string("retry ") + kJob + " " + body,
                                           std::string("retry ") + kJob + " {}"));
  for (const char* wrong : {"[]", "{", R"({"reason":1})", R"({"request":1})"})
    EXPECT_EQ(client_->Post(JobPath("/retry"), wrong, "application/json")->status, 400) << wrong;
}

TEST_F(HttpApiTest, EndsWhileItWaitsForTheEventLoop) {
  OpenJob();
  silent_ = true;
  std::future<int> status = std::async(std::launch::async, [this] {
    const httplib::Result answer = client_->Post(JobPath("/resume"));
    return answer ? answer->status : 0;
  });
  waits_.get_future().wait();
  api_.reset();
  EXPECT_EQ(status.get(), 503);
}

TEST_F(HttpApiTest, TakesAPostWithoutALength) {
  OpenJob();
  asio::ip::tcp::iostream stream("127.0.0.1", std::to_string(api_->port()));
  stream.expires_after(std::chrono::seconds(4));  // less than the API would wait for a body
  stream << "POST " << JobPath("/cancel") << " HTTP/1.1\r\nHost: x\r\n\r\n" << std::flush;
  std::string line;
  std::getline(stream, line);
  EXPECT_THAT(line, HasSubstr("202"));
  EXPECT_EQ(cancelled_.get_future().get(), kJob);
}

TEST_F(HttpApiTest, ListsTheDead) {
  ASSERT_TRUE((*store_).KeepDead({{{"reason", "no JSON"}, {"job", kJob}}, "body", "product.64.07"}, kNow));
  const rapidjson::Document dead = GetJson("/api/dead", 200);
  ASSERT_EQ(dead["dead"].Size(), 1U);
  EXPECT_STREQ(dead["dead"][0]["time"].GetString(), "2026-01-31T23:59:59.000Z");
  EXPECT_STREQ(dead["dead"][0]["reason"].GetString(), "no JSON");
  EXPECT_STREQ(dead["dead"][0]["job"].GetString(), kJob);
  EXPECT_TRUE(dead["dead"][0]["task"].IsNull());
  EXPECT_STREQ(dead["dead"][0]["queue"].GetString(), "product.64.07");
  EXPECT_EQ(dead["dead"][0]["bytes"].GetUint(), 4U);
}

TEST_F(HttpApiTest, AdvisesOnAJobThatDoesNotGoOn) {
  store_.Apply({Failed(Item(1), "dns")});
  EXPECT_THAT(GetJson(JobPath(), 200)["advice"][0].GetString(), HasSubstr("its opening has not come"));
}

TEST_F(HttpApiTest, RefusesLargeRequests) {
  OpenJob();
  EXPECT_EQ(client_->Post(JobPath("/cancel"), std::string(100'000, 'x'), "text/plain")->status, 413);
}

TEST_F(HttpApiTest, IsReadyUnlessSomethingIsWrong) {
  EXPECT_EQ(Get("/readyz")->status, 200);
  health_.Report("broker", "not connected");
  EXPECT_THAT(GetJson("/readyz", 503)["error"].GetString(), HasSubstr("broker: not connected"));
  EXPECT_EQ(Get("/healthz")->status, 200);
  health_.Clear("broker");
  EXPECT_EQ(Get("/readyz")->status, 200);
}

TEST_F(HttpApiTest, SaysWhereItCannotListen) {
  HttpApiOptions options;
  options.port = api_->port();
  options.host = "192.0.2.1";
  EXPECT_FALSE(HttpApi::Start(options, health_, {}));
}

}  // namespace
}  // namespace pricecrew
