#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pricecrew::shop {

/// What is answered, before anything is said about how it is sent.
struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::vector<std::pair<std::string, std::string>>
      headers;  ///< beside Content-Type and those of the transfer
  std::string body;
};

/// What a shop answers. Implementations are pure: the same target always gets the same response.
class Site {
 public:
  virtual ~Site() = default;
  /// `target` is the path and the query as requested, without a fragment. Unknown ones get a 404.
  [[nodiscard]] virtual Response Answer(std::string_view target) const = 0;
};

/// A 404 with a short page.
Response NotFound();

}  // namespace pricecrew::shop
