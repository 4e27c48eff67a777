#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "common/domain/result.h"
#include "tests/shop/site.h"

namespace pricecrew::shop {

/// Pages that were recorded from a site, by path and query. An unknown `...?page=1` answers with the page
/// without it.
class RecordedSite : public Site {
 public:
  /// `lines` holds one JSON object with `path` and `html` on each line; other members are ignored, the last
  /// of two records of one path wins. kStop names the first line that is not so.
  static Result<RecordedSite> Parse(const std::string& lines);

  [[nodiscard]] std::size_t pages() const { return pages_.size(); }
  [[nodiscard]] Response Answer(std::string_view target) const override;

 private:
  std::map<std::string, std::string, std::less<>> pages_;
};

}  // namespace pricecrew::shop
