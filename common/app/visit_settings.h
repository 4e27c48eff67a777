#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>

#include "common/domain/retry.h"
#include "common/pipeline/fetcher.h"

namespace pricecrew {

/// How a process visits pages: how often, and whether shops are asked first.
struct VisitSettings {
  std::uint32_t attempts = 4;  ///< visits to a page that fails for a reason that may pass, the first included
  double retry_wait_seconds = 5;  ///< before the second visit; the later waits are longer
  RobotsPolicy robots = RobotsPolicy::kObey;

  [[nodiscard]] RetryPolicy Retry() const;
};
void AddVisitSettings(CLI::App& app, VisitSettings& settings);

}  // namespace pricecrew
