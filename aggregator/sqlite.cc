#include "aggregator/sqlite.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>

namespace pricecrew::sqlite {

Error ErrorOf(std::string_view what, const SQLite::Exception& exception) {
  const int code = exception.getErrorCode() & 0xff;
  const bool passes = code == SQLITE_FULL || code == SQLITE_BUSY || code == SQLITE_LOCKED ||
                      code == SQLITE_IOERR || code == SQLITE_NOMEM;
  return {passes ? ErrorKind::kRetryLater : ErrorKind::kStop,
          fmt::format("{}: {} (SQLite {})", what, exception.what(), exception.getExtendedErrorCode()),
          "store"};
}

Error ErrorOf(std::string_view what, const std::exception& exception) {
  return {ErrorKind::kStop, fmt::format("{}: {}", what, exception.what()), "store"};
}

Run& Run::Int(std::int64_t number) {
  statement_.bind(++parameter_, number);
  return *this;
}

Run& Run::Text(const std::string& text) {
  statement_.bindNoCopy(++parameter_, text);
  return *this;
}

Run& Run::TextOrNull(const std::string& text) { return text.empty() ? Null() : Text(text); }

Run& Run::Blob(std::string_view bytes) {
  statement_.bindNoCopy(++parameter_, bytes.data(), static_cast<int>(bytes.size()));
  return *this;
}

Run& Run::Id(const TaskId& id) {
  statement_.bindNoCopy(++parameter_, id.bytes.data(), static_cast<int>(id.bytes.size()));
  return *this;
}

Run& Run::Null() {
  statement_.bind(++parameter_);
  return *this;
}

TaskId Run::IdAt(int column) const {
  TaskId id;
  const SQLite::Column value = statement_.getColumn(column);
  const auto* bytes = static_cast<const std::uint8_t*>(value.getBlob());
  const auto size = static_cast<std::size_t>(value.getBytes());
  if (bytes != nullptr) std::copy_n(bytes, std::min(size, id.bytes.size()), id.bytes.begin());
  return id;
}

}  // namespace pricecrew::sqlite
