#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace pricecrew {

/// What the caller of a failed operation is to do.
enum class ErrorKind {
  kRetryLater,  ///< the world was not ready: the same call may succeed later
  kGiveUp,      ///< this page, message or input is beyond help; go on with the next
  kStop,        ///< the process cannot do its work (a setting, a topology, a store)
  kCancelled,   ///< somebody asked for an end
};

/// A failure that was to be expected. `text` says what was tried, on what, and what came back, for a person.
/// `code` is one stable word for programs and tables (e.g. "timeout", "dns"); it may be empty.
struct Error {
  ErrorKind kind = ErrorKind::kGiveUp;
  std::string text;
  std::string code = {};
};

/// A value or an Error; what `std::expected` will be. Reading the wrong side ends the process.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or an Error: `return {};` is success.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace pricecrew
