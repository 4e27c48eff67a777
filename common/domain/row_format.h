#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/domain/product_row.h"

namespace pricecrew {

enum class RowFormat {
  kJson,   ///< one array, a row a line
  kJsonl,  ///< one object a line
  kCsv,    ///< RFC 4180, with a header line; absent is empty
  kTable,  ///< for terminals: name, price, currency, availability and url, cut to the width
};

/// "json", "jsonl", "csv", "table"
std::optional<RowFormat> ParseRowFormat(std::string_view name);
/// The media type of a format, e.g. "application/json".
std::string_view ContentType(RowFormat format);

enum class RowDetail { kProducts, kVariants };  ///< a line for each product, or for each of its variants

/// Turns rows into text, one after the other: Begin, then Row for each, then End.
class RowWriter {
 public:
  struct Options {
    RowDetail detail = RowDetail::kProducts;
    std::size_t width = 120;  ///< of a table, in terminal cells; at least 60 are taken
  };

  explicit RowWriter(RowFormat format);
  RowWriter(RowFormat format, Options options);

  [[nodiscard]] std::string Begin() const;
  std::string Row(const ProductRow& row);
  [[nodiscard]] std::string End() const;

 private:
  std::string Line(const ProductRow& row);

  RowFormat format_;
  RowDetail detail_;
  std::size_t width_;
  bool first_ = true;
};

}  // namespace pricecrew
