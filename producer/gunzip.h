#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace pricecrew {

/// How unpacking ended.
enum class GunzipEnd { kWhole, kBroken, kTooLarge };

/// Unpacks gzip piece by piece: `take` gets each piece as it comes, up to `max_bytes` in all. What is broken
/// is given up to there. Pure.
GunzipEnd Gunzip(std::string_view gzip, std::size_t max_bytes,
                 const std::function<void(std::string_view)>& take);

/// True where `bytes` begin as gzip does.
bool IsGzip(std::string_view bytes);

}  // namespace pricecrew
