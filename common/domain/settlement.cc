#include "common/domain/settlement.h"

#include <array>
#include <utility>

namespace pricecrew {
namespace {

constexpr std::array<std::pair<Outcome, std::string_view>, 5> kNames{{
    {Outcome::kProduct, "product"},
    {Outcome::kListing, "listing"},
    {Outcome::kNotAProduct, "not_product"},
    {Outcome::kFailed, "failed"},
    {Outcome::kSkipped, "skipped"},
}};

bool IsSuccess(Outcome outcome) { return outcome != Outcome::kFailed && outcome != Outcome::kSkipped; }

}  // namespace

std::string_view ToString(Outcome outcome) {
  for (const auto& [value, name] : kNames)
    if (value == outcome) return name;
  return {};
}

std::optional<Outcome> ParseOutcome(std::string_view wanted) {
  for (const auto& [value, name] : kNames)
    if (name == wanted) return value;
  return std::nullopt;
}

bool Replaces(Outcome later, Outcome earlier) { return IsSuccess(later) && !IsSuccess(earlier); }

Settlement SettlementOf(const Task& task) {
  Settlement settlement;
  settlement.job = task.job;
  settlement.stage = task.stage;
  settlement.id = task.id;
  settlement.url = task.url;
  settlement.generation = task.generation;
  return settlement;
}

Settlement Failed(const Task& task, std::string reason, std::string detail) {
  Settlement settlement = SettlementOf(task);
  settlement.outcome = Outcome::kFailed;
  settlement.reason = std::move(reason);
  settlement.detail = std::move(detail);
  return settlement;
}

Settlement BehindLastPage(const Task& task) {
  Settlement settlement = SettlementOf(task);
  settlement.outcome = Outcome::kListing;
  settlement.reason = "no_such_page";
  if (task.chain.stated && task.chain.found > 0)
    settlement.stated = StatedProducts{*task.chain.stated, task.chain.found};
  return settlement;
}

Settlement Skipped(const Task& task, std::string reason) {
  Settlement settlement = SettlementOf(task);
  settlement.outcome = Outcome::kSkipped;
  settlement.reason = std::move(reason);
  return settlement;
}

}  // namespace pricecrew
