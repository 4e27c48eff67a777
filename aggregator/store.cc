#include "aggregator/store.h"

#include <fmt/core.h>

#include <algorithm>

#include "aggregator/books.h"
#include "aggregator/dead_letter.h"
#include "aggregator/file_lock.h"
#include "aggregator/generations.h"
#include "aggregator/ledger.h"
#include "aggregator/schema.h"
#include "aggregator/sqlite.h"

namespace pricecrew {

using sqlite::Guarded;
using sqlite::Run;

struct Store::Parts {
  Parts(FileLock lock_taken, const std::string& path)
      : lock(std::move(lock_taken)), database(schema::OpenForWriting(path)), tables(database) {}

  /// `work`, which answers a Result, in a transaction that counts where it succeeds.
  template <typename Work>
  auto Within(const std::string& what, Work&& work) -> decltype(work()) {
    return Guarded(what, [&] {
      SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
      auto done = work();
      if (done) transaction.commit();
      return done;
    });
  }

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
  return parts_->Within("closing the books of " + job, [&] { return books::Close(parts_->database, job); });
}

Result<void> Store::End(const std::string& job) {
  return parts_->Within("ending " + job, [&]() -> Result<void> {
    books::End(parts_->database, job);
    return {};
  });
}

Result<std::uint32_t> Store::Generation(const std::string& job) {
  return Guarded("reading " + job, [&] { return generations::Current(parts_->database, job); });
}

Result<std::uint32_t> Store::Resume(const std::string& job, const RequestOptions& given,
                                    std::int64_t now_ms) {
  return parts_->Within("resuming " + job,
                        [&] { return generations::Resume(parts_->database, job, given, now_ms); });
}

Result<std::uint32_t> Store::Retry(const std::string& job, const RetryRequest& retry, std::int64_t now_ms) {
  return parts_->Within("retrying " + job,
                        [&] { return generations::Retry(parts_->database, job, retry, now_ms); });
}

Result<void> Store::KeepDead(const DeadMessage& message, std::int64_t now_ms) {
  return Guarded("keeping a dead message", [&]() -> Result<void> {
    SQLite::Transaction transaction(parts_->database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement insert(
        parts_->database,
        "INSERT INTO dead(at_ms, headers, body, queue, bytes) SELECT ?1, ?2, ?3, ?4, ?5 "
        "WHERE NOT EXISTS(SELECT 1 FROM dead WHERE body = ?3 AND queue = ?4 AND bytes = ?5)");
    const std::string headers = Lines(message.headers);
    const std::string body = PrintableBody(message.body, kMaxDeadBody);
    Run insertion(insert);
    insertion.Int(now_ms).Text(headers).Text(body).Text(message.queue);
    insertion.Int(static_cast<std::int64_t>(message.body.size())).Change();
    SQLite::Statement trim(parts_->database,
                           "DELETE FROM dead WHERE number <= (SELECT max(number) FROM dead) - ?");
    Run(trim).Int(kMaxDeadKept).Change();
    transaction.commit();
    return {};
  });
}

}  // namespace pricecrew
