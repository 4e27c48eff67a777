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

/// A job as the API answers it, with examples of failures and what AdviceOn says of it.
std::string StatusJson(const JobStatus& status, const std::vector<FailureExample>& failures,
                       const std::vector<std::string>& advice = {});
/// {"jobs": [...]}, without reasons.
std::string StatusesJson(const std::vector<JobStatus>& jobs);

/// {"dead": [...]}
std::string DeadJson(const std::vector<DeadLetter>& letters);
/// {"published": N, "generation": G}
std::string RepublishedJson(std::uint64_t published, std::uint32_t generation);

/// {"error": "..."}
std::string ErrorJson(const std::string& text);

}  // namespace pricecrew
