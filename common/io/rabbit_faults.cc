#include "common/io/rabbit_faults.h"

#include <fmt/format.h>

#include "common/io/rabbit_api.h"

namespace pricecrew {
namespace {

struct Refusal {
  int reply_code;
  ErrorKind kind;
  std::string_view code;
};

constexpr Refusal kRefusals[] = {
    {kAccessRefused, ErrorKind::kStop, "access_refused"},
    {kNotFound, ErrorKind::kRetryLater, "not_found"},
    {kResourceLocked, ErrorKind::kRetryLater, "resource_locked"},
    {kPreconditionFailed, ErrorKind::kStop, "precondition_failed"},
    {kNotAllowed, ErrorKind::kStop, "not_allowed"},
};

Refusal Lookup(int reply_code) {
  for (const Refusal& refusal : kRefusals)
    if (refusal.reply_code == reply_code) return refusal;
  return {reply_code, ErrorKind::kRetryLater, "refused"};
}

}  // namespace

Error RefusalError(int reply_code, std::string_view reply_text, std::string_view tried) {
  const Refusal refusal = Lookup(reply_code);
  return {refusal.kind, fmt::format("{}: broker answered {} {}", tried, reply_code, reply_text),
          std::string(refusal.code)};
}

Error LibraryError(int status, std::string_view tried) {
  return {ErrorKind::kRetryLater, fmt::format("{}: {}", tried, amqp_error_string2(status)), "connection"};
}

Result<void> CheckReply(const amqp_rpc_reply_t& reply, std::string_view tried) {
  switch (reply.reply_type) {
    case AMQP_RESPONSE_NORMAL:
      return {};
    case AMQP_RESPONSE_SERVER_EXCEPTION:
      return CloseError(reply.reply, tried);
    default:
      return LibraryError(reply.library_error, tried);
  }
}

Error CloseError(const amqp_method_t& method, std::string_view tried) {
  if (method.id == AMQP_CHANNEL_CLOSE_METHOD) {
    const auto& close = *static_cast<const amqp_channel_close_t*>(method.decoded);
    return RefusalError(close.reply_code, View(close.reply_text), tried);
  }
  if (method.id == AMQP_CONNECTION_CLOSE_METHOD) {
    const auto& close = *static_cast<const amqp_connection_close_t*>(method.decoded);
    return RefusalError(close.reply_code, View(close.reply_text), tried);
  }
  return {ErrorKind::kRetryLater, fmt::format("{}: unexpected method {:#x}", tried, method.id), "connection"};
}

}  // namespace pricecrew
