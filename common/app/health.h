#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace pricecrew {

/// What keeps a process from its work, by part. From any thread.
class Health {
 public:
  void Report(const std::string& part, const std::string& problem);
  void Clear(const std::string& part);

  /// All problems, for a person; absent where the process is ready.
  [[nodiscard]] std::optional<std::string> Problem() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::string> problems_;  // by part
};

}  // namespace pricecrew
