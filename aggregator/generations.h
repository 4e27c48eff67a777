#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <string>

#include "common/domain/result.h"
#include "common/domain/retry_request.h"

/// How a job's tasks begin anew, each within the transaction of its caller. They throw what SQLiteCpp throws.
namespace pricecrew::generations {

/// See Store::Generation, Resume and Retry.
Result<std::uint32_t> Current(SQLite::Database& database, const std::string& job);
Result<std::uint32_t> Resume(SQLite::Database& database, const std::string& job, const RequestOptions& given,
                             std::int64_t now_ms);
Result<std::uint32_t> Retry(SQLite::Database& database, const std::string& job, const RetryRequest& retry,
                            std::int64_t now_ms);

}  // namespace pricecrew::generations
