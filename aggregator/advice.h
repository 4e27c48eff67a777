#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aggregator/job_status.h"

namespace pricecrew {

/// What a person can do about a job that does not go on: a line each, of what may have gone wrong and the
/// command that helps. Empty where nothing looks wrong; a job may still be waiting for a slow shop.
std::vector<std::string> AdviceOn(const JobStatus& status, std::int64_t now_ms);

}  // namespace pricecrew
