#pragma once

#include <poll.h>

#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "common/io/backoff.h"
#include "common/io/rabbit_connection.h"
#include "common/io/rabbit_events.h"
#include "common/io/rabbit_faults.h"

namespace pricecrew {

/// What a link's thread and its owner share; lives as long as either.
template <typename Session>
struct RabbitLinkState {
  RabbitLinkState(RabbitConnectionOptions connection_options, Session its_session,
                  std::shared_ptr<typename Session::Outbox> its_outbox)
      : options(std::move(connection_options)),
        session(std::move(its_session)),
        outbox(std::move(its_outbox)),
        mailbox(std::make_shared<IoMailbox<typename Session::Command>>()) {}

  const RabbitConnectionOptions options;
  Session session;  // the thread's alone
  const std::shared_ptr<typename Session::Outbox> outbox;
  const std::shared_ptr<IoMailbox<typename Session::Command>> mailbox;
  SocketAbort abort;
  std::atomic<bool> stopping = false;
  std::atomic<bool> up = false;
  std::atomic<bool> ready = false;
};

/// The I/O thread of one connection: connects, serves it, and connects again, until it is to stop. A session
/// says what the connection is for:
///   Start(connection)          after the login; may ask and wait
///   Take(command)              from the event loop, connected or not
///   OnFrame(connection, frame) whatever arrives, but connection.close
///   Flush(connection)          writes what can be written now
///   Lost()                     the connection has gone
///   Leave(connection)          begins an orderly end; HasLeft() says when it is done
///   Busy(), Ready(), Patience()  more to write at once; open for work; how long it may be left alone
template <typename Session>
class RabbitLinkThread {
 public:
  using State = RabbitLinkState<Session>;
  explicit RabbitLinkThread(std::shared_ptr<State> state)
      : state_(std::move(state)),
        backoff_({}, static_cast<std::uint64_t>(Now().time_since_epoch().count())) {}

  void Run() {
    while (!state_->stopping) {
      const auto began = Now();
      Error why = RunOneConnection();
      state_->up = state_->ready = false;
      state_->session.Lost();
      if (state_->stopping) break;
      if (Now() - began > kLastedWell) backoff_.Reset();
      Tell(LinkDown{std::move(why)});
      Rest(backoff_.Next());
    }
    state_->mailbox->Close();
    Tell(LinkStopped{});
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds kLastedWell{10};
  static constexpr std::chrono::seconds kLeavePatience{1};
  static constexpr int kFramesAtATime = 1'024;
  static Clock::time_point Now() { return Clock::now(); }

  Error RunOneConnection() {
    auto opened = RabbitConnection::Open(state_->options, state_->abort);
    if (!opened) return opened.error();
    RabbitConnection& connection = **opened;
    if (auto started = state_->session.Start(connection); !started) return started.error();
    state_->up = true;
    state_->ready = state_->session.Ready();
    Tell(LinkUp{connection.ServerVersion()});
    return Serve(connection);
  }

  Error Serve(RabbitConnection& connection) {
    std::optional<Clock::time_point> leave_until;
    for (;;) {
      TakeCommands();
      auto all_read = ReadFrames(connection);
      if (!all_read) return all_read.error();
      if (auto flushed = state_->session.Flush(connection); !flushed) return flushed.error();
      state_->ready = state_->session.Ready();
      state_->outbox->Flush();
      if (state_->stopping) {
        if (!leave_until) {
          leave_until = Now() + kLeavePatience;
          if (auto begun = state_->session.Leave(connection); !begun) return begun.error();
        }
        if (state_->session.HasLeft() || Now() >= *leave_until) return SayGoodbye(connection);
      }
      const auto longest = leave_until ? std::chrono::milliseconds(100) : state_->session.Patience();
      if (*all_read && !state_->session.Busy()) connection.Wait(state_->mailbox->wakeup().fd(), longest);
    }
  }

  static Error SayGoodbye(RabbitConnection& connection) {
    connection.Close();
    return {ErrorKind::kCancelled, "closed"};
  }

  void TakeCommands() {
    for (auto& command : state_->mailbox->TakeAll()) state_->session.Take(std::move(command));
  }

  /// True when nothing more is there: only then may poll() be asked, since TLS and the library hold data of
  /// their own.
  Result<bool> ReadFrames(RabbitConnection& connection) {
    for (int i = 0; i < kFramesAtATime; ++i) {
      auto frame = connection.Read();
      if (!frame) return frame.error();
      if (!*frame) return true;
      if (auto handled = OnFrame(connection, **frame); !handled) return handled.error();
      connection.Release((*frame)->channel);
    }
    return false;
  }

  Result<void> OnFrame(RabbitConnection& connection, const RabbitConnection::Frame& frame) {
    const bool closes = frame.channel == 0 && frame.frame_type == AMQP_FRAME_METHOD &&
                        frame.payload.method.id == AMQP_CONNECTION_CLOSE_METHOD;
    if (!closes) return state_->session.OnFrame(connection, frame);
    Error error = CloseError(frame.payload.method, "connection to " + connection.peer());
    if (auto answered = connection.Send(0, AMQP_CONNECTION_CLOSE_OK_METHOD, amqp_connection_close_ok_t{});
        !answered)
      return answered;
    return error;
  }

  void Rest(std::chrono::milliseconds pause) {
    const auto until = Now() + pause;
    while (!state_->stopping && Now() < until) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Now());
      pollfd watched{state_->mailbox->wakeup().fd(), POLLIN, 0};
      ::poll(&watched, 1, static_cast<int>(left.count()));
      TakeCommands();
      state_->outbox->Flush();
    }
  }

