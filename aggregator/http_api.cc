#include "aggregator/http_api.h"

#include <fmt/core.h>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <regex>
#include <thread>
#include <utility>

#include "aggregator/advice.h"
#include "aggregator/control_records.h"
#include "aggregator/output/status_json.h"
#include "aggregator/product_cursor.h"
#include "aggregator/store_reader.h"
#include "common/domain/job.h"
#include "common/domain/row_format.h"

namespace pricecrew {
namespace {

using httplib::Request;
using httplib::Response;

constexpr std::size_t kMaxBodyBytes = std::size_t{64} << 10;
constexpr std::size_t kMaxFailures = 20;
constexpr std::size_t kChunkBytes = std::size_t{64} << 10;
constexpr std::chrono::seconds kReadTimeout{5};
constexpr std::chrono::seconds kWriteTimeout{30};
constexpr std::chrono::milliseconds kLook{50};  // whether the API is to end meanwhile
constexpr const char* kActionPath = R"(/api/jobs/([^/]{1,64})/(cancel|resume|retry))";

void AnswerJson(Response& response, int status, const std::string& text) {
  response.status = status;
  response.set_content(text, "application/json");
}

void Refuse(Response& response, int status, const std::string& text) {
  AnswerJson(response, status, ErrorJson(text));
}

int StatusOf(const Error& error) {
  if (error.code == "unknown_job") return 404;
  if (error.code == "refused") return 409;
  if (error.code == "malformed" || error.code == "too_large" || error.code == "too_deep") return 400;
  return error.kind == ErrorKind::kRetryLater || error.kind == ErrorKind::kCancelled ? 503 : 500;
}

void Refuse(Response& response, const Error& error) { Refuse(response, StatusOf(error), error.text); }

/// A request of a page of another site, as browsers mark them.
bool IsFromElsewhere(const Request& request) {
  const std::string origin = request.get_header_value("Origin");
  if (origin.empty()) return false;
  const std::string host = request.get_header_value("Host");
  return origin != "http://" + host && origin != "https://" + host;
}

std::int64_t NowMs() { return Milliseconds(std::chrono::system_clock::now()); }

/// Products on their way to a client, a chunk at a time.
struct Download {
  ProductCursor cursor;
  RowWriter writer;
  bool begun = false;

  bool Send(httplib::DataSink& sink) {
    std::string chunk;
    if (!std::exchange(begun, true)) chunk = writer.Begin();
    while (chunk.size() < kChunkBytes) {
      Result<std::optional<ProductRow>> row = cursor.Next();
      if (!row) return false;  // cut off, so that nobody takes it for whole
      if (!*row) return Finish(sink, chunk + writer.End());
      chunk += writer.Row(**row);
    }
    return sink.write(chunk.data(), chunk.size());
  }

  static bool Finish(httplib::DataSink& sink, const std::string& last) {
    const bool sent = last.empty() || sink.write(last.data(), last.size());
    sink.done();
    return sent;
  }
};

RowDetail DetailOf(const Request& request) {
  const bool variants = request.has_param("variants") && request.get_param_value("variants") != "0";
  return variants ? RowDetail::kVariants : RowDetail::kProducts;
}

}  // namespace

struct HttpApi::Parts {
  Parts(HttpApiOptions its_options, const Health& its_health, HttpApiActions its_actions)
      : options(std::move(its_options)), health(its_health), actions(std::move(its_actions)) {}

  void Configure();
  void Route();
  [[nodiscard]] Result<JobStatus> Find(const std::string& id) const;
  void Jobs(Response& response) const;
  void Job(const Request& request, Response& response) const;
  void Products(const Request& request, Response& response) const;
  void Dead(Response& response) const;
  void Act(const std::string& id, const std::string& action, const Request& request,
           Response& response) const;
  void Cancel(const JobStatus& status, Response& response) const;
  void Answer(const std::function<void(HttpApiActions::Done)>& act, Response& response) const;
  bool ActWithoutBody(const Request& request, Response& response) const;
  void Ready(Response& response) const;

