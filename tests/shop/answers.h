#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tests/shop/request.h"
#include "tests/shop/site.h"

namespace pricecrew::shop {

/// A response in the bytes that go over the wire. Between `head` and `body` go the connection's own header
/// lines and the empty line.
struct WireAnswer {
  int status = 0;
  std::string head;  ///< status line and headers, each with its line end
  std::string body;
};

struct AnswersOptions {
  bool gzip = false;                                      ///< compress for clients that accept it
  std::size_t max_cached_bytes = std::size_t{256} << 20;  ///< forgets everything when it would grow beyond
};

/// Writes each response out once and remembers it, so that an answer costs no rendering and no compression.
/// Belongs to one event loop.
class Answers {
 public:
  /// `site` outlives this.
  Answers(const Site& site, AnswersOptions options) : site_(site), options_(options) {}

  /// Shared, since it is forgotten here while connections still send it.
  std::shared_ptr<const WireAnswer> For(const Request& request);

 private:
  std::shared_ptr<const WireAnswer> Make(const Request& request) const;
  void Remember(std::string key, const std::shared_ptr<const WireAnswer>& answer);

  const Site& site_;
  AnswersOptions options_;
  std::unordered_map<std::string, std::shared_ptr<const WireAnswer>> cache_;
  std::size_t cached_bytes_ = 0;
};

/// The answer to what is no request at all, with the given status.
std::shared_ptr<const WireAnswer> Refusal(int status);

}  // namespace pricecrew::shop
