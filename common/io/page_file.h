#pragma once

#include <cstddef>
#include <string>

#include "common/domain/result.h"

namespace pricecrew {

/// Reads a file whole; one whose name ends in ".gz" as what it holds. "-" is standard input. kGiveUp, naming
/// the file, where it cannot be read, is no gzip, or holds more than `max_bytes`.
Result<std::string> ReadPageFile(const std::string& name, std::size_t max_bytes);

}  // namespace pricecrew
