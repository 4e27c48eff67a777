#include "common/io/curl_transfer.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "common/io/curl_errors.h"
#include "common/io/curl_url.h"

namespace pricecrew {
namespace {

/// The first failure wins; what follows it is not tried.
class OptionSetter {
 public:
  explicit OptionSetter(CURL* easy) : easy_(easy) {}
  template <typename Value>
  OptionSetter& Set(CURLoption option, Value value) {
    if (code_ == CURLE_OK) code_ = curl_easy_setopt(easy_, option, value);
    return *this;
  }
  [[nodiscard]] CURLcode code() const { return code_; }

 private:
  CURL* easy_;
  CURLcode code_ = CURLE_OK;
};

bool HasControlCharacter(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

}  // namespace

CurlTransfer::CurlTransfer(HttpRequest request, const AddressGuard& guard, std::size_t max_header_bytes,
                           std::shared_ptr<ByteBudget> budget)
    : request_(std::move(request)),
      guard_(guard),
      reader_({request_.max_body_bytes, max_header_bytes, request_.take_body}),
      memory_(std::move(budget)) {}

Result<void> CurlTransfer::Prepare(CurlEasy easy) {
  easy_ = std::move(easy);
  if (auto checked = CheckTarget(); !checked) return checked;
  if (auto built = BuildHeaderLines(); !built) return built;
  if (const CURLcode code = SetOptions(); code != CURLE_OK)
    return Failure("bad_url", curl_easy_strerror(code));
  return {};
}

Result<void> CurlTransfer::CheckTarget() {
  const std::optional<CurlTarget> target = ParseCurlTarget(request_.url);
  if (!target || (target->scheme != "http" && target->scheme != "https")) {
    return Failure("bad_url", "not an absolute http or https URL");
  }
  const bool granted = guard_.Granted(target->host);
  if (!granted && NamesPrivateAddress(target->host)) {
    return Failure("private_address", "the host is a private address, which the settings do not grant");
  }
  peer_granted_ = granted;
  if (request_.proxy.empty()) return {};
  std::optional<CurlTarget> proxy = ParseCurlProxy(request_.proxy);
  if (!proxy) return Failure("bad_url", "the proxy is not an http, https or socks5 URL");
  peer_granted_ = guard_.Granted(proxy->host);
  proxy_ = std::move(proxy->url);
  return {};
}

Result<void> CurlTransfer::BuildHeaderLines() {
  header_lines_.reserve(request_.headers.size());
  for (const auto& [name, value] : request_.headers) {
    if (name.empty() || name.find_first_of(":;") != std::string::npos || HasControlCharacter(name) ||
        HasControlCharacter(value)) {
      return Failure("bad_url", "a request header cannot be sent");
    }
    std::string& line = header_lines_.emplace_back(name);
    value.empty() ? line.append(";") : line.append(": ").append(value);  // "name;" is libcurl's empty value
  }
  header_list_.resize(header_lines_.size());
  for (std::size_t i = 0; i < header_list_.size(); ++i) {
    header_list_[i].data = header_lines_[i].data();
    header_list_[i].next = i + 1 < header_list_.size() ? &header_list_[i + 1] : nullptr;
  }
  return {};
}

CURLcode CurlTransfer::SetOptions() {
  const auto timeout = std::max(request_.total_timeout, std::chrono::milliseconds(1));  // 0 would be for ever
  OptionSetter setter(easy_.get());
  if (request_.post)
    setter.Set(CURLOPT_POST, 1L)
        .Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.post->size()))
        .Set(CURLOPT_POSTFIELDS, request_.post->data());
  else
    setter.Set(CURLOPT_HTTPGET, 1L);
  return setter.Set(CURLOPT_URL, request_.url.c_str())
      .Set(CURLOPT_HTTPHEADER, header_list_.empty() ? nullptr : header_list_.data())
      .Set(CURLOPT_PROXY, proxy_.c_str())  // empty: none, whatever the environment says
      .Set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()))
      .Set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request_.max_body_bytes))
      .Set(CURLOPT_ERRORBUFFER, error_buffer_.data())
      .Set(CURLOPT_PRIVATE, this)
      .Set(CURLOPT_HEADERFUNCTION, &OnHeader)
      .Set(CURLOPT_HEADERDATA, this)
      .Set(CURLOPT_WRITEFUNCTION, &OnBody)
      .Set(CURLOPT_WRITEDATA, this)
      .Set(CURLOPT_DEBUGFUNCTION, &OnDebug)
      .Set(CURLOPT_DEBUGDATA, this)
      .Set(CURLOPT_PREREQFUNCTION, &OnRequest)
      .Set(CURLOPT_PREREQDATA, this)
      .Set(CURLOPT_OPENSOCKETFUNCTION, &OnOpenSocket)
      .Set(CURLOPT_OPENSOCKETDATA, this)
      .code();
}

void CurlTransfer::LimitTime(std::chrono::milliseconds left) {
  curl_easy_setopt(easy_.get(), CURLOPT_TIMEOUT_MS,
                   static_cast<long>(std::max<std::int64_t>(left.count(), 1)));
}

CurlEasy CurlTransfer::ReleaseEasy() {
  if (easy_) {
    curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, nullptr);
    curl_easy_setopt(easy_.get(), CURLOPT_ERRORBUFFER, nullptr);
    curl_easy_setopt(easy_.get(), CURLOPT_VERBOSE, 0L);
    curl_easy_setopt(easy_.get(), CURLOPT_POSTFIELDS, nullptr);
    curl_easy_setopt(easy_.get(), CURLOPT_HTTPGET, 1L);
  }
  return std::move(easy_);
}

