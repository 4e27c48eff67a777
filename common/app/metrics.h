#pragma once

#include <string>

#include "common/domain/topology.h"
#include "common/pipeline/stage_counters.h"

namespace pricecrew {

/// What a stage has done, in Prometheus' text format
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
std::string MetricsText(Stage stage, const StageCounters& counters);

}  // namespace pricecrew
