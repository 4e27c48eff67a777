#pragma once

#include <asio/awaitable.hpp>
#include <string>

#include "common/domain/result.h"

namespace pricecrew {

/// Reads pages in a process of their own, so that one that kills its reader costs itself alone. Belongs to
/// one event loop; outlives its Reads.
class IsolatedReader {
 public:
  virtual ~IsolatedReader() = default;

  /// Sends `request` to the child and waits for its answer; one at a time, the others wait their turn.
  ///
  /// Errors: kGiveUp with code "poison" where the child died on it, took too long or too much memory (the
  /// text says which); kRetryLater with code "isolation" where no child could be started; kCancelled after
  /// Close.
  virtual asio::awaitable<Result<std::string>> Read(std::string request) = 0;

  /// Ends the child, and every Read with it.
  virtual void Close() = 0;
};

}  // namespace pricecrew
