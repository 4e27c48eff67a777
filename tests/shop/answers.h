#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tests/shop/request.h"
#include "tests/shop/site.h"

namespace pricecrew::shop {

/// How an answer goes over the wire: as it should, or as hostile shops send it.
enum class Delivery {
  kWhole,
  kStall,  ///< nothing is sent, for as long as the server's patience lasts; then the connection is reset
  kDrip,   ///< the head, then a byte of the body each second until that patience ends
  kReset,  ///< the head and half of the body, then the connection is reset
};

/// A response in the bytes that go over the wire. Between `head` and `body` go the connection's own header
/// lines and the empty line.
struct WireAnswer {
  int status = 0;
  std::string head;  ///< status line and headers, each with its line end
  std::string body;
  Delivery delivery = Delivery::kWhole;
  std::optional<std::chrono::system_clock::time_point> hold_until;  ///< what its Retry-After asks for
};

/// The response written out.
std::shared_ptr<WireAnswer> WriteOut(Response response);

/// What a server asks for its answers. Belongs to one event loop.
class Answerer {
 public:
  virtual ~Answerer() = default;
  /// Called when the answer is about to be sent. Shared, since it may be forgotten while connections still
  /// send it.
  virtual std::shared_ptr<const WireAnswer> For(const Request& request) = 0;
  /// True where a request is none of the shop's visitors, and so does not belong into the log.
  [[nodiscard]] virtual bool IsPrivate(const Request&) const { return false; }
};

struct AnswersOptions {
  bool gzip = false;                                      ///< compress for clients that accept it
  std::size_t max_cached_bytes = std::size_t{256} << 20;  ///< forgets everything when it would grow beyond
};

/// Writes each response out once and remembers it, so that an answer costs no rendering and no compression.
class Answers : public Answerer {
 public:
  /// `site` outlives this.
  Answers(const Site& site, AnswersOptions options) : site_(site), options_(options) {}

  std::shared_ptr<const WireAnswer> For(const Request& request) override;

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
