#pragma once

#include <string>
#include <string_view>

#include "common/domain/result.h"

namespace pricecrew::shop {

/// The data as one gzip member.
std::string Gzip(std::string_view data);

/// A file's content, inflated where it is gzip. kStop where it cannot be read to its end.
Result<std::string> ReadFileOrGzip(const std::string& path);

}  // namespace pricecrew::shop
