#pragma once

namespace pricecrew {

/// Ends another thread's poll(): an eventfd. Notify from any thread, Clear from the one that polls.
class Wakeup {
 public:
  Wakeup();
  ~Wakeup();
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;

  void Notify() const;
  void Clear() const;
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

}  // namespace pricecrew
