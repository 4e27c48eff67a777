#include "common/pipeline/fetcher.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "common/domain/retry_after.h"

namespace pricecrew {
namespace {

bool IsRedirect(const HttpResponse& response) {
  const int status = response.status;
  return (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) &&
         response.Header("location").has_value();
}

FetchFailed BadStatus(const Url& url, const HttpResponse& response,
                      std::chrono::system_clock::time_point now) {
  FetchFailed failed{fmt::format("http_{}", response.status),
                     fmt::format("GET {} was answered with status {}", url.Href(), response.status),
                     BudgetHost(url)};
  if (const auto header = response.Header("retry-after")) failed.retry_after = ParseRetryAfter(*header, now);
  return failed;
}

/// A host that asks for `delay` seconds between two requests gets no more, and one lane for each stage.
Budget Slowed(Budget budget, double delay) {
  constexpr double kLongest = 3'600;
  if (delay <= 0) return budget;
  const double rate = 1 / std::min(delay, kLongest);
  if (budget.rate > 0 && budget.rate <= rate) return budget;
  return {2, rate};
}

/// The same task for the one product lane of a host that is slowed.
Task ForOneLane(const Task& task) {
  Task moved = task;
  moved.request.concurrency = 2;
  return moved;
}

Task ForOtherHost(const Task& task, const Url& target, std::uint32_t hops) {
  Task moved = task;
  moved.hop = target.Href();
  moved.hops = hops;
  moved.not_before_ms = 0;
  moved.turn_ms = 0;
  return moved;
}

/// Headers of the job go to the hosts that it named, and to no other that a redirect leads to.
bool SameHost(const Task& task, const Url& url) {
  const std::optional<Url> own = ParseUrl(task.url);
  return own && BudgetHost(*own) == BudgetHost(url);
}

FetchResult WithoutResponse(const PacedClient::Answer& answer, const Url& url) {
  if (const auto* error = std::get_if<Error>(&answer))
    return FetchFailed{error->code, error->text, BudgetHost(url)};
  if (const auto* later = std::get_if<PacedClient::Later>(&answer))
    return FetchLater{later->wait, later->turn};
  if (std::holds_alternative<PacedClient::Unwanted>(answer)) return FetchUnwanted{};
  return FetchStopped{};
}

/// The page's failure where the same one kept its host's robots.txt away: in the page's name, as a user asked
/// for it.
FetchFailed FailedAsItsHost(const Error& error, const Url& page) {
  FetchFailed failed{error.code, error.text, BudgetHost(page)};
  const std::string asked = page.Origin() + "/robots.txt";
  if (const std::size_t at = failed.detail.find(asked); at != std::string::npos)
    failed.detail.replace(at, asked.size(), page.Href());
  return failed;
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
  // The sitemap protocol's own limit; such a body is read piece by piece.
  constexpr std::size_t kMaxSitemapBytes = std::size_t{50} << 20;
  if (task.stage == Stage::kCategory && url.path.ends_with(".xml")) request.max_body_bytes = kMaxSitemapBytes;
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

/// What stands in the way of the request; absent where nothing does. Slows the request's budget as robots.txt
/// asks.
asio::awaitable<std::optional<FetchResult>> Fetcher::AskRobots(PacedRequest& request) {
  if (options_.robots == RobotsPolicy::kIgnore) co_return std::nullopt;
  RobotsGate::Answer answer = co_await robots_.Ask(request);
  if (const auto* later = std::get_if<PacedClient::Later>(&answer))
    co_return FetchLater{later->wait, later->turn};
  if (std::holds_alternative<PacedClient::Unwanted>(answer)) co_return FetchUnwanted{};
  if (std::holds_alternative<PacedClient::Stopped>(answer)) co_return FetchStopped{};
  const auto& verdict = std::get<RobotsGate::Verdict>(answer);
  if (verdict.error) co_return FailedAsItsHost(*verdict.error, request.url);
  if (verdict.unreachable)
    co_return FetchFailed{"robots_unreachable",
                          fmt::format("the robots.txt of {} cannot be had", request.url.Origin()),
                          BudgetHost(request.url), verdict.retry_after};
  if (!verdict.allowed) co_return FetchForbidden{"robots"};
  if (!verdict.crawl_delay) co_return std::nullopt;
  request.budget = Slowed(request.budget, *verdict.crawl_delay);
  if (request.task.lane >= request.budget.concurrency) co_return FetchElsewhere{ForOneLane(request.task)};
  co_return std::nullopt;
}

Fetcher::Fetcher(asio::any_io_executor executor, HttpClient& http, Lanes& lanes, const Clock& clock,
                 FetcherOptions options)
    : clock_(clock),
      options_(std::move(options)),
      client_(http, lanes, clock, options_.guards),
      robots_(std::move(executor), client_, clock, options_.robots_again) {}

/// The budget of the URL's host, as wide as the one by which the task was routed.
Budget Fetcher::BudgetFor(const Task& task, const Url& url) const {
  Budget budget = options_.budgets.Of(BudgetHost(url));
  budget.concurrency = std::max({budget.concurrency, task.lanes, std::uint32_t{2}});
  return budget;
}

asio::awaitable<FetchResult> Fetcher::Fetch(const Task& task, const ShardSession& session) {
  std::optional<Url> url = ParseUrl(task.FetchUrl());
  if (!url)
    co_return FetchFailed{"bad_url", fmt::format("'{}' is not an http or https URL", task.FetchUrl())};
  for (std::uint32_t hops = task.hops; hops <= kMaxRedirects; ++hops) {
    PacedRequest request{task, session, *url, BudgetFor(task, *url), RequestFor(task, *url)};
    std::optional<FetchResult> obstacle = co_await AskRobots(request);
    if (obstacle) co_return std::move(*obstacle);
    PacedClient::Answer answer = co_await client_.Send(std::move(request));
    auto* response = std::get_if<HttpResponse>(&answer);
    if (response == nullptr) co_return WithoutResponse(answer, *url);
    if (!IsRedirect(*response)) {
      if (response->status < 200 || response->status >= 300)
        co_return BadStatus(*url, *response, clock_.Wall());
      co_return FetchedPage{std::move(*url), std::move(*response)};
    }
    std::optional<Url> target = ResolveUrl(*response->Header("location"), *url);
    if (!target)
      co_return FetchFailed{"bad_redirect", fmt::format("GET {} redirects to no http URL", url->Href())};
    target->fragment.reset();
    if (BudgetHost(*target) != BudgetHost(*url))
      co_return FetchElsewhere{ForOtherHost(task, *target, hops + 1)};
    url = std::move(target);
  }
  co_return FetchFailed{"redirect_loop",
                        fmt::format("GET {}: more than {} redirects", task.url, kMaxRedirects)};
}

}  // namespace pricecrew
