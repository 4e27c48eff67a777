#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "common/domain/result.h"

namespace pricecrew {

/// Answers GET /healthz (200 while the process lives), /readyz (503 with the reason where it cannot work) and
/// /metrics, on a thread of its own, until it is destroyed.
class HealthServer {
 public:
  struct Sources {
    std::function<std::optional<std::string>()> problem;  ///< from any thread; absent: ready
    std::function<std::string()> metrics;                 ///< from any thread; Prometheus' text format
  };

  /// kStop where the address cannot be had.
  static Result<std::unique_ptr<HealthServer>> Start(const std::string& host, int port, Sources sources);
  ~HealthServer();
  HealthServer(const HealthServer&) = delete;
  HealthServer& operator=(const HealthServer&) = delete;

 private:
  struct Parts;
  explicit HealthServer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace pricecrew
