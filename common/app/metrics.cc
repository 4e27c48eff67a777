#include "common/app/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace pricecrew {

std::string MetricsText(Stage stage, const StageCounters& counters) {
  prometheus::Registry registry;
  auto& settled = prometheus::BuildCounter()
                      .Name("pricecrew_tasks_settled_total")
                      .Help("Tasks settled since the start of the process")
                      .Register(registry);
  for (const Outcome outcome :
       {Outcome::kProduct, Outcome::kListing, Outcome::kNotAProduct, Outcome::kFailed, Outcome::kSkipped})
    settled.Add({{"stage", std::string(ToString(stage))}, {"outcome", std::string(ToString(outcome))}})
        .Increment(static_cast<double>(counters.Of(outcome)));
  return prometheus::TextSerializer().Serialize(registry.Collect());
}

}  // namespace pricecrew
