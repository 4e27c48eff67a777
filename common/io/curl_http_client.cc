#include "common/io/curl_http_client.h"

#include <asio/this_coro.hpp>
#include <utility>

#include "common/io/curl_multi_loop.h"
#include "common/io/curl_transfer.h"

namespace pricecrew {

CurlHttpClient::CurlHttpClient(asio::io_context& io, CurlHttpClientOptions options)
    : loop_(std::make_shared<CurlMultiLoop>(io, std::move(options))) {}

CurlHttpClient::~CurlHttpClient() { loop_->Close(); }

void CurlHttpClient::Abort(std::uint64_t group) { loop_->Abort(group); }

void CurlHttpClient::Close() {
  closed_ = true;
  loop_->Close();
}

asio::awaitable<Result<HttpResponse>> CurlHttpClient::Fetch(HttpRequest request) {
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  CurlTransfer transfer(std::move(request), loop_->guard(), loop_->options().max_header_bytes,
                        loop_->options().memory);
  // Awaiting after a cancellation would throw.
  if (closed_ || cancellation.cancelled() != asio::cancellation_type::none) co_return transfer.TakeOutcome();
  auto prepared = transfer.Prepare(loop_->handles().Take());
  if (!prepared) {
    loop_->handles().GiveBack(transfer.ReleaseEasy());
    co_return prepared.error();
  }
  co_await loop_->Run(transfer);  // the client may be gone when this resumes
  co_return transfer.TakeOutcome();
}

}  // namespace pricecrew
