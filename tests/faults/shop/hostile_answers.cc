#include "tests/faults/shop/hostile_answers.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

#include "tests/faults/shop/hostile_truth.h"
#include "tests/faults/shop/http_date.h"
#include "tests/shop/gzip.h"

namespace pricecrew::shop {
namespace {

using std::chrono::system_clock;
using Answer = std::shared_ptr<const WireAnswer>;

constexpr std::chrono::seconds kHoldSeconds{2};
constexpr std::chrono::seconds kHoldToDate{3};
constexpr std::string_view kPrivate = "/hostile/";
constexpr std::string_view kRules = "/rules-for-robots.txt";

std::uint64_t NumberOr(std::string_view digits, std::uint64_t fallback) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : fallback;
}

std::uint64_t Parameter(std::string_view query, std::string_view name, std::uint64_t fallback) {
  while (!query.empty()) {
    const std::string_view one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), one.size() + 1));
    if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
      return NumberOr(one.substr(name.size() + 1), fallback);
  }
  return fallback;
}

Answer Html(std::string page) {
  Response response;
  response.body = std::move(page);
  return WriteOut(std::move(response));
}

Answer Text(std::string text) {
  return WriteOut({.content_type = "text/plain", .headers = {}, .body = std::move(text)});
}

Answer Status(int status) {
  return WriteOut({.status = status, .headers = {}, .body = fmt::format("<h1>{}</h1>\n", status)});
}

Answer Redirect(std::string target) {
  return WriteOut({.status = 302, .headers = {{"Location", std::move(target)}}, .body = ""});
}

Answer Compressed(std::string gzip) {
  return WriteOut({.headers = {{"Content-Encoding", "gzip"}}, .body = std::move(gzip)});
}

Answer Delivered(std::string page, Delivery delivery) {
  Response response;
  response.body = std::move(page);
  auto answer = WriteOut(std::move(response));
  answer->delivery = delivery;
  return answer;
}

enum class Form { kSeconds, kDate };

Answer Hold(int status, Form form) {
  const auto now = system_clock::now();
  const auto date = std::chrono::floor<std::chrono::seconds>(now + kHoldToDate);
  const std::string value = form == Form::kDate ? HttpDate(date) : std::to_string(kHoldSeconds.count());
  auto answer = WriteOut({.status = status, .headers = {{"Retry-After", value}}, .body = "later\n"});
  answer->hold_until = form == Form::kDate ? date : now + kHoldSeconds;
  return answer;
}

std::string Truncated(std::string gzip) {
  gzip.resize(gzip.size() * 2 / 3);
  return gzip;
}

// What the head of the member says stays, so that the trouble is in the data.
std::string Corrupt(std::string gzip) {
  for (std::size_t i = gzip.size() / 3; i < gzip.size() / 2; ++i) gzip[i] = static_cast<char>(~gzip[i]);
  return gzip;
}

}  // namespace

bool HostileAnswers::IsPrivate(const Request& request) const { return request.target.starts_with(kPrivate); }

Answer HostileAnswers::For(const Request& request) {
  if (request.method != "GET") return Refusal(405);
  const std::size_t colon = std::min(request.host.size(), request.host.find(':'));
  const std::optional<Host> host = plan_.hosts().Find(std::string_view(request.host).substr(0, colon));
  Asked asked{.host = host.value_or(Host{}),
              .port = request.host.substr(colon),
              .target = request.target,
              .path = {},
              .query = {}};
  const std::string_view target = asked.target;
  asked.path = target.substr(0, target.find('?'));
  asked.query = target.substr(std::min(target.size(), asked.path.size() + 1));
  if (IsPrivate(request)) return Private(asked);
  return host ? Visit(asked) : Status(404);
}

Answer HostileAnswers::Visit(const Asked& asked) {
  if (asked.path == "/robots.txt") return RobotsOf(asked);
  if (asked.path == kRules) return Text(RobotsText(Robots::kDisallow));
  if (asked.path == "/") return Html(pages_.Home());
  if (asked.path.starts_with("/c/")) return ListingOf(asked);
  if (asked.path.starts_with("/moved/")) return Moved(asked);
  if (asked.path.starts_with("/p/") || asked.path.starts_with("/members/")) return ProductOf(asked);
  return Status(404);
}

Answer HostileAnswers::RobotsOf(const Asked& asked) {
  switch (asked.host.robots) {
    case Robots::kMissing:
      break;
    case Robots::kForbidden:
      return Status(403);
    case Robots::kDisallow:
    case Robots::kCrawlDelay:
    case Robots::kLong:
      return Text(RobotsText(asked.host.robots));
    case Robots::kRedirect:
      return Redirect(std::string(kRules));
    case Robots::kRedirectElsewhere:
      return Redirect(
          fmt::format("http://{}{}{}", plan_.hosts().OpenOther(asked.host.name, 0).name, asked.port, kRules));
    case Robots::kDown:
      return Status(500);
    case Robots::kHeals:
      return Status(CountTry(asked) < 2 ? 500 : 404);
    case Robots::kStall:
      return Delivered("", Delivery::kStall);
    case Robots::kReset:
      return Delivered("User-agent: *\nAllow: /\n", Delivery::kReset);
  }
  return Status(404);
}

