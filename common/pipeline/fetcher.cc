#include "common/pipeline/fetcher.h"

#include <fmt/core.h>

#include <chrono>
#include <optional>
#include <utility>

namespace pricecrew {
namespace {

bool IsRedirect(const HttpResponse& response) {
  const int status = response.status;
  return (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) &&
         response.Header("location").has_value();
}

FetchFailed BadStatus(const Url& url, int status) {
  return {fmt::format("http_{}", status),
          fmt::format("GET {} was answered with status {}", url.Href(), status)};
}

/// Where the budget of `url` is drawn on, at the task's lane.
LanePlace PlaceFor(const Task& task, const Url& url, const Budget& budget) {
  LanePlace place;
  place.host = BudgetHost(url);
  place.lane = task.lane;
  place.lanes = std::max({budget.concurrency, task.lanes, std::uint32_t{2}});
  return place;
}

/// Headers of the job go to the hosts that it named, and to no other that a redirect leads to.
bool SameHost(const Task& task, const Url& url) {
  const std::optional<Url> own = ParseUrl(task.url);
  return own && BudgetHost(*own) == BudgetHost(url);
}

}  // namespace

Page FetchedPage::View() const {
  return {response.body, response.Header("content-type").value_or(std::string_view()), url};
}

HttpRequest Fetcher::RequestFor(const Task& task, const Url& url) const {
  const RequestOptions& options = task.request;
  HttpRequest request;
  request.url = url.Href();
  request.proxy = options.proxy;
  if (!options.user_agent.empty()) request.headers.emplace_back("User-Agent", options.user_agent);
  if (!options.accept_language.empty())
    request.headers.emplace_back("Accept-Language", options.accept_language);
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(clock_.Wall().time_since_epoch()).count();
  std::string cookies = CookieHeader(options.cookies, url, now);
  if (!cookies.empty()) request.headers.emplace_back("Cookie", std::move(cookies));
  if (SameHost(task, url))
    request.headers.insert(request.headers.end(), options.headers.begin(), options.headers.end());
  return request;
}

asio::awaitable<FetchResult> Fetcher::Fetch(const Task& task) {
  std::optional<Url> url = ParseUrl(task.FetchUrl());
  if (!url)
    co_return FetchFailed{"bad_url", fmt::format("'{}' is not an http or https URL", task.FetchUrl())};
  for (std::uint32_t hops = task.hops; hops <= kMaxRedirects; ++hops) {
    const std::string host = BudgetHost(*url);
    const Budget& budget = budgets_.Of(host);
    const LanePlace place = PlaceFor(task, *url, budget);
    HttpRequest request = RequestFor(task, *url);
    const std::function<bool()> unwanted = [this, &task] { return is_cancelled_ && is_cancelled_(task.job); };
    std::optional<Lanes::Turn> turn =
        co_await lanes_.Wait(place, PaceOf(budget, place, task.request), unwanted);
    if (!turn && unwanted()) co_return FetchUnwanted{};
    if (!turn) co_return FetchStopped{};
    Result<HttpResponse> response = co_await http_.Fetch(std::move(request));
    turn.reset();
    if (!response && response.error().kind == ErrorKind::kCancelled) co_return FetchStopped{};
    if (!response) co_return FetchFailed{response.error().code, response.error().text};
    if (!IsRedirect(*response)) {
      if (response->status < 200 || response->status >= 300) co_return BadStatus(*url, response->status);
      co_return FetchedPage{std::move(*url), std::move(*response)};
    }
    std::optional<Url> target = ResolveUrl(*response->Header("location"), *url);
    if (!target)
      co_return FetchFailed{"bad_redirect", fmt::format("GET {} redirects to no http URL", url->Href())};
    target->fragment.reset();
    if (BudgetHost(*target) != host) co_return MovedElsewhere{target->Href(), hops + 1};
    url = std::move(target);
  }
  co_return FetchFailed{"redirect_loop",
                        fmt::format("GET {}: more than {} redirects", task.url, kMaxRedirects)};
}

}  // namespace pricecrew
