#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pricecrew::shop {

/// `line`, repeated to at least `bytes`, as one gzip member. Costs the compression of a megabyte: a block
/// that was flushed in full can stand behind itself.
std::string GzipBomb(std::string_view line, std::size_t bytes);

}  // namespace pricecrew::shop
