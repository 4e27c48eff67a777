#include "common/domain/url_path.h"

#include <algorithm>

#include "common/domain/ascii.h"
#include "common/domain/percent_encoding.h"

namespace pricecrew {
namespace {

/// How many dots `segment` consists of, each as "." or as "%2e"; 0 where there is anything else.
std::size_t CountDots(std::string_view segment) {
  std::size_t dots = 0;
  while (!segment.empty()) {
    if (segment[0] == '.')
      segment.remove_prefix(1);
    else if (EqualsIgnoringCase(segment.substr(0, 3), "%2e"))
      segment.remove_prefix(3);
    else
      return 0;
    ++dots;
  }
  return dots;
}

bool MayHaveDotSegment(std::string_view path) {
  return path.find("/.") != std::string_view::npos || path.find("/%2") != std::string_view::npos;
}

/// `path` begins with "/".
std::string RemoveDotSegments(std::string_view path) {
  std::string kept;
  kept.reserve(path.size());
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(1, end - 1);
    path.remove_prefix(end);
    const std::size_t dots = CountDots(segment);
    if (dots == 2 && !kept.empty()) kept.resize(kept.rfind('/'));
    if (dots != 1 && dots != 2)
      kept.append("/").append(segment);
    else if (path.empty())
      kept += '/';
  }
  return kept;
}

}  // namespace

std::string NormalizePath(std::string_view path) {
  if (path.empty()) return "/";
  std::string encoded = PercentEncode(path, PercentEncodeSet::kPath);
  std::replace(encoded.begin(), encoded.end(), '\\', '/');
  return MayHaveDotSegment(encoded) ? RemoveDotSegments(encoded) : encoded;
}

}  // namespace pricecrew