void CurlTransfer::Finish(CURLcode code) {
  if (code == CURLE_OK && !trailer_.Complete(reader_.body_bytes())) {
    outcome_ = Failure("bad_encoding", "the gzip stream ends early");
  } else if (code == CURLE_OK) {
    HttpResponse response = reader_.Take();
    response.memory = memory_.Release(response.body.capacity());
    outcome_ = std::move(response);
  } else {
    const std::string what = requests_ > 1 ? "the connection ended without an answer"
                             : error_buffer_[0] == '\0'
                                 ? curl_easy_strerror(code)
                                 : fmt::format("{} ({})", curl_easy_strerror(code), error_buffer_.data());
    outcome_ = Failure(ErrorWord(code), what);
  }
}

void CurlTransfer::FinishUnstarted() { outcome_ = Failure("memory", "not started: no memory is free"); }

Result<HttpResponse> CurlTransfer::TakeOutcome() {
  if (!outcome_) {
    return Error{ErrorKind::kCancelled, Method() + PrintableUrl(request_.url) + ": cancelled", "cancelled"};
  }
  return *std::move(outcome_);
}

std::string CurlTransfer::ErrorWord(CURLcode code) const {
  if (too_large_) return "too_large";
  if (out_of_memory_ || (code == CURLE_OPERATION_TIMEDOUT && memory_.IsWaiting())) return "memory";
  if (sockets_refused_ > 0 && sockets_opened_ == 0) return "private_address";
  // What a decoder does not take after its stream's end comes as a failed write.
  if (code == CURLE_WRITE_ERROR && reader_.response().Header("content-encoding")) return "bad_encoding";
  const std::string_view word = CurlErrorWord(code);
  return std::string(FailedAtProxy(word) ? "proxy" : word);
}

bool CurlTransfer::FailedAtProxy(std::string_view word) const {
  if (proxy_.empty() || reader_.response().status != 0) return false;
  if (word != "connect" && word != "reset" && word != "not_http") return false;
  long tunnel_answer = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_HTTP_CONNECTCODE, &tunnel_answer);
  return tunnel_answer / 100 != 2;
}

Error CurlTransfer::Failure(std::string_view word, std::string_view what) const {
  std::string text = Method() + PrintableUrl(request_.url);
  if (!request_.proxy.empty()) text += " through " + PrintableUrl(request_.proxy);
  return FetchError(word, text.append(": ").append(what));
}

std::size_t CurlTransfer::OnHeader(const char* data, std::size_t size, std::size_t count,
                                   CurlTransfer* self) noexcept {
  const std::size_t bytes = size * count;
  self->too_large_ = self->reader_.HeaderLine({data, bytes}) == CurlResponseReader::Verdict::kTooLarge;
  if (self->too_large_) return 0;
  if (self->reader_.headers_ended()) self->WatchEncoding();
  return bytes;
}

std::size_t CurlTransfer::OnBody(const char* data, std::size_t size, std::size_t count,
                                 CurlTransfer* self) noexcept {
  return self->TakeBody({data, size * count});
}

std::size_t CurlTransfer::TakeBody(std::string_view piece) {
  if (!memory_.MakeRoom(reader_, reader_.response().body.size() + piece.size(), when_granted)) {
    out_of_memory_ = IsDense();
    return out_of_memory_ ? 0 : CURL_WRITEFUNC_PAUSE;
  }
  too_large_ = reader_.Body(piece) == CurlResponseReader::Verdict::kTooLarge;
  return too_large_ ? 0 : piece.size();
}

// A pause keeps all that libcurl has received, decompressed: harmless, but for what is compressed as no page
// is.
bool CurlTransfer::IsDense() const {
  constexpr std::size_t kMostForAPage = 20;
  if (!reader_.response().Header("content-encoding")) return false;
  curl_off_t received = 0;  // 0 while libcurl is at what came with the headers
  curl_easy_getinfo(easy_.get(), CURLINFO_SIZE_DOWNLOAD_T, &received);
  return reader_.response().body.size() / kMostForAPage >
         std::max(static_cast<std::size_t>(received), kReceiveBufferBytes);
}

void CurlTransfer::WatchEncoding() {
  // libcurl takes a gzip stream that stops short for a whole one. The bytes as received are shown in verbose
  // mode only, and without a framing of their own.
  const HttpResponse& response = reader_.response();
  if (!GzipTrailer::Applies(response)) return;
  curl_easy_setopt(easy_.get(), CURLOPT_VERBOSE, 1L);
}

int CurlTransfer::OnDebug(CURL* /*easy*/, curl_infotype type, const char* data, std::size_t size,
                          CurlTransfer* self) noexcept {
  if (type == CURLINFO_DATA_IN) self->trailer_.Add({data, size});
  return 0;
}

// Where a connection that was used before ends without an answer, libcurl asks again by itself: at once,
// whatever the host's pace and holds. The ladder does it better.
int CurlTransfer::OnRequest(CurlTransfer* self, char* /*address*/, char* /*own_address*/, int /*port*/,
                            int /*own_port*/) noexcept {
  return ++self->requests_ == 1 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

curl_socket_t CurlTransfer::OnOpenSocket(CurlTransfer* self, curlsocktype /*purpose*/,
                                         curl_sockaddr* address) noexcept {
  if (!self->peer_granted_ && IsPrivateAddress(address->addr)) {
    ++self->sockets_refused_;
    return CURL_SOCKET_BAD;
  }
  ++self->sockets_opened_;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace pricecrew
