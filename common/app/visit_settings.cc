#include "common/app/visit_settings.h"

#include <chrono>
#include <map>
#include <string>

#include "common/app/settings.h"

namespace pricecrew {

void AddVisitSettings(CLI::App& app, VisitSettings& settings) {
  AddSetting(app, "--attempts", settings.attempts, "visits to a page that fails for a reason that may pass")
      ->check(CLI::Range(1U, 20U));
  AddSetting(app, "--retry-wait", settings.retry_wait_seconds,
             "seconds before the second visit; the later waits are longer")
      ->check(CLI::Range(0.1, 3'600.0));
  app.add_option_function<std::string>(
         "--robots",
         [&settings](const std::string& policy) {
           settings.robots = policy == "obey" ? RobotsPolicy::kObey : RobotsPolicy::kIgnore;
         },
         "whether robots.txt is obeyed")
      ->envname(EnvironmentName("--robots"))
      ->check(CLI::IsMember({"obey", "ignore"}))
      ->default_str("obey");
}

RetryPolicy VisitSettings::Retry() const {
  RetryPolicy policy;
  policy.attempts = attempts;
  policy.first_wait = std::chrono::milliseconds(static_cast<std::int64_t>(retry_wait_seconds * 1'000));
  return policy;
}

}  // namespace pricecrew
