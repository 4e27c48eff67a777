#include "aggregator/store.h"

#include <fmt/core.h>

#include <algorithm>

#include "aggregator/books.h"
#include "aggregator/file_lock.h"
#include "aggregator/ledger.h"
#include "aggregator/schema.h"
#include "aggregator/sqlite.h"

namespace pricecrew {

using sqlite::Guarded;
using sqlite::Run;

struct Store::Parts {
  Parts(FileLock lock_taken, const std::string& path)
      : lock(std::move(lock_taken)), database(schema::OpenForWriting(path)), tables(database) {}

  FileLock lock;
  SQLite::Database database;
  LedgerTables tables;
};

namespace {

std::string Lines(const std::vector<std::pair<std::string, std::string>>& headers) {
  std::string text;
  for (const auto& [name, value] : headers) text.append(name).append(": ").append(value).append("\n");
  return text;
}

}  // namespace

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::Open(const std::string& path) {
  using Opened = Result<std::unique_ptr<Store>>;
  return Guarded("opening the store " + path, [&]() -> Opened {
    Result<FileLock> lock = FileLock::Take(path + ".lock");
    if (!lock) return lock.error();
    return std::unique_ptr<Store>(
        new Store(std::make_unique<Parts>(std::move(*lock), path)));  // NOLINT: private
  });
}

Result<std::vector<std::string>> Store::Apply(const std::vector<ResultMessage>& messages,
                                              std::int64_t now_ms) {
  return Guarded("storing a batch", [&]() -> Result<std::vector<std::string>> {
    SQLite::Transaction transaction(parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
    Ledger ledger(parts_->tables, now_ms);
    for (const ResultMessage& message : messages) ledger.Apply(message);
    std::vector<std::string> closed = ledger.Finish();
    transaction.commit();
    return closed;
  });
}

Result<std::vector<std::string>> Store::ClosedJobs() {
  return Guarded("looking for closed jobs", [&]() -> Result<std::vector<std::string>> {
    SQLite::Statement select(parts_->database,
                             "SELECT id FROM jobs WHERE state = 1 ORDER BY closed_at_ms, job");
    std::vector<std::string> jobs;
    while (select.executeStep()) jobs.push_back(select.getColumn(0).getString());
    return jobs;
  });
}

Result<void> Store::CloseBooks(const std::string& job) {
  return Guarded("closing the books of " + job, [&]() -> Result<void> {
    SQLite::Transaction transaction(parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
    Result<void> balanced = books::Close(parts_->database, job);
    if (balanced) transaction.commit();
    return balanced;
  });
}

Result<void> Store::End(const std::string& job) {
  return Guarded("ending " + job, [&]() -> Result<void> {
    SQLite::Transaction transaction(parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
    books::End(parts_->database, job);
    transaction.commit();
    return {};
  });
}

Result<void> Store::KeepDead(const DeadMessage& message, std::int64_t now_ms) {
  return Guarded("keeping a dead message", [&]() -> Result<void> {
    SQLite::Transaction transaction(parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement insert(parts_->database, "INSERT INTO dead(at_ms, headers, body) VALUES(?, ?, ?)");
    const std::string headers = Lines(message.headers);
    const std::string body = message.body.substr(0, kMaxDeadBody);
    Run(insert).Int(now_ms).Text(headers).Text(body).Change();
    SQLite::Statement trim(parts_->database,
                           "DELETE FROM dead WHERE number <= (SELECT max(number) FROM dead) - ?");
    Run(trim).Int(kMaxDeadKept).Change();
    transaction.commit();
    return {};
  });
}

}  // namespace pricecrew