  HttpApiOptions options;
  const Health& health;
  HttpApiActions actions;
  std::atomic<bool> ending = false;
  httplib::Server server;
  int port = 0;
  std::thread thread;
};

void HttpApi::Parts::Configure() {
  server.new_task_queue = [threads = options.threads] {
    return new httplib::ThreadPool(threads);  // NOLINT: httplib deletes it
  };
  server.set_payload_max_length(kMaxBodyBytes);
  server.set_read_timeout(kReadTimeout);
  server.set_write_timeout(kWriteTimeout);
  server.set_keep_alive_max_count(100);
  server.set_keep_alive_timeout(kReadTimeout.count());
  server.set_default_headers({{"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-store"}});
  server.set_error_handler([](const Request&, Response& response) {
    if (response.body.empty())
      response.set_content(ErrorJson(fmt::format("HTTP status {}", response.status)), "application/json");
  });
  server.set_exception_handler([](const Request&, Response& response, const std::exception_ptr&) {
    Refuse(response, 500, "an internal error");
  });
}

void HttpApi::Parts::Route() {
  server.Get("/healthz",
             [](const Request&, Response& response) { AnswerJson(response, 200, "{\"ok\": true}\n"); });
  server.Get("/readyz", [this](const Request&, Response& response) { Ready(response); });
  server.Get("/api/jobs", [this](const Request&, Response& response) { Jobs(response); });
  server.Get(R"(/api/jobs/([^/]{1,64}))",
             [this](const Request& request, Response& response) { Job(request, response); });
  server.Get(R"(/api/jobs/([^/]{1,64})/products)",
             [this](const Request& request, Response& response) { Products(request, response); });
  server.Get("/api/dead", [this](const Request&, Response& response) { Dead(response); });
  server.Post(kActionPath, [this](const Request& request, Response& response) {
    Act(request.matches[1], request.matches[2], request, response);
  });
  server.set_pre_routing_handler([this](const Request& request, Response& response) {
    return ActWithoutBody(request, response) ? httplib::Server::HandlerResponse::Handled
                                             : httplib::Server::HandlerResponse::Unhandled;
  });
}

Result<JobStatus> HttpApi::Parts::Find(const std::string& id) const {
  if (!IsJobId(id)) return Error{ErrorKind::kGiveUp, "that is no job id", "unknown_job"};
  Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(options.store_path);
  if (!reader) return reader.error();
  Result<std::optional<JobStatus>> status = (*reader)->Job(id);
  if (!status) return status.error();
  if (!*status) return Error{ErrorKind::kGiveUp, fmt::format("there is no job {}", id), "unknown_job"};
  return std::move(**status);
}

void HttpApi::Parts::Jobs(Response& response) const {
  Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(options.store_path);
  if (!reader) return Refuse(response, reader.error());
  const Result<std::vector<JobStatus>> jobs = (*reader)->Jobs(options.max_jobs);
  if (!jobs) return Refuse(response, jobs.error());
  AnswerJson(response, 200, StatusesJson(*jobs));
}

void HttpApi::Parts::Job(const Request& request, Response& response) const {
  const Result<JobStatus> status = Find(request.matches[1]);
  if (!status) return Refuse(response, status.error());
  Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(options.store_path);
  if (!reader) return Refuse(response, reader.error());
  const Result<std::vector<FailureExample>> failures = (*reader)->Failures(status->job, kMaxFailures);
  if (!failures) return Refuse(response, failures.error());
  AnswerJson(response, 200, StatusJson(*status, *failures, AdviceOn(*status, NowMs())));
}

void HttpApi::Parts::Products(const Request& request, Response& response) const {
  const std::string name = request.has_param("format") ? request.get_param_value("format") : "json";
  const std::optional<RowFormat> format = ParseRowFormat(name);
  if (!format || *format == RowFormat::kTable)
    return Refuse(response, 400, "the format must be json, jsonl or csv");
  const Result<JobStatus> status = Find(request.matches[1]);
  if (!status) return Refuse(response, status.error());
  Result<ProductCursor> cursor = ProductCursor::Open(options.store_path, status->job);
  if (!cursor) return Refuse(response, cursor.error());
  if (!HasEnded(status->state)) response.set_header("X-Pricecrew-Partial", "true");
  // Shared, because a std::function has to be copyable.
  auto download =
      std::make_shared<Download>(Download{std::move(*cursor), RowWriter(*format, {DetailOf(request)})});
  response.set_chunked_content_provider(
      std::string(ContentType(*format)),
      [download](std::size_t, httplib::DataSink& sink) { return download->Send(sink); });
}

void HttpApi::Parts::Dead(Response& response) const {
  Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(options.store_path);
  if (!reader) return Refuse(response, reader.error());
  const Result<std::vector<DeadLetter>> letters = (*reader)->Dead();
  if (!letters) return Refuse(response, letters.error());
  AnswerJson(response, 200, DeadJson(*letters));
}

/// httplib waits for the body that no length announces until its time is over.
bool HttpApi::Parts::ActWithoutBody(const Request& request, Response& response) const {
  if (request.method != "POST" || request.has_header("Content-Length") ||
      request.has_header("Transfer-Encoding"))
    return false;
  static const std::regex path(kActionPath);
  std::smatch found;
  if (std::regex_match(request.path, found, path))
    Act(found[1], found[2], request, response);
  else
    Refuse(response, 404, "there is nothing to post to here");
  return true;
}

void HttpApi::Parts::Act(const std::string& id, const std::string& action, const Request& request,
                         Response& response) const {
  if (IsFromElsewhere(request)) return Refuse(response, 403, "a page of another site asked for this");
  const Result<JobStatus> status = Find(id);
  if (!status) return Refuse(response, status.error());
  if (action == "cancel") return Cancel(*status, response);
  if (action == "resume")
    return Answer([&](HttpApiActions::Done done) { actions.resume(id, std::move(done)); }, response);
  const Result<RetryRequest> retry = DecodeRetryRequest(request.body);
  if (!retry) return Refuse(response, retry.error());
  Answer([&](HttpApiActions::Done done) { actions.retry(id, *retry, std::move(done)); }, response);
}

void HttpApi::Parts::Cancel(const JobStatus& status, Response& response) const {
  if (HasEnded(status.state))
    return Refuse(response, 409, fmt::format("{} is {} already", status.job, ToString(status.state)));
  actions.cancel(status.job);
  AnswerJson(response, 202, StatusJson(status, {}));
}

/// Answers with what the event loop says, whenever that is, unless the API ends before.
void HttpApi::Parts::Answer(const std::function<void(HttpApiActions::Done)>& act, Response& response) const {
  using Again = Result<Republished>;
  const auto promise = std::make_shared<std::promise<Again>>();  // shared: the loop may say it later
  std::future<Again> said = promise->get_future();
  act([promise](Again outcome) { promise->set_value(std::move(outcome)); });
  while (said.wait_for(kLook) != std::future_status::ready)
    if (ending) return Refuse(response, 503, "the aggregator is going away");
  const Again outcome = said.get();
  if (!outcome) return Refuse(response, outcome.error());
  AnswerJson(response, 200, RepublishedJson(outcome->published, outcome->generation));
}

void HttpApi::Parts::Ready(Response& response) const {
  if (const std::optional<std::string> problem = health.Problem()) return Refuse(response, 503, *problem);
  const Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(options.store_path);
  if (!reader) return Refuse(response, 503, reader.error().text);
  AnswerJson(response, 200, "{\"ready\": true}\n");
}

HttpApi::HttpApi(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<HttpApi>> HttpApi::Start(HttpApiOptions options, const Health& health,
                                                HttpApiActions actions) {
  auto parts = std::make_unique<Parts>(std::move(options), health, std::move(actions));
  parts->Configure();
  parts->Route();
  const HttpApiOptions& wanted = parts->options;
  if (wanted.port == 0)
    parts->port = parts->server.bind_to_any_port(wanted.host);
  else if (parts->server.bind_to_port(wanted.host, wanted.port))
    parts->port = wanted.port;
  if (parts->port <= 0)
    return Error{ErrorKind::kStop, fmt::format("listening on {} port {} failed", wanted.host, wanted.port),
                 "bind"};
  parts->thread = std::thread([server = &parts->server] { server->listen_after_bind(); });
  while (!parts->server.is_running()) std::this_thread::yield();   // or stop() would be forgotten
  return std::unique_ptr<HttpApi>(new HttpApi(std::move(parts)));  // NOLINT: private
}

HttpApi::~HttpApi() {
  parts_->ending = true;
  parts_->server.stop();
  parts_->thread.join();
}

int HttpApi::port() const { return parts_->port; }

}  // namespace pricecrew
