#include "common/app/health.h"

namespace pricecrew {

void Health::Report(const std::string& part, const std::string& problem) {
  const std::lock_guard lock(mutex_);
  problems_[part] = problem;
}

void Health::Clear(const std::string& part) {
  const std::lock_guard lock(mutex_);
  problems_.erase(part);
}

std::optional<std::string> Health::Problem() const {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const auto& [part, problem] : problems_) {
    if (!text.empty()) text += "; ";
    text.append(part).append(": ").append(problem);
  }
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

}  // namespace pricecrew
