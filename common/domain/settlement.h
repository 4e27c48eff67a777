#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/product.h"
#include "common/domain/task.h"

namespace pricecrew {

/// What became of a task. (A sixth, duplicate, is decided by the aggregator when the job closes.)
enum class Outcome { kProduct, kListing, kNotAProduct, kFailed, kSkipped };

/// "product", "listing", "not_product", "failed", "skipped"
std::string_view ToString(Outcome outcome);
std::optional<Outcome> ParseOutcome(std::string_view name);

/// True where a settlement of outcome `later` takes the place of one of outcome `earlier`: a success replaces
/// a failure; among equals the first wins.
bool Replaces(Outcome later, Outcome earlier);

/// How many products a category says it has, and how many its pages listed.
struct StatedProducts {
  std::uint32_t stated = 0;
  std::uint32_t found = 0;

  friend bool operator==(const StatedProducts&, const StatedProducts&) = default;
};

/// The answer to one task.
struct Settlement {
  std::string job;
  Stage stage = Stage::kProduct;
  TaskId id;
  std::string url;  ///< the task's
  std::uint32_t generation = 1;
  Outcome outcome = Outcome::kFailed;
  std::string reason;     ///< one word, for every outcome but product; e.g. "http_404", "timeout", "no_name"
  std::string detail;     ///< for a person: what was tried and what came back; may be empty
  std::string final_url;  ///< after redirects; empty where nothing was fetched
  std::optional<Product> product;  ///< with Outcome::kProduct
  std::vector<Task> children;      ///< with Outcome::kListing: what it announces, where that fits one message
  std::vector<TaskId> parts;       ///< the announcements that carry its children otherwise
  std::uint32_t links_seen = 0;    ///< of a category page
  std::optional<StatedProducts> stated;  ///< of the last page of a category that says how many it has

  friend bool operator==(const Settlement&, const Settlement&) = default;
};

/// A settlement of `task`, without its answer yet.
Settlement SettlementOf(const Task& task);
/// The same as failed or skipped, with its reason.
Settlement Failed(const Task& task, std::string reason, std::string detail = {});
Settlement Skipped(const Task& task, std::string reason);
/// The same of a guessed page that does not exist: the chain ended with the page before it.
Settlement BehindLastPage(const Task& task);

}  // namespace pricecrew
