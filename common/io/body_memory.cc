#include "common/io/body_memory.h"

#include <utility>

#include "common/io/curl_response_reader.h"

namespace pricecrew {
namespace {

constexpr std::size_t kAhead = std::size_t{128} << 10;

}  // namespace

BodyMemory::BodyMemory(std::shared_ptr<ByteBudget> budget)
    : budget_(std::move(budget)), share_(std::make_unique<ByteShare>(budget_)) {}

bool BodyMemory::Start(std::function<void()> granted) { return Take(kFirstBytes, std::move(granted)); }

bool BodyMemory::MakeRoom(const CurlResponseReader& reader, std::size_t bytes,
                          std::function<void()> granted) {
  return Take(reader.RoomFor(bytes + kAhead), std::move(granted));
}

bool BodyMemory::Take(std::size_t bytes, std::function<void()> granted) {
  if (share_->Grow(bytes)) return true;
  share_->GrowLater(bytes, std::move(granted));
  return false;
}

std::shared_ptr<void> BodyMemory::Release(std::size_t bytes) {
  share_->Shrink(bytes);
  share_->GrowAnyhow(bytes);
  return std::exchange(share_, std::make_unique<ByteShare>(budget_));
}

}  // namespace pricecrew
