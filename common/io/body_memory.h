#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "common/io/byte_budget.h"

namespace pricecrew {

class CurlResponseReader;

/// The memory of one body as it arrives: what it has of the process's budget, and what it is to ask for. It
/// asks ahead: a transfer that is to pause holds what libcurl has read and decompressed by then.
class BodyMemory {
 public:
  /// Before a request starts, this much is to be free for its body.
  static constexpr std::size_t kFirstBytes = std::size_t{768} << 10;

  explicit BodyMemory(std::shared_ptr<ByteBudget> budget);

  /// Whether the request may start; otherwise `granted` is called once it may, as ByteShare::GrowLater says.
  bool Start(std::function<void()> granted);

  /// Whether there is room for a body of so many bytes; otherwise `granted` is called once there is.
  bool MakeRoom(const CurlResponseReader& reader, std::size_t bytes, std::function<void()> granted);
  void StopWaiting() { share_->StopWaiting(); }
  [[nodiscard]] bool IsWaiting() const { return share_->IsWaiting(); }

  /// Keeps `bytes` for the complete body, for as long as somebody has what is returned.
  std::shared_ptr<void> Release(std::size_t bytes);

 private:
  bool Take(std::size_t bytes, std::function<void()> granted);

  std::shared_ptr<ByteBudget> budget_;  // shared with all who draw on it
  std::unique_ptr<ByteShare> share_;
};

}  // namespace pricecrew
