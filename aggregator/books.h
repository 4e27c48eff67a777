#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

#include "common/domain/result.h"

/// What is done once, when a job's ledger is closed; each within the transaction of its caller. They throw
/// what SQLiteCpp throws.
namespace pricecrew::books {

/// See Store::CloseBooks.
Result<void> Close(SQLite::Database& database, const std::string& job);

/// See Store::End.
void End(SQLite::Database& database, const std::string& job);

}  // namespace pricecrew::books
