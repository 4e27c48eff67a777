#include "common/io/curl_multi_loop.h"

#include <sys/epoll.h>

#include <array>
#include <asio/associated_cancellation_slot.hpp>
#include <asio/associated_executor.hpp>
#include <asio/async_result.hpp>
#include <asio/post.hpp>
#include <asio/use_awaitable.hpp>
#include <cerrno>
#include <limits>
#include <system_error>
#include <utility>
#include <vector>

namespace pricecrew {
namespace {

int NewEpoll() {
  const int descriptor = epoll_create1(EPOLL_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  return descriptor;
}

template <typename Handler>
class HandlerWaiter final : public TransferWaiter {
 public:
  explicit HandlerWaiter(Handler handler) : handler_(std::move(handler)) {}
  void Wake() override {
    const auto executor = asio::get_associated_executor(handler_);
    asio::post(executor, std::move(handler_));
  }

 private:
  Handler handler_;
};

}  // namespace

CurlMultiLoop::CurlMultiLoop(asio::io_context& io, CurlHttpClientOptions options)
    : io_(io),
      options_(std::move(options)),
      guard_(options_.allow_private),
      handles_(options_),
      epoll_(io, NewEpoll()),
      timer_(io) {
  if (!options_.memory)
    options_.memory = std::make_shared<ByteBudget>(std::numeric_limits<std::size_t>::max());
  handles_.GiveBack(NewCurlEasy(options_));  // fails here, if at all
  multi_.reset(curl_multi_init());
  if (!multi_) throw std::runtime_error("libcurl: no multi handle");
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &OnSocketWish);
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &OnTimeoutWish);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(options_.max_idle_connections));
}

CurlMultiLoop::~CurlMultiLoop() { Close(); }

asio::awaitable<void> CurlMultiLoop::Run(CurlTransfer& transfer) {
  const auto start = [this, &transfer](auto handler) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    transfer.waiter = std::make_unique<HandlerWaiter<decltype(handler)>>(std::move(handler));
    if (slot.is_connected()) {
      slot.assign([weak = weak_from_this(), &transfer](asio::cancellation_type) {
        if (const auto self = weak.lock()) self->End(transfer);
      });
    }
    Begin(transfer);
  };
  return asio::async_initiate<const asio::use_awaitable_t<>, void()>(start, asio::use_awaitable);
}

void CurlMultiLoop::Close() {
  while (!running_.empty()) End(**running_.begin());
}

void CurlMultiLoop::Abort(std::uint64_t group) {
  std::vector<CurlTransfer*> ending;
  for (CurlTransfer* transfer : running_)
    if (transfer->group() == group) ending.push_back(transfer);
  for (CurlTransfer* transfer : ending) End(*transfer);
}

void CurlMultiLoop::Begin(CurlTransfer& transfer) {
  running_.insert(&transfer);
  AwaitSockets();
  transfer.when_granted = WhenGranted(transfer);
  if (transfer.memory().Start(transfer.when_granted)) return Add(transfer);
  asio::steady_timer& until = unstarted_.try_emplace(&transfer, io_, transfer.total_timeout()).first->second;
  until.async_wait([weak = weak_from_this(), &transfer](const asio::error_code& error) {
    const auto self = weak.lock();
    if (self && !error) self->OnUnstarted(transfer);
  });
}

void CurlMultiLoop::OnUnstarted(CurlTransfer& transfer) {
  const auto found = unstarted_.find(&transfer);
  if (found == unstarted_.end() || found->second.expiry() > std::chrono::steady_clock::now()) return;
  transfer.FinishUnstarted();
  End(transfer);
}

void CurlMultiLoop::Add(CurlTransfer& transfer) {
  if (curl_multi_add_handle(multi_.get(), transfer.easy()) != CURLM_OK) {
    transfer.Finish(CURLE_FAILED_INIT);
    End(transfer);
    return;
  }
  ArmTimer();
}

void CurlMultiLoop::End(CurlTransfer& transfer) {
  if (running_.erase(&transfer) == 0) return;
  transfer.memory().StopWaiting();
  unstarted_.erase(&transfer);
  curl_multi_remove_handle(multi_.get(), transfer.easy());
  handles_.GiveBack(transfer.ReleaseEasy());
  std::exchange(transfer.waiter, nullptr)->Wake();
  if (!running_.empty()) return;
  epoll_.cancel();  // an idle client must not keep the io_context from ending
  timer_.cancel();
  armed_.reset();
}

void CurlMultiLoop::AwaitSockets() {
  if (awaiting_sockets_ || running_.empty()) return;
  awaiting_sockets_ = true;
  epoll_.async_wait(asio::posix::stream_descriptor::wait_read,
                    [weak = weak_from_this()](const asio::error_code&) {
                      if (const auto self = weak.lock()) self->OnSockets();
                    });
}

