#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/app/exit_code.h"
#include "common/domain/result.h"

namespace pricecrew {

/// What the aggregator says of a job (GET /api/jobs/ID).
struct JobReport {
  struct Reason {
    std::string outcome;
    std::string reason;
    std::uint64_t count = 0;
  };
  struct Failure {
    std::string url;
    std::string reason;
    std::string detail;
  };

  struct Category {
    std::string url;
    std::uint64_t stated = 0;  ///< products that it says it has
    std::uint64_t found = 0;   ///< products that its pages listed
  };

  std::string job;
  std::string state;   ///< "open", "complete" or "cancelled"
  std::string opened;  ///< ISO 8601; empty where the job's own message has not come yet
  std::string sum;     ///< the ledger's sum, for a person
  std::vector<std::string> first_urls;
  std::uint64_t urls = 0;
  std::uint64_t announced = 0;
  std::uint64_t settled = 0;
  std::uint64_t products = 0;
  std::uint64_t failed = 0;
  std::uint64_t links_seen = 0;  ///< on all category pages
  std::vector<Reason> reasons;
  std::vector<Failure> failures;     ///< examples
  std::vector<Category> categories;  ///< those that say how many products they have; those that differ first
  std::vector<std::string> advice;   ///< what to do where it does not go on; a line each

  [[nodiscard]] bool HasEnded() const { return state == "complete" || state == "cancelled"; }
};

/// Reads one job as the API answers it; kGiveUp where the text is something else.
Result<JobReport> ReadJobReport(std::string_view json);
/// Reads {"jobs": [...]}.
Result<std::vector<JobReport>> ReadJobReports(std::string_view json);

/// How a program that waited for this job ends.
ExitCode ExitCodeOf(const JobReport& report);

/// "settled 120 of 150, 96 products, 2 failed"
std::string ProgressLine(const JobReport& report);

/// What a person is to know of a job that has ended, or was left: its sum, then what is unusual about it. One
/// line where no product was found.
std::vector<std::string> ClosingLines(const JobReport& report);

}  // namespace pricecrew
