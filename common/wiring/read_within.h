#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "common/io/byte_budget.h"
#include "common/pipeline/stage_runner.h"

namespace pricecrew {

/// About what reading a page takes while it lasts: copies of the text, and a tree that is far larger than the
/// text where that is dense in tags or attributes.
std::size_t ReadingBytes(std::string_view body);

/// Pages that take more than this to read are read one at a time in a process.
inline constexpr std::size_t kLargeReading = std::size_t{32} << 20;

/// `read`, but a large reading waits for the one before it, whatever its event loop, and is on `memory`'s
/// account, so that no body grows meanwhile but one. What is not large is bounded by the number of event
/// loops.
ReadPage ReadWithin(std::shared_ptr<ByteBudget> memory, ReadPage read);

}  // namespace pricecrew
