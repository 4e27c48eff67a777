#pragma once

#include <cstdint>
#include <string>

#include "aggregator/sqlite.h"
#include "common/domain/settlement.h"

namespace pricecrew::schema {

inline constexpr int kVersion = 2;

/// Opens the store at `path` for its one writer, creates what is not there yet (readable by its owner only:
/// it holds the jobs' cookies until they end), checks its version and brings an older one up to date. Throws
/// SQLite::Exception.
SQLite::Database OpenForWriting(const std::string& path);
/// Opens it for a reader, which never waits for the writer. Throws SQLite::Exception.
SQLite::Database OpenForReading(const std::string& path);

/// A job's tasks have the rows from FirstRow(job) on, below FirstRow(job + 1), in the order in which they
/// became known.
constexpr std::int64_t FirstRow(std::int64_t job) { return job << 32; }

/// The numbers that the tables use for outcomes.
inline constexpr int kProduct = 0;
inline constexpr int kListing = 1;
inline constexpr int kNotAProduct = 2;
inline constexpr int kFailed = 3;
inline constexpr int kSkipped = 4;
inline constexpr int kDuplicate = 5;

/// True for what is not done again.
constexpr bool IsSuccess(std::int64_t outcome) { return outcome != kFailed && outcome != kSkipped; }

int NumberOf(Outcome outcome);
/// Not for kDuplicate.
Outcome OutcomeOf(std::int64_t number);
/// The name of an outcome's number, kDuplicate's among them.
std::string NameOf(std::int64_t number);

}  // namespace pricecrew::schema
