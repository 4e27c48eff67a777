#include "worker/product_stage.h"

#include <optional>
#include <utility>
#include <variant>

#include "common/rules/task_rules.h"
#include "worker/extract.h"
#include "worker/rules_product.h"

namespace pricecrew {
namespace {

/// Absent where the task's rules are none, which whoever opened its job should have seen.
std::optional<RuledExtraction> ExtractFor(const Task& task, const Page& page) {
  if (task.request.rules.empty()) return RuledExtraction{Extract(page)};
  const auto rules = TaskRules(task.request.rules);
  if (!rules) return std::nullopt;
  return ExtractWithRules(page, *rules);
}

}  // namespace

Settlement ReadProductPage(const Task& task, const FetchedPage& page) {
  std::optional<RuledExtraction> ruled = ExtractFor(task, page.View());
  if (!ruled) return Failed(task, "bad_rules", "the job's rules cannot be read");
  Settlement settlement = SettlementOf(task);
  settlement.final_url = page.url.Href();
  settlement.detail = DescribeMissed(ruled->missed);
  Extraction& extraction = ruled->extraction;
  if (auto* product = std::get_if<Product>(&extraction)) {
    settlement.outcome = Outcome::kProduct;
    settlement.product = std::move(*product);
  } else if (auto* other = std::get_if<NotAProduct>(&extraction)) {
    settlement.outcome = Outcome::kNotAProduct;
    settlement.reason = std::move(other->reason);
  } else {
    settlement.outcome = Outcome::kFailed;
    settlement.reason = std::move(std::get<Unreadable>(extraction).reason);
    settlement.detail = "GET " + settlement.final_url + ": the page cannot be read";
  }
  return settlement;
}

}  // namespace pricecrew