  void Tell(typename Session::Event event) {
    state_->outbox->Push(std::move(event));
    state_->outbox->Flush();
  }

  std::shared_ptr<State>
      state_;  // shared with the RabbitLink, which may be gone before a name server answers
  Backoff backoff_;
};

/// Owns that thread. Used from the event loop only.
template <typename Session>
class RabbitLink {
 public:
  RabbitLink(RabbitConnectionOptions options, Session session,
             std::shared_ptr<typename Session::Outbox> outbox)
      : state_(std::make_shared<RabbitLinkState<Session>>(std::move(options), std::move(session),
                                                          std::move(outbox))) {}
  ~RabbitLink() { Abort(); }
  RabbitLink(const RabbitLink&) = delete;
  RabbitLink& operator=(const RabbitLink&) = delete;

  void Start() {
    std::packaged_task<void()> run([state = state_] { RabbitLinkThread<Session>(state).Run(); });
    ended_ = run.get_future();
    thread_ = std::thread(std::move(run));
  }
  [[nodiscard]] bool started() const { return thread_.joinable(); }

  /// Asks for an orderly end, or for the end of a connection attempt; LinkStopped tells when it is reached.
  void BeginStop() {
    state_->stopping = true;
    if (!state_->up) state_->abort.Shutdown();
    state_->mailbox->wakeup().Notify();
  }

  /// Ends the connection, as if it were lost; it is made anew.
  void Drop() { state_->abort.ShutdownOnce(); }

  /// Ends at once. A thread that is stuck in connecting (or with a name server) is left to itself after a
  /// while.
  void Abort() {
    if (!thread_.joinable()) return;
    state_->stopping = true;
    state_->abort.Shutdown();
    state_->mailbox->wakeup().Notify();
    if (ended_.wait_for(kAbortPatience) == std::future_status::ready)
      thread_.join();
    else
      thread_.detach();
  }

  [[nodiscard]] bool up() const { return state_->up; }
  [[nodiscard]] bool ready() const { return state_->ready; }
  [[nodiscard]] const std::shared_ptr<IoMailbox<typename Session::Command>>& mailbox() const {
    return state_->mailbox;
  }

 private:
  static constexpr std::chrono::milliseconds kAbortPatience{300};

  std::shared_ptr<RabbitLinkState<Session>> state_;  // shared with the thread
  std::thread thread_;
  std::future<void> ended_;
};

}  // namespace pricecrew
