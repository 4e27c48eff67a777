#include "common/io/socket_abort.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pricecrew {

SocketAbort::~SocketAbort() { CloseDuplicate(); }

void SocketAbort::Watch(int fd) {
  const std::lock_guard lock(mutex_);
  CloseDuplicate();
  duplicate_ = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (shut_) ::shutdown(duplicate_, SHUT_RDWR);
}

void SocketAbort::Forget() {
  const std::lock_guard lock(mutex_);
  CloseDuplicate();
}

void SocketAbort::Shutdown() {
  const std::lock_guard lock(mutex_);
  shut_ = true;
  if (duplicate_ >= 0) ::shutdown(duplicate_, SHUT_RDWR);
}

void SocketAbort::ShutdownOnce() {
  const std::lock_guard lock(mutex_);
  if (duplicate_ >= 0) ::shutdown(duplicate_, SHUT_RDWR);
}

void SocketAbort::CloseDuplicate() {
  if (duplicate_ >= 0) ::close(duplicate_);
  duplicate_ = -1;
}

}  // namespace pricecrew
