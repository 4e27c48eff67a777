#include "common/pipeline/paced_client.h"

#include <algorithm>
#include <utility>

#include "common/domain/topology.h"

namespace pricecrew {

using std::chrono::milliseconds;
using std::chrono::system_clock;

LaneWish PacedClient::WishOf(const PacedRequest& request) const {
  const Task& task = request.task;
  LaneWish wish;
  wish.place.host = BudgetHost(request.url);
  wish.place.lanes = std::max(request.budget.concurrency, std::uint32_t{2});
  wish.place.lane = std::min(task.lane, wish.place.lanes - 1);
  wish.pace = PaceOf(request.budget, wish.place, task.request);
  wish.earliest = system_clock::time_point(milliseconds(task.not_before_ms));
  wish.turn = system_clock::time_point(milliseconds(task.turn_ms));
  if (request.session.IsCrowded()) wish.most_waiting = 0;
  wish.unwanted = [this, &task, &session = request.session] {
    return session.closing || (guards_.is_unwanted && guards_.is_unwanted(task));
  };
  return wish;
}

std::optional<system_clock::time_point> PacedClient::HeldUntil(const std::string& host) const {
  const auto until = guards_.held_until ? guards_.held_until(host) : std::nullopt;
  return until && *until > clock_.Wall() ? until : std::nullopt;
}

asio::awaitable<PacedClient::Answer> PacedClient::Send(PacedRequest request) {
  LaneWish wish = WishOf(request);
  const std::string host = wish.place.host;
  while (true) {
    if (const auto until = HeldUntil(host)) {
      const auto wait = std::chrono::ceil<milliseconds>(*until - clock_.Wall());
      if (wait >= kRungs.front().wait) co_return Later{wait};
      wish.earliest = std::max(wish.earliest, *until);
    }
    Lanes::Outcome outcome = co_await lanes_.Wait(wish);
    if (std::holds_alternative<Lanes::Stopped>(outcome) || request.session.closing) co_return Stopped{};
    if (const auto* later = std::get_if<Lanes::ComeBack>(&outcome)) co_return Later{later->wait, later->turn};
    if (std::holds_alternative<Lanes::Unwanted>(outcome)) co_return Unwanted{};
    if (HeldUntil(host)) continue;  // since the turn was asked for
    request.http.group = request.session.group;
    Result<HttpResponse> response = co_await http_.Fetch(std::move(request.http));
    if (response) co_return std::move(*response);
    if (response.error().kind == ErrorKind::kCancelled) co_return Stopped{};
    co_return response.error();
  }
}

}  // namespace pricecrew
