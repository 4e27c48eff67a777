#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aggregator/job_status.h"
#include "aggregator/output/price_stats.h"

namespace pricecrew {

/// "2026-01-31T23:59:59.000Z"
std::string IsoTime(std::int64_t unix_ms);

/// The text of a summary.json, with its line end: the job's status, reasons and prices. `status` is closed or
/// ended, or the summary says that it is partial.
std::string SummaryJson(const JobStatus& status, const PriceStats& prices);

/// A job as the API answers it, with examples of failures.
std::string StatusJson(const JobStatus& status, const std::vector<FailureExample>& failures);
/// {"jobs": [...]}, without reasons.
std::string StatusesJson(const std::vector<JobStatus>& jobs);

/// {"error": "..."}
std::string ErrorJson(const std::string& text);

}  // namespace pricecrew
