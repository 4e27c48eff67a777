#pragma once

#include <string>

#include "common/domain/result.h"

namespace pricecrew {

struct ListenAddress {
  std::string host;
  int port = 0;  ///< 0 for any that is free
};

/// Reads "127.0.0.1:8080", "[::1]:8080" or ":8080" (every address). kStop where it is something else.
Result<ListenAddress> ParseListenAddress(const std::string& text);

}  // namespace pricecrew
