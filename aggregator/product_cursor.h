#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/domain/product_row.h"
#include "common/domain/result.h"

namespace pricecrew {

/// The products of a job by position, without duplicates and strays; of an open job what is there so far.
/// Shows the store as it was at the first Next, over a connection of its own, and keeps one row in memory.
/// Errors as of Store.
class ProductCursor {
 public:
  /// kGiveUp, code "unknown_job", where the store at `path` has no such job.
  static Result<ProductCursor> Open(const std::string& path, const std::string& job);
  ProductCursor(ProductCursor&&) noexcept;
  ProductCursor& operator=(ProductCursor&&) noexcept;
  ProductCursor(const ProductCursor&) = delete;
  ProductCursor& operator=(const ProductCursor&) = delete;
  ~ProductCursor();

  /// Absent after the last one.
  Result<std::optional<ProductRow>> Next();

 private:
  struct Parts;
  explicit ProductCursor(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace pricecrew
