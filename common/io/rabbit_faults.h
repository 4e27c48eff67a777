#pragma once

#include <string>
#include <string_view>

#include "common/domain/result.h"

struct amqp_rpc_reply_t_;
struct amqp_method_t_;

namespace pricecrew {

/// Reply codes of AMQP 0-9-1 and RabbitMQ that are told apart here.
inline constexpr int kAccessRefused = 403;
inline constexpr int kNotFound = 404;
inline constexpr int kResourceLocked = 405;
inline constexpr int kPreconditionFailed = 406;
inline constexpr int kNotAllowed = 530;

/// Error kinds: kStop for what a person has to put right (403, 406, 530), else kRetryLater. Codes: "access_refused",
/// "not_found", "resource_locked", "precondition_failed", "not_allowed", "refused" (another reply code), and
/// "connection" where the library speaks.
Error RefusalError(int reply_code, std::string_view reply_text, std::string_view tried);
Error LibraryError(int status, std::string_view tried);

/// Of a call that asks the broker and waits: success, or what came instead.
Result<void> CheckReply(const amqp_rpc_reply_t_& reply, std::string_view tried);

/// A method frame that is channel.close or connection.close.
Error CloseError(const amqp_method_t_& method, std::string_view tried);

}  // namespace pricecrew
