#include "aggregator/product_cursor.h"

#include <fmt/core.h>

#include <utility>

#include "aggregator/schema.h"
#include "aggregator/sqlite.h"
#include "common/domain/codec.h"
#include "common/domain/position.h"

namespace pricecrew {

using sqlite::Guarded;
using sqlite::Run;

// Only row numbers are sorted; what they stand for is looked up in order, which is nearly that of the file.
// The first statement stays open meanwhile, which keeps the view.
struct ProductCursor::Parts {
  explicit Parts(const std::string& path)
      : database(schema::OpenForReading(path)),
        rows(database,
             "SELECT row FROM tasks WHERE row >= ? AND row < ? AND outcome = 0 AND position IS NOT NULL "
             "ORDER BY position, id"),
        product(database,
                "SELECT t.url, a.final_url, a.product, c.url, t.position FROM tasks t JOIN answers a ON "
                "a.row = t.row "
                "LEFT JOIN categories c ON c.category = t.category WHERE t.row = ?") {}

  SQLite::Database database;
  SQLite::Statement rows;
  SQLite::Statement product;
};

namespace {

Result<std::optional<ProductRow>> Read(const Run& run) {
  Result<Product> product = DecodeProduct(run.TextAt(2));
  if (!product) return product.error();
  ProductRow row;
  row.url = run.TextAt(0);
  row.final_url = run.TextAt(1);
  row.product = std::move(*product);
  row.category_url = run.TextAt(3);
  if (const std::optional<Position> position = FromSortKey(run.TextAt(4))) {
    row.page = position->page;
    row.rank = position->rank;
  }
  return std::optional<ProductRow>(std::move(row));
}

}  // namespace

ProductCursor::ProductCursor(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ProductCursor::ProductCursor(ProductCursor&&) noexcept = default;
ProductCursor& ProductCursor::operator=(ProductCursor&&) noexcept = default;
ProductCursor::~ProductCursor() = default;

Result<ProductCursor> ProductCursor::Open(const std::string& path, const std::string& id) {
  return Guarded("reading the products of " + id, [&]() -> Result<ProductCursor> {
    auto parts = std::make_unique<Parts>(path);
    SQLite::Statement find(parts->database, "SELECT job FROM jobs WHERE id = ?");
    find.bind(1, id);
    if (!find.executeStep())
      return Error{ErrorKind::kGiveUp, fmt::format("there is no job {}", id), "unknown_job"};
    const std::int64_t job = find.getColumn(0).getInt64();
    parts->rows.bind(1, schema::FirstRow(job));
    parts->rows.bind(2, schema::FirstRow(job + 1));
    return ProductCursor(std::move(parts));
  });
}

Result<std::optional<ProductRow>> ProductCursor::Next() {
  using Row = Result<std::optional<ProductRow>>;
  return Guarded("reading products", [&]() -> Row {
    if (parts_->rows.isDone() || !parts_->rows.executeStep()) return std::optional<ProductRow>();
    Run run(parts_->product);
    if (!run.Int(parts_->rows.getColumn(0).getInt64()).Next())
      return Error{ErrorKind::kStop, "a product without its answer", "store"};
    return Read(run);
  });
}

}  // namespace pricecrew
