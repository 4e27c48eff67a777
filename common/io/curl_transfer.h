#pragma once

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/io/address_guard.h"
#include "common/io/body_memory.h"
#include "common/io/curl_easy.h"
#include "common/io/curl_response_reader.h"
#include "common/io/gzip_trailer.h"
#include "common/ports/http_client.h"

namespace pricecrew {

/// Wakes what waits for a transfer; the waiting coroutine, with its type hidden.
class TransferWaiter {
 public:
  virtual ~TransferWaiter() = default;
  /// Once; never resumes anything before it returns.
  virtual void Wake() = 0;
};

/// One request and what became of it. Its address is known to libcurl while it is under way, so it stays in
/// place.
class CurlTransfer {
 public:
  CurlTransfer(HttpRequest request, const AddressGuard& guard, std::size_t max_header_bytes,
               std::shared_ptr<ByteBudget> budget);
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;
  CurlTransfer(CurlTransfer&&) = delete;
  CurlTransfer& operator=(CurlTransfer&&) = delete;
  ~CurlTransfer() = default;

  /// Checks the request and puts it into a handle, which the transfer then owns. Fails with "bad_url" or
  /// "private_address".
  Result<void> Prepare(CurlEasy easy);

  [[nodiscard]] std::uint64_t group() const { return request_.group; }
  [[nodiscard]] CURL* easy() const { return easy_.get(); }
  [[nodiscard]] BodyMemory& memory() { return memory_; }
  /// What is left of the request's time, where it had to wait for its start.
  [[nodiscard]] std::chrono::milliseconds total_timeout() const { return request_.total_timeout; }
  void LimitTime(std::chrono::milliseconds left);
  /// The handle, free of what refers to the transfer.
  CurlEasy ReleaseEasy();

  /// Keeps what libcurl says of the end.
  void Finish(CURLcode code);
  /// There was no memory for it to start.
  void FinishUnstarted();
  /// After Finish, once; kCancelled where there was none.
  Result<HttpResponse> TakeOutcome();

  std::unique_ptr<TransferWaiter> waiter;  ///< set while somebody waits
  std::function<void()> when_granted;  ///< called as BodyMemory says, where the transfer is paused for memory

 private:
  Result<void> CheckTarget();
  Result<void> BuildHeaderLines();
  CURLcode SetOptions();
  [[nodiscard]] const char* Method() const { return request_.post ? "POST " : "GET "; }
  [[nodiscard]] std::string ErrorWord(CURLcode code) const;
  [[nodiscard]] bool FailedAtProxy(std::string_view word) const;
  [[nodiscard]] Error Failure(std::string_view word, std::string_view what) const;
  void WatchEncoding();
  std::size_t TakeBody(std::string_view piece);
  [[nodiscard]] bool IsDense() const;

  static std::size_t OnHeader(const char* data, std::size_t size, std::size_t count,
                              CurlTransfer* self) noexcept;
  static std::size_t OnBody(const char* data, std::size_t size, std::size_t count,
                            CurlTransfer* self) noexcept;
  static int OnDebug(CURL* easy, curl_infotype type, const char* data, std::size_t size,
                     CurlTransfer* self) noexcept;
  static int OnRequest(CurlTransfer* self, char* address, char* own_address, int port, int own_port) noexcept;
  static curl_socket_t OnOpenSocket(CurlTransfer* self, curlsocktype purpose,
                                    curl_sockaddr* address) noexcept;

  HttpRequest request_;
  const AddressGuard& guard_;  // used while the transfer is under way only
  CurlResponseReader reader_;
  BodyMemory memory_;
  CurlEasy easy_;
  std::string proxy_;          // as libcurl wants it
  bool peer_granted_ = false;  // private addresses, for the host connected to
  std::vector<std::string> header_lines_;
  std::vector<curl_slist> header_list_;  // nodes that refer to header_lines_: no allocation for each
  std::array<char, CURL_ERROR_SIZE> error_buffer_{};
  int sockets_opened_ = 0;
  int sockets_refused_ = 0;
  int requests_ = 0;  // that libcurl wanted to send
  bool too_large_ = false;
  bool out_of_memory_ = false;
  GzipTrailer trailer_;
  std::optional<Result<HttpResponse>> outcome_;
};

}  // namespace pricecrew
