#pragma once

#include <asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>

#include "common/app/stage_loop.h"
#include "common/app/visit_settings.h"
#include "common/domain/job.h"
#include "producer/job_report.h"
#include "producer/result_output.h"

namespace pricecrew {

struct ScrapeOptions {
  HostBudgets budgets;
  ShardCounts shards;
  VisitSettings visit;
  unsigned threads = 1;    ///< event loops that visit product pages
  std::string store_path;  ///< an SQLite file that this run has to itself
  ReadPage read;           ///< pages of either stage
};

/// The three stages in one process: one loop for category pages, some for product pages, one for the ledger,
/// joined by brokers that share one memory.
class Scrape {
 public:
  /// `parts.broker` makes handles on the same memory for every loop.
  Scrape(ScrapeOptions options, StageParts parts);
  ~Scrape();
  Scrape(const Scrape&) = delete;
  Scrape& operator=(const Scrape&) = delete;

  /// Runs the job to its end, or until SIGINT or SIGTERM; what is done then stays in the store.
  Result<JobReport> Run(const OpenedJob& job);
  /// Goes on with a job of the store that has not ended; what `given` has replaces what its request had.
  Result<JobReport> Resume(const std::string& job, const RequestOptions& given);

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

/// The newest job of the store that has not ended. kStop where there is none, or no store.
Result<std::string> UnfinishedJob(const std::string& store_path);

/// Writes the job's products from the store.
Result<void> WriteProducts(const std::string& store_path, const std::string& job, ResultOutput& output);

}  // namespace pricecrew
