#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/domain/url.h"

namespace pricecrew {

/// One fetched page, as the pure functions of the stages read it.
struct Page {
  std::string_view body;          ///< the decompressed bytes, in whatever charset; owned by the caller
  std::string_view content_type;  ///< the Content-Type header; empty where there was none
  Url url;                        ///< where the page came from, after redirects
};

}  // namespace pricecrew
