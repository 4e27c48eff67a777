#pragma once

#include <curl/curl.h>

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "common/io/address_guard.h"
#include "common/io/curl_easy.h"
#include "common/io/curl_http_client.h"
#include "common/io/curl_transfer.h"

namespace pricecrew {

struct CurlMultiDeleter {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

/// Drives libcurl's multi interface from an io_context. libcurl's sockets are in an epoll set of their own,
/// and Asio waits for that set: one wait for many events, and no object for each socket.
class CurlMultiLoop : public std::enable_shared_from_this<CurlMultiLoop> {
 public:
  CurlMultiLoop(asio::io_context& io, CurlHttpClientOptions options);
  CurlMultiLoop(const CurlMultiLoop&) = delete;
  CurlMultiLoop& operator=(const CurlMultiLoop&) = delete;
  CurlMultiLoop(CurlMultiLoop&&) = delete;
  CurlMultiLoop& operator=(CurlMultiLoop&&) = delete;
  ~CurlMultiLoop();

  [[nodiscard]] const CurlHttpClientOptions& options() const { return options_; }
  [[nodiscard]] const AddressGuard& guard() const { return guard_; }
  CurlEasyPool& handles() { return handles_; }

  /// Resumes when the prepared transfer has finished or was cancelled, or the loop has been closed; its
  /// handle has then gone back to the pool. The transfer must stay until then.
  asio::awaitable<void> Run(CurlTransfer& transfer);

  /// Wakes all that run, unfinished. Nothing may be run afterwards.
  void Close();
  /// Wakes those of a group, unfinished.
  void Abort(std::uint64_t group);

 private:
  using Time = std::chrono::steady_clock::time_point;

  void Begin(CurlTransfer& transfer);
  void Add(CurlTransfer& transfer);
  void End(CurlTransfer& transfer);
  void AwaitSockets();
  void OnSockets();
  void HandleSocketEvents();
  void HandleTimeouts();
  void WakeSoon();
  void ArmTimer();
  void OnTimer();
  void CollectFinished();
  [[nodiscard]] std::function<void()> WhenGranted(CurlTransfer& transfer);
  void OnGranted(CurlTransfer& transfer);
  void GoOn(CurlTransfer& transfer);
  void OnUnstarted(CurlTransfer& transfer);
  void SetTimeout(long milliseconds);

  static int OnSocketWish(CURL* easy, curl_socket_t socket, int wish, CurlMultiLoop* self,
                          void* known) noexcept;
  static int OnTimeoutWish(CURLM* multi, long milliseconds, CurlMultiLoop* self) noexcept;

  asio::io_context& io_;
  CurlHttpClientOptions options_;
  AddressGuard guard_;
  CurlEasyPool handles_;
  asio::posix::stream_descriptor epoll_;
  asio::steady_timer timer_;
  std::unique_ptr<CURLM, CurlMultiDeleter> multi_;
  std::unordered_set<CurlTransfer*> running_;
  std::unordered_map<CurlTransfer*, asio::steady_timer> unstarted_;  // wait for memory, until then
  bool awaiting_sockets_ = false;
  bool wake_queued_ = false;
  std::optional<Time> wanted_;  // when libcurl wants to be called
  std::optional<Time>
      armed_;  // when the timer ends: at wanted_ or before, as re-arming it for each request is dear
};

}  // namespace pricecrew
