#pragma once

// What the store's sources share to speak to SQLite; not for headers of others.

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "common/domain/result.h"
#include "common/domain/task_id.h"

namespace pricecrew::sqlite {

/// kRetryLater where the disk is full, fails or the file is locked; kStop for all else. Code "store".
Error ErrorOf(std::string_view what, const SQLite::Exception& exception);
Error ErrorOf(std::string_view what, const std::exception& exception);

/// Runs `work`, which answers a Result, and turns what SQLiteCpp throws into one.
template <typename Work>
auto Guarded(std::string_view what, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& exception) {
    return ErrorOf(what, exception);
  } catch (const std::exception& exception) {
    return ErrorOf(what, exception);
  }
}

/// One run of a prepared statement: its parameters in order, then its rows. Leaves the statement reset. What
/// is bound must live until the last Next.
class Run {
 public:
  explicit Run(SQLite::Statement& statement) : statement_(statement) { statement_.tryReset(); }
  ~Run() { statement_.tryReset(); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  Run(Run&&) = delete;
  Run& operator=(Run&&) = delete;

  Run& Int(std::int64_t number);
  Run& Text(const std::string& text);
  Run& TextOrNull(const std::string& text);  ///< null where it is empty
  Run& Blob(std::string_view bytes);
  Run& Id(const TaskId& id);
  Run& Null();

  /// True where there is a row to read.
  bool Next() { return statement_.executeStep(); }
  /// For statements without rows: how many rows it changed.
  int Change() { return statement_.exec(); }

  [[nodiscard]] bool IsNull(int column) const { return statement_.getColumn(column).isNull(); }
  [[nodiscard]] std::int64_t IntAt(int column) const { return statement_.getColumn(column).getInt64(); }
  [[nodiscard]] std::string TextAt(int column) const { return statement_.getColumn(column).getString(); }
  [[nodiscard]] TaskId IdAt(int column) const;

 private:
  SQLite::Statement& statement_;
  int parameter_ = 0;
};

}  // namespace pricecrew::sqlite
