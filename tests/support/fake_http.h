#pragma once

#include <algorithm>
#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/domain/url.h"
#include "common/ports/http_client.h"
#include "common/ports/loop_event.h"

namespace pricecrew {

/// A web in memory, for one event loop: answers by URL, held back while their gate is closed.
class FakeHttp : public HttpClient {
 public:
  explicit FakeHttp(asio::any_io_executor executor) : changed_(std::move(executor)) {}

  void Answer(const std::string& url, Result<HttpResponse> answer) {
    answers_.insert_or_assign(url, std::move(answer));
  }
  void AnswerPage(const std::string& url, const std::string& body = "<p>page</p>") {
    Answer(url, HttpResponse{200, {{"content-type", "text/html"}}, body});
  }
  void AnswerRedirect(const std::string& url, const std::string& location) {
    Answer(url, HttpResponse{302, {{"location", location}}, ""});
  }

  /// Holds the answers to this URL until Open.
  void Hold(const std::string& url) { held_.insert(url); }
  void Open(const std::string& url) {
    held_.erase(url);
    changed_.WakeAll();
  }

  asio::awaitable<Result<HttpResponse>> Fetch(HttpRequest request) override {
    const std::string url = request.url;
    std::size_t& now = under_way_[BudgetHost(*ParseUrl(url))];
    std::size_t& most = most_[BudgetHost(*ParseUrl(url))];
    most = std::max(most, ++now);
    const std::size_t place = requests_.size();
    requests_.push_back(std::move(request));
    bool waiting = true;
    const std::uint64_t group = requests_.back().group;
    const int aborts = aborts_[group];
    const auto ended = [&] { return closed_ || aborts_[group] != aborts; };
    while (waiting && !ended() && held_.contains(url)) waiting = co_await changed_.Wait();
    --now;
    if (!waiting || ended()) co_return Error{ErrorKind::kCancelled, "closed", "cancelled"};
    const auto found = answers_.find(url);
    if (found == answers_.end()) co_return HttpResponse{404, {}, ""};
    Result<HttpResponse> answer = found->second;
    const HttpRequest& asked = requests_[place];
    if (answer && answer->status == 200 && asked.take_body)
      asked.take_body(std::exchange(answer->body, std::string()));
    co_return answer;
  }

  void Close() override {
    closed_ = true;
    changed_.WakeAll();
  }

  void Abort(std::uint64_t group) override {
    ++aborts_[group];
    ++aborted_;
    changed_.WakeAll();
  }

  /// Every request so far, in the order of their starts.
  [[nodiscard]] const std::vector<HttpRequest>& requests() const { return requests_; }
  [[nodiscard]] std::vector<std::string> Urls() const {
    std::vector<std::string> urls;
    for (const HttpRequest& request : requests_) urls.push_back(request.url);
    return urls;
  }
  /// Calls of Abort so far.
  [[nodiscard]] int aborted() const { return aborted_; }
  /// The most requests to a host that were under way at a time.
  [[nodiscard]] std::size_t MostAtOnce(const std::string& host) const {
    const auto found = most_.find(host);
    return found == most_.end() ? 0 : found->second;
  }

 private:
  LoopEvent changed_;
  std::map<std::string, Result<HttpResponse>> answers_;
  std::set<std::string> held_;
  std::vector<HttpRequest> requests_;
  std::map<std::string, std::size_t> under_way_;
  std::map<std::string, std::size_t> most_;
  std::map<std::uint64_t, int> aborts_;
  int aborted_ = 0;
  bool closed_ = false;
};

}  // namespace pricecrew
