#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/domain/product_row.h"

namespace pricecrew {

/// The lines of a table for terminals, `width` cells wide (at least 60), each with its line end. Only the
/// name and the URL are ever cut. Control characters are never printed.
std::string TableHeader(std::size_t width);
std::string TableLine(const ProductRow& row, std::size_t width);

/// How many terminal cells UTF-8 text takes, roughly: East Asian wide characters and emoji count two,
/// combining marks none.
std::size_t DisplayWidth(std::string_view text);

}  // namespace pricecrew
