#include "aggregator/schema.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace pricecrew::schema {
namespace {

// Nobody else writes, and readers never stand in the way: only a person's sqlite3 could.
constexpr int kWriterWaitMs = 500;
constexpr int kReaderWaitMs = 2'000;

// The narrow tables are those that every message touches. `tasks` is in the order of arrival, which is nearly
// that of the announced positions, so that batches touch few pages; only `ids` is in random order.
constexpr const char* kTables = R"sql(
CREATE TABLE IF NOT EXISTS jobs(
  job INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state INTEGER NOT NULL DEFAULT 0,
  opened TEXT,                           -- the JobOpened message; without the secrets of its request once the job ended
  opened_at_ms INTEGER,
  cancelled_at_ms INTEGER,
  closed_at_ms INTEGER,
  announced INTEGER NOT NULL DEFAULT 0,
  settled INTEGER NOT NULL DEFAULT 0,    -- of the announced
  strays INTEGER NOT NULL DEFAULT 0,
  missing_parts INTEGER NOT NULL DEFAULT 0,
  rows INTEGER NOT NULL DEFAULT 0,
  generation INTEGER NOT NULL DEFAULT 1, -- the highest seen
  links_seen INTEGER NOT NULL DEFAULT 0, -- on category pages
  changed_at_ms INTEGER                  -- when the last message about it was taken
);
CREATE TABLE IF NOT EXISTS ids(
  job INTEGER NOT NULL,
  id BLOB NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY(job, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tasks(
  row INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  stage INTEGER NOT NULL,
  position BLOB,                         -- sort key of the smallest; null: not announced
  category INTEGER,
  url TEXT NOT NULL,                     -- as announced at that position
  outcome INTEGER,                       -- null: not settled
  reason TEXT,
  content TEXT,                          -- of one that is more than a product page, until it succeeds: the Task message
  retried INTEGER                        -- older generations' failures do not count; null: all do
);
CREATE INDEX IF NOT EXISTS failures ON tasks(row) WHERE outcome = 3;
CREATE TABLE IF NOT EXISTS answers(
  row INTEGER PRIMARY KEY,
  final_url TEXT,
  detail TEXT,
  product TEXT,
  final_key INTEGER,                     -- hashes of (final URL or canonical URL, name, price, currency)
  canonical_key INTEGER
);
CREATE TABLE IF NOT EXISTS stated(       -- by categories that say how many products they have, at their last page
  row INTEGER PRIMARY KEY,
  stated INTEGER NOT NULL,
  found INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS categories(
  category INTEGER PRIMARY KEY,
  job INTEGER NOT NULL,
  url TEXT NOT NULL,
  UNIQUE(job, url)
);
CREATE TABLE IF NOT EXISTS tallies(
  job INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY(job, outcome, reason)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts(
  job INTEGER NOT NULL,
  part BLOB NOT NULL,
  wanted INTEGER NOT NULL,
  received INTEGER NOT NULL,
  PRIMARY KEY(job, part)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS held(         -- what counts only once its part is wanted or its listing announced
  job INTEGER NOT NULL,
  id BLOB NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY(job, id)
);
CREATE TABLE IF NOT EXISTS dead(
  number INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body TEXT NOT NULL,
  queue TEXT,                            -- the routing key that it had
  bytes INTEGER                          -- of the whole body
);
)sql";

constexpr const char* kFromVersion1 = R"sql(
ALTER TABLE jobs ADD COLUMN changed_at_ms INTEGER;
ALTER TABLE tasks ADD COLUMN retried INTEGER;
ALTER TABLE dead ADD COLUMN queue TEXT;
ALTER TABLE dead ADD COLUMN bytes INTEGER;
)sql";

void CreateFile(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);  // where it failed, SQLite says why
}

}  // namespace

SQLite::Database OpenForWriting(const std::string& path) {
  CreateFile(path);
  SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kWriterWaitMs);
  database.exec("PRAGMA journal_mode=WAL");
  database.exec("PRAGMA synchronous=FULL");
  database.exec("PRAGMA cache_size=-16384");
  database.exec("PRAGMA wal_autocheckpoint=4000");
  database.exec("PRAGMA journal_size_limit=67108864");
  const int version = database.execAndGet("PRAGMA user_version").getInt();
  if (version > kVersion)
    throw std::runtime_error(fmt::format("{} was written by a newer pricecrew (schema {}, this one knows {})",
                                         path, version, kVersion));
  SQLite::Transaction transaction(database);
  if (version == 1) database.exec(kFromVersion1);
  database.exec(kTables);
  database.exec(fmt::format("PRAGMA user_version={}", kVersion));
  transaction.commit();
  return database;
}

SQLite::Database OpenForReading(const std::string& path) {
  return {path, SQLite::OPEN_READONLY, kReaderWaitMs};
}

int NumberOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kProduct:
      return kProduct;
    case Outcome::kListing:
      return kListing;
    case Outcome::kNotAProduct:
      return kNotAProduct;
    case Outcome::kFailed:
      return kFailed;
    case Outcome::kSkipped:
      break;
  }
  return kSkipped;
}

Outcome OutcomeOf(std::int64_t number) {
  constexpr std::array kOutcomes{Outcome::kProduct, Outcome::kListing, Outcome::kNotAProduct,
                                 Outcome::kFailed, Outcome::kSkipped};
  return kOutcomes.at(static_cast<std::size_t>(number));
}

std::string NameOf(std::int64_t number) {
  return number == kDuplicate ? "duplicate" : std::string(ToString(OutcomeOf(number)));
}

}  // namespace pricecrew::schema
