#pragma once

// librabbitmq moved its headers with version 0.12.
#if __has_include(<rabbitmq-c/amqp.h>)
#include <rabbitmq-c/amqp.h>
#include <rabbitmq-c/framing.h>
#include <rabbitmq-c/ssl_socket.h>
#include <rabbitmq-c/tcp_socket.h>
#else
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#endif

#include <string>
#include <string_view>

namespace pricecrew {

/// Borrows: the text must outlive the call that takes it.
inline amqp_bytes_t Bytes(std::string_view text) {
  return {text.size(), const_cast<char*>(text.data())};  // the library never writes to what it sends
}

inline std::string_view View(amqp_bytes_t bytes) { return {static_cast<const char*>(bytes.bytes), bytes.len}; }
inline std::string Text(amqp_bytes_t bytes) { return std::string(View(bytes)); }

}  // namespace pricecrew
