#include "common/io/rabbit_connection.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/io/rabbit_faults.h"

namespace pricecrew {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kDistributionCaFile = "/etc/ssl/certs/ca-certificates.crt";
constexpr int kFrameMaxBytes = 131'072;
constexpr int kChannelMax = 2'047;

timeval ToTimeval(milliseconds duration) {
  return {duration.count() / 1'000, static_cast<suseconds_t>(duration.count() % 1'000 * 1'000)};
}

amqp_table_entry_t TextEntry(const char* key, std::string_view text) {
  amqp_table_entry_t entry{};
  entry.key = amqp_cstring_bytes(key);
  entry.value.kind = AMQP_FIELD_KIND_UTF8;
  entry.value.value.bytes = Bytes(text);
  return entry;
}

amqp_table_entry_t YesEntry(const char* key) {
  amqp_table_entry_t entry{};
  entry.key = amqp_cstring_bytes(key);
  entry.value.kind = AMQP_FIELD_KIND_BOOLEAN;
  entry.value.value.boolean = 1;
  return entry;
}

// Without these the broker neither says that an alarm blocks us nor that a consumer has lost its queue.
std::array<amqp_table_entry_t, 4> Capabilities() {
  return {YesEntry("connection.blocked"), YesEntry("consumer_cancel_notify"), YesEntry("publisher_confirms"),
          YesEntry("basic.nack")};
}

amqp_socket_t* NewTlsSocket(amqp_connection_state_t state, const RabbitConnectionOptions& options) {
  amqp_socket_t* socket = amqp_ssl_socket_new(state);
  if (socket == nullptr) return nullptr;
  amqp_ssl_socket_set_verify_peer(socket, 1);
  amqp_ssl_socket_set_verify_hostname(socket, 1);
  amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST);
  const std::string ca_file = options.ca_file.empty() ? std::string(kDistributionCaFile) : options.ca_file;
  return amqp_ssl_socket_set_cacert(socket, ca_file.c_str()) == AMQP_STATUS_OK ? socket : nullptr;
}

// A peer that is gone must end a send that waits for room, too: there the library looks at no heartbeat.
void BoundSending(int fd, std::chrono::seconds heartbeat) {
  const auto milliseconds_unacknowledged = static_cast<unsigned>(milliseconds(2 * heartbeat).count());
  if (milliseconds_unacknowledged == 0) return;
  ::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds_unacknowledged,
               sizeof milliseconds_unacknowledged);
}

}  // namespace

RabbitConnection::RabbitConnection(Handle state, std::string peer, SocketAbort& abort)
    : state_(std::move(state)), peer_(std::move(peer)), abort_(abort) {}

RabbitConnection::~RabbitConnection() { abort_.Forget(); }

Result<std::unique_ptr<RabbitConnection>> RabbitConnection::Open(const RabbitConnectionOptions& options,
                                                                 SocketAbort& abort) {
  std::unique_ptr<RabbitConnection> connection(
      new RabbitConnection(Handle(amqp_new_connection()), options.address.Describe(), abort));  // NOLINT
  if (auto opened = connection->OpenSocket(options); !opened) return opened.error();
  if (auto logged_in = connection->LogIn(options); !logged_in) return logged_in.error();
  return connection;
}

Result<void> RabbitConnection::OpenSocket(const RabbitConnectionOptions& options) {
  const RabbitAddress& address = options.address;
  amqp_socket_t* socket =
      address.tls ? NewTlsSocket(state_.get(), options) : amqp_tcp_socket_new(state_.get());
  if (socket == nullptr)
    return Error{ErrorKind::kStop, fmt::format("cannot read certificates of '{}'", options.ca_file), "tls"};
  const timeval patience = ToTimeval(options.patience);
  const int status = amqp_socket_open_noblock(socket, address.host.c_str(), address.port, &patience);
  if (status != AMQP_STATUS_OK) return LibraryError(status, "connecting to " + peer_);
  abort_.Watch(amqp_get_sockfd(state_.get()));
  BoundSending(amqp_get_sockfd(state_.get()), options.heartbeat);
  return {};
}

Result<void> RabbitConnection::LogIn(const RabbitConnectionOptions& options) {
  const timeval patience = ToTimeval(options.patience);
  amqp_set_handshake_timeout(state_.get(), &patience);
  amqp_set_rpc_timeout(state_.get(), &patience);
  auto capabilities = Capabilities();
  std::array<amqp_table_entry_t, 2> entries{TextEntry("connection_name", options.name)};
  entries[1].key = amqp_cstring_bytes("capabilities");
  entries[1].value.kind = AMQP_FIELD_KIND_TABLE;
  entries[1].value.value.table = {static_cast<int>(capabilities.size()), capabilities.data()};
  const amqp_table_t properties{static_cast<int>(entries.size()), entries.data()};
  const RabbitAddress& address = options.address;
  const auto reply =
      amqp_login_with_properties(state_.get(), address.vhost.c_str(), kChannelMax, kFrameMaxBytes,
                                 static_cast<int>(options.heartbeat.count()), &properties,
                                 AMQP_SASL_METHOD_PLAIN, address.user.c_str(), address.password.c_str());
  return CheckReply(reply, "logging in to " + peer_);
}

std::string RabbitConnection::ServerVersion() const {
  const amqp_table_t& properties = *amqp_get_server_properties(state_.get());
  for (int i = 0; i < properties.num_entries; ++i) {
    const amqp_table_entry_t& entry = properties.entries[i];
    if (View(entry.key) == "version" && entry.value.kind == AMQP_FIELD_KIND_UTF8)
      return Text(entry.value.value.bytes);
  }
  return {};
}

Result<std::optional<RabbitConnection::Frame>> RabbitConnection::Read() {
  timeval at_once{0, 0};
  Frame frame{};
  switch (const int status = amqp_simple_wait_frame_noblock(state_.get(), &frame, &at_once)) {
    case AMQP_STATUS_OK:
      return std::optional(frame);
    case AMQP_STATUS_TIMEOUT:
      return std::optional<Frame>();
    default:
      return LibraryError(status, "reading from " + peer_);
  }
}

void RabbitConnection::Release(std::uint16_t channel) {
  amqp_maybe_release_buffers_on_channel(state_.get(), channel);
}

void RabbitConnection::Wait(int wake_fd, milliseconds longest) {
  const std::chrono::seconds heartbeat(amqp_get_heartbeat(state_.get()));
  // The library keeps its deadlines to itself, so look four times in each interval.
  if (heartbeat.count() > 0) longest = std::min(longest, milliseconds(heartbeat) / 4);
  std::array<pollfd, 2> watched{pollfd{amqp_get_sockfd(state_.get()), POLLIN, 0}, pollfd{wake_fd, POLLIN, 0}};
  ::poll(watched.data(), watched.size(), static_cast<int>(longest.count()));
}

Result<void> RabbitConnection::SendDecoded(std::uint16_t channel, std::uint32_t id, void* decoded) {
  const int status = amqp_send_method(state_.get(), channel, id, decoded);
  if (status != AMQP_STATUS_OK) return LibraryError(status, "writing to " + peer_);
  return {};
}

Result<void> RabbitConnection::OpenChannel(std::uint16_t channel) {
  amqp_channel_open(state_.get(), channel);
  return CheckReply(amqp_get_rpc_reply(state_.get()), "opening a channel at " + peer_);
}

void RabbitConnection::Close() {
  const timeval second{1, 0};
  amqp_set_rpc_timeout(state_.get(), &second);
  amqp_connection_close(state_.get(), AMQP_REPLY_SUCCESS);
}

}  // namespace pricecrew