Answer HostileAnswers::ListingOf(const Asked& asked) {
  const std::uint64_t number = NumberOr(asked.path.substr(3), 0);
  const std::size_t page = Parameter(asked.query, "page", 1);
  if (number == 0 || page == 0) return Status(404);
  const PlannedCategory planned = plan_.CategoryAt(asked.host, number);
  if (planned.chain == Chain::kNormal && page > planned.category.pages) return Status(404);
  return Spoil(asked, Plan::TroubleOf(planned, page), planned.tries,
               pages_.Listing(asked.host, planned, page));
}

Answer HostileAnswers::ProductOf(const Asked& asked) {
  const std::optional<ProductNumber> number = ParseProductPath(asked.path);
  if (!number) return Status(404);
  const PlannedProduct planned = plan_.ProductAt(asked.host, *number);
  if (planned.product.path != asked.path) return Status(404);
  const Category category = plan_.CategoryAt(asked.host, number->category).category;
  return Spoil(asked, planned.trouble, planned.tries, pages_.Product(planned, category));
}

// "/moved/127.0.0.7/p/lamp-3-4" is that page of that host.
Answer HostileAnswers::Moved(const Asked& asked) {
  const std::string_view rest = asked.path.substr(std::string_view("/moved/").size());
  const std::optional<Host> host = plan_.hosts().Find(rest.substr(0, rest.find('/')));
  const std::optional<ProductNumber> number = ParseProductPath(rest);
  if (!host || !number) return Status(404);
  const Category category = plan_.CategoryAt(*host, number->category).category;
  return Html(pages_.Product(plan_.ProductAt(*host, *number), category));
}

Answer HostileAnswers::Spoil(const Asked& asked, Trouble trouble, std::size_t tries, std::string page) {
  if (Heals(trouble) && CountTry(asked) >= tries) return Html(std::move(page));
  switch (trouble) {
    case Trouble::kNone:
    case Trouble::kDeepJson:
    case Trouble::kCrash:
      return Html(std::move(page));
    case Trouble::kNotFound:
      return Status(404);
    case Trouble::kGone:
      return Status(410);
    case Trouble::kDown:
    case Trouble::kHeals:
      return Status(500);
    case Trouble::kBusySeconds:
      return Hold(503, Form::kSeconds);
    case Trouble::kBusyDate:
      return Hold(503, Form::kDate);
    case Trouble::kLimitSeconds:
      return Hold(429, Form::kSeconds);
    case Trouble::kLimitDate:
      return Hold(429, Form::kDate);
    case Trouble::kLimit:
      return Status(429);
    case Trouble::kStall:
    case Trouble::kStallHeals:
      return Delivered("", Delivery::kStall);
    case Trouble::kDrip:
      return Delivered(std::move(page), Delivery::kDrip);
    case Trouble::kReset:
    case Trouble::kResetHeals:
      return Delivered(std::move(page), Delivery::kReset);
    case Trouble::kTruncatedGzip:
      return Compressed(Truncated(Gzip(page)));
    case Trouble::kCorruptGzip:
      return Compressed(Corrupt(Gzip(page)));
    case Trouble::kBomb:
      if (!bomb_) bomb_ = Compressed(Bomb());
      return bomb_;
    case Trouble::kRedirectLoop:
      return Redirect(
          fmt::format("{}?round={}", asked.path, Parameter(asked.query, "round", 0) == 1 ? 2 : 1));
    case Trouble::kRedirectHome:
      return Redirect("/");
    case Trouble::kRedirectHost:
      return Redirect(fmt::format("http://{}{}/moved/{}{}",
                                  plan_.hosts().OpenOther(asked.host.name, page.size()).name, asked.port,
                                  asked.host.name, asked.path));
    case Trouble::kWrongType:
      return WriteOut({.content_type = "application/octet-stream", .headers = {}, .body = std::move(page)});
    case Trouble::kHuge:
      if (!huge_) huge_ = Html(HugePage());
      return huge_;
  }
  return Status(404);
}

Answer HostileAnswers::Private(const Asked& asked) const {
  const std::string_view what = asked.path.substr(kPrivate.size());
  if (what == "hosts") return Text(HostsJson(plan_.hosts()));
  if (what != "truth" || asked.host.name.empty()) return Status(404);
  return Text(TruthJson(plan_, asked.host, Parameter(asked.query, "category", 1),
                        Parameter(asked.query, "pages", 1)));
}

std::size_t HostileAnswers::CountTry(const Asked& asked) { return tries_[asked.host.name + asked.target]++; }

}  // namespace pricecrew::shop
