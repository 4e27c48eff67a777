#include "common/pipeline/robots_gate.h"

#include <algorithm>
#include <array>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

#include "common/domain/retry_after.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;

constexpr const char* kProductToken = "pricecrew";
constexpr std::chrono::hours kKept{24};  // RFC 9309 2.4
constexpr int kMostRedirects = 5;        // RFC 9309 2.3.1.2
constexpr std::size_t kMostBytes = std::size_t{2} << 20;

std::string PathOf(const Url& url) {
  std::string path = url.path.empty() ? "/" : url.path;
  if (url.query) path += "?" + *url.query;
  return path;
}

/// Whether every other page of the host fails alike.
bool IsOfTheHost(const Error& error) {
  constexpr std::array<std::string_view, 6> kCodes{"bad_url",         "connect", "dns",
                                                   "private_address", "proxy",   "tls"};
  return std::find(kCodes.begin(), kCodes.end(), error.code) != kCodes.end();
}

/// The URL of a redirect within the host; absent for any other answer.
std::optional<Url> RedirectOf(const PacedClient::Answer& answer, const Url& from) {
  const auto* response = std::get_if<HttpResponse>(&answer);
  if (response == nullptr || response->status < 300 || response->status >= 400) return std::nullopt;
  const std::optional<std::string_view> location = response->Header("location");
  std::optional<Url> target = location ? ResolveUrl(*location, from) : std::nullopt;
  if (!target || BudgetHost(*target) != BudgetHost(from)) return std::nullopt;
  return target;
}

RobotsGate::Verdict VerdictOf(const RobotsCache::Entry& entry, const Url& url,
                              std::optional<milliseconds> retry_after) {
  RobotsGate::Verdict verdict;
  verdict.unreachable = entry.unreachable;
  verdict.error = entry.error;
  verdict.allowed = !entry.unreachable && entry.rules.Allows(PathOf(url));
  verdict.crawl_delay = entry.rules.crawl_delay();
  verdict.retry_after = retry_after;
  return verdict;
}

}  // namespace

struct RobotsGate::Asking {
  explicit Asking(const asio::any_io_executor& executor)
      : done(executor, asio::steady_timer::time_point::max()) {}
  asio::steady_timer done;
};

asio::awaitable<RobotsGate::Answer> RobotsGate::Ask(const PacedRequest& request) {
  const std::string origin = request.url.Origin();
  std::optional<milliseconds> retry_after;
  while (true) {
    if (const RobotsCache::Entry* entry = cache_.Find(origin, clock_.Steady()))
      co_return VerdictOf(*entry, request.url, retry_after);
    if (asking_.contains(origin)) {
      co_await WaitForOther(origin);
      if (request.session.closing) co_return PacedClient::Stopped{};
      continue;
    }
    FetchAnswer fetched = co_await FetchForAll(request, origin);
    if (const auto* later = std::get_if<PacedClient::Later>(&fetched)) co_return *later;
    if (std::holds_alternative<PacedClient::Unwanted>(fetched)) co_return PacedClient::Unwanted{};
    if (std::holds_alternative<PacedClient::Stopped>(fetched)) co_return PacedClient::Stopped{};
    retry_after = std::get<Fetched>(fetched).retry_after;
  }
}

asio::awaitable<void> RobotsGate::WaitForOther(std::string origin) {
  const std::shared_ptr<Asking> asking = asking_.find(origin)->second;
  asio::error_code ignored;
  co_await asking->done.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<RobotsGate::FetchAnswer> RobotsGate::FetchForAll(const PacedRequest& request,
                                                                 std::string origin) {
  const auto asking = std::make_shared<Asking>(executor_);
  asking_.emplace(origin, asking);
  std::optional<Url> url = ResolveUrl("/robots.txt", request.url);
  FetchAnswer fetched = co_await Fetch(request, std::move(*url));
  if (const auto* what = std::get_if<Fetched>(&fetched)) cache_.Keep(origin, what->entry);
  asking_.erase(origin);
  asking->done.cancel();
  co_return fetched;
}

asio::awaitable<RobotsGate::FetchAnswer> RobotsGate::Fetch(const PacedRequest& request, Url url) {
  for (int redirects = 0;; ++redirects) {
    HttpRequest http;
    http.url = url.Href();
    http.proxy = request.http.proxy;
    http.max_body_bytes = kMostBytes;
    for (const HttpHeader& header : request.http.headers)
      if (header.first == "User-Agent") http.headers.push_back(header);
    PacedRequest paced{request.task, request.session, url, request.budget, std::move(http)};
    PacedClient::Answer answer = co_await client_.Send(std::move(paced));
    if (const auto* later = std::get_if<PacedClient::Later>(&answer)) co_return *later;
    if (std::holds_alternative<PacedClient::Unwanted>(answer)) co_return PacedClient::Unwanted{};
    if (std::holds_alternative<PacedClient::Stopped>(answer)) co_return PacedClient::Stopped{};
    std::optional<Url> target = RedirectOf(answer, url);
    if (!target || redirects == kMostRedirects) co_return Read(answer);
    url = std::move(*target);
  }
}

RobotsGate::Fetched RobotsGate::Unreachable(std::optional<Error> error) const {
  return {{RobotsRules::DisallowAll(), true, clock_.Steady() + again_, std::move(error)}, {}};
}

RobotsGate::Fetched RobotsGate::Rules(RobotsRules rules) const {
  return {{std::move(rules), false, clock_.Steady() + kKept, {}}, {}};
}

RobotsGate::Fetched RobotsGate::Read(const PacedClient::Answer& answer) const {
  const auto* response = std::get_if<HttpResponse>(&answer);
  if (response == nullptr) {
    const Error& error = std::get<Error>(answer);
    return IsOfTheHost(error) ? Unreachable(error) : Unreachable();
  }
  const int status = response->status;
  if (status == 429 || status >= 500) {
    Fetched fetched = Unreachable();
    if (const auto header = response->Header("retry-after"))
      fetched.retry_after = ParseRetryAfter(*header, clock_.Wall());
    return fetched;
  }
  if (status < 200 || status >= 300) return Rules(RobotsRules::AllowAll());
  return Rules(RobotsRules::Parse(response->body, kProductToken));
}

}  // namespace pricecrew
