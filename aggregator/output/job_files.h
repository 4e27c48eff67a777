#pragma once

#include <string>

#include "common/domain/result.h"

namespace pricecrew {

/// Writes OUTPUT_DIR/JOB/products.json, products.jsonl, products.csv and, last, summary.json from the store
/// at `store_path`, each whole or not at all; those of an earlier call are replaced. Of an open job what is
/// there so far, marked partial. From any thread. Errors: kRetryLater where files cannot be written, and
/// those of the store.
Result<void> WriteJobFiles(const std::string& store_path, const std::string& job,
                           const std::string& output_dir);

}  // namespace pricecrew
