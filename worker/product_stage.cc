#include "worker/product_stage.h"

#include <utility>
#include <variant>

#include "worker/extract.h"

namespace pricecrew {

Settlement ReadProductPage(const Task& task, const FetchedPage& page) {
  Settlement settlement = SettlementOf(task);
  settlement.final_url = page.url.Href();
  Extraction extraction = Extract(page.View());
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