void CurlMultiLoop::OnSockets() {
  awaiting_sockets_ = false;
  HandleSocketEvents();
  CollectFinished();
  AwaitSockets();
}

void CurlMultiLoop::HandleSocketEvents() {
  std::array<epoll_event, 64> events;
  const int count = epoll_wait(epoll_.native_handle(), events.data(), static_cast<int>(events.size()), 0);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    const int what = ((event.events & EPOLLIN) != 0 ? CURL_CSELECT_IN : 0) |
                     ((event.events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0) |
                     ((event.events & (EPOLLERR | EPOLLHUP)) != 0 ? CURL_CSELECT_ERR : 0);
    int running = 0;
    curl_multi_socket_action(multi_.get(), event.data.fd, what, &running);
  }
}

void CurlMultiLoop::HandleTimeouts() {
  wanted_.reset();
  int running = 0;
  curl_multi_socket_action(multi_.get(), CURL_SOCKET_TIMEOUT, 0, &running);
  CollectFinished();
}

void CurlMultiLoop::CollectFinished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    CurlTransfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    transfer->Finish(code);
    End(*transfer);
  }
}

/// To be called by the thread that makes room, while the transfer waits for it and so exists.
std::function<void()> CurlMultiLoop::WhenGranted(CurlTransfer& transfer) {
  return [this, &transfer] {
    asio::post(io_, [weak = weak_from_this(), &transfer] {
      const auto self = weak.lock();
      if (self && self->running_.contains(&transfer)) self->OnGranted(transfer);
    });
  };
}

void CurlMultiLoop::OnGranted(CurlTransfer& transfer) {
  if (transfer.memory().IsWaiting()) return;  // for more, by now
  const auto found = unstarted_.find(&transfer);
  if (found == unstarted_.end()) return GoOn(transfer);
  transfer.LimitTime(std::chrono::ceil<std::chrono::milliseconds>(found->second.expiry() -
                                                                  std::chrono::steady_clock::now()));
  unstarted_.erase(found);
  Add(transfer);
}

void CurlMultiLoop::GoOn(CurlTransfer& transfer) {
  // Hands over what libcurl kept; where that is refused, it tells nobody but us.
  const CURLcode code = curl_easy_pause(transfer.easy(), CURLPAUSE_CONT);
  if (code != CURLE_OK) {
    transfer.Finish(code);
    End(transfer);
  }
  CollectFinished();
}

void CurlMultiLoop::SetTimeout(long milliseconds) {
  if (milliseconds < 0) {
    wanted_.reset();
    return;
  }
  wanted_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  if (milliseconds == 0) {
    WakeSoon();
  } else {
    ArmTimer();
  }
}

void CurlMultiLoop::WakeSoon() {
  if (std::exchange(wake_queued_, true)) return;
  asio::post(io_, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->wake_queued_ = false;
    self->HandleTimeouts();
  });
}

void CurlMultiLoop::ArmTimer() {
  if (!wanted_ || (armed_ && *armed_ <= *wanted_)) return;
  armed_ = wanted_;
  timer_.expires_at(*armed_);
  timer_.async_wait([weak = weak_from_this()](const asio::error_code& error) {
    const auto self = weak.lock();
    if (self && !error) self->OnTimer();
  });
}

void CurlMultiLoop::OnTimer() {
  armed_.reset();
  if (wanted_ && *wanted_ <= std::chrono::steady_clock::now()) HandleTimeouts();
  if (!running_.empty()) ArmTimer();
}

int CurlMultiLoop::OnSocketWish(CURL* /*easy*/, curl_socket_t socket, int wish, CurlMultiLoop* self,
                                void* known) noexcept {
  const int epoll = self->epoll_.native_handle();
  if (wish == CURL_POLL_REMOVE) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, socket, nullptr);
    return 0;
  }
  epoll_event event{};
  event.data.fd = socket;
  event.events = ((wish & CURL_POLL_IN) != 0 ? EPOLLIN : 0U) | ((wish & CURL_POLL_OUT) != 0 ? EPOLLOUT : 0U);
  if (known == nullptr) curl_multi_assign(self->multi_.get(), socket, self);  // marks it as one in the set
  if (epoll_ctl(epoll, known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event) == 0) return 0;
  return epoll_ctl(epoll, errno == EEXIST ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
}

int CurlMultiLoop::OnTimeoutWish(CURLM* /*multi*/, long milliseconds, CurlMultiLoop* self) noexcept {
  self->SetTimeout(milliseconds);
  return 0;
}

}  // namespace pricecrew
