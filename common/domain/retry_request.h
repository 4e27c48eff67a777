#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/domain/result.h"
#include "common/domain/task.h"

namespace pricecrew {

/// What `producer retry` asks the aggregator for.
struct RetryRequest {
  std::string reason;  ///< only what has this reason, failed or skipped; empty: all that failed
  RequestOptions
      request;  ///< given anew, since a job's secrets go when it ends; what is absent stays as it was

  friend bool operator==(const RetryRequest&, const RetryRequest&) = default;
};
inline constexpr std::size_t kMaxRetryRequestBytes = std::size_t{64} << 10;

/// One JSON object: {"reason": "...", "request": {...}}, each member where there is something to say.
std::string Encode(const RetryRequest& retry);
/// The empty text asks for all that failed. kGiveUp, code "malformed", "too_large" or "too_deep", where it is
/// something else.
Result<RetryRequest> DecodeRetryRequest(std::string_view text);

/// `kept`, with what `given` has in the place of its own.
RequestOptions MergeRequests(RequestOptions kept, const RequestOptions& given);
/// Without headers, cookies and proxy.
RequestOptions WithoutSecrets(RequestOptions request);

}  // namespace pricecrew
