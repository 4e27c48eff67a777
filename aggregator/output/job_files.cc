#include "aggregator/output/job_files.h"

#include <fmt/core.h>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "aggregator/output/atomic_file.h"
#include "aggregator/output/price_stats.h"
#include "aggregator/output/status_json.h"
#include "aggregator/product_cursor.h"
#include "aggregator/store_reader.h"
#include "common/domain/job.h"
#include "common/domain/row_format.h"

namespace pricecrew {
namespace {

/// One products file in the making.
struct Output {
  AtomicFile file;
  RowWriter writer;
};

Result<std::vector<Output>> Begin(const std::string& folder) {
  std::vector<Output> outputs;
  for (const auto& [name, format] :
       {std::pair{"products.json", RowFormat::kJson}, std::pair{"products.jsonl", RowFormat::kJsonl},
        std::pair{"products.csv", RowFormat::kCsv}}) {
    Result<AtomicFile> file = AtomicFile::Create(folder + "/" + name);
    if (!file) return file.error();
    outputs.push_back({std::move(*file), RowWriter(format)});
    Result<void> written = outputs.back().file.Write(outputs.back().writer.Begin());
    if (!written) return written.error();
  }
  return outputs;
}

Result<void> WriteRow(std::vector<Output>& outputs, const ProductRow& row) {
  for (Output& output : outputs) {
    Result<void> written = output.file.Write(output.writer.Row(row));
    if (!written) return written;
  }
  return {};
}

Result<void> Commit(std::vector<Output>& outputs) {
  for (Output& output : outputs) {
    Result<void> written = output.file.Write(output.writer.End());
    if (written) written = output.file.Commit();
    if (!written) return written;
  }
  return {};
}

Result<PriceStats> WriteProducts(const std::string& store_path, const std::string& job,
                                 const std::string& folder) {
  Result<ProductCursor> products = ProductCursor::Open(store_path, job);
  if (!products) return products.error();
  Result<std::vector<Output>> outputs = Begin(folder);
  if (!outputs) return outputs.error();
  PriceStats prices;
  while (true) {
    Result<std::optional<ProductRow>> row = products->Next();
    if (!row) return row.error();
    if (!*row) break;
    prices.Add(**row);
    Result<void> written = WriteRow(*outputs, **row);
    if (!written) return written.error();
  }
  Result<void> committed = Commit(*outputs);
  if (!committed) return committed.error();
  return prices;
}

Result<void> WriteSummary(const std::string& path, const JobStatus& status, const PriceStats& prices) {
  Result<AtomicFile> file = AtomicFile::Create(path);
  if (!file) return file.error();
  Result<void> written = file->Write(SummaryJson(status, prices));
  return written ? file->Commit() : written;
}

Result<JobStatus> StatusOf(const std::string& store_path, const std::string& job) {
  Result<std::unique_ptr<StoreReader>> reader = StoreReader::Open(store_path);
  if (!reader) return reader.error();
  Result<std::optional<JobStatus>> status = (*reader)->Job(job);
  if (!status) return status.error();
  if (!*status) return Error{ErrorKind::kGiveUp, fmt::format("there is no job {}", job), "unknown_job"};
  return **status;
}

}  // namespace

Result<void> WriteJobFiles(const std::string& store_path, const std::string& job,
                           const std::string& output_dir) {
  if (!IsJobId(job)) return Error{ErrorKind::kGiveUp, fmt::format("'{}' is no job id", job), "bad_job"};
  const std::string folder = output_dir + "/" + job;
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    return Error{ErrorKind::kRetryLater, fmt::format("creating {}: {}", folder, failed.message()), "output"};
  const Result<JobStatus> status = StatusOf(store_path, job);
  if (!status) return status.error();
  const Result<PriceStats> prices = WriteProducts(store_path, job, folder);
  if (!prices) return prices.error();
  return WriteSummary(folder + "/summary.json", *status, *prices);
}

}  // namespace pricecrew
