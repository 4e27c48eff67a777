#pragma once

#include <mutex>

namespace pricecrew {

/// Lets another thread end whatever a connection's own thread is doing with its socket: a library's blocking
/// call returns with an error as soon as the socket is shut down.
class SocketAbort {
 public:
  SocketAbort() = default;
  ~SocketAbort();
  SocketAbort(const SocketAbort&) = delete;
  SocketAbort& operator=(const SocketAbort&) = delete;

  /// The connection's thread: this is the socket now. Keeps a duplicate, which names the same connection even
  /// after the library has closed its own. A socket that comes after Shutdown is shut down at once.
  void Watch(int fd);
  void Forget();
  /// Any thread; for good.
  void Shutdown();
  /// Any thread; the present socket only.
  void ShutdownOnce();

 private:
  void CloseDuplicate();

  std::mutex mutex_;
  int duplicate_ = -1;
  bool shut_ = false;
};

}  // namespace pricecrew
