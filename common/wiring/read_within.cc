#include "common/wiring/read_within.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace pricecrew {
namespace {

// As gumbo's trees of real and of hostile pages were measured.
constexpr std::size_t kTextCopies = 4;
constexpr std::size_t kBytesPerTag = 200;  // half of them are end tags
constexpr std::size_t kBytesPerAttribute = 185;

}  // namespace

std::size_t ReadingBytes(std::string_view body) {
  const auto count = [body](char c) {
    return static_cast<std::size_t>(std::count(body.begin(), body.end(), c));
  };
  return kTextCopies * body.size() + kBytesPerTag * count('<') + kBytesPerAttribute * count('=');
}

ReadPage ReadWithin(std::shared_ptr<ByteBudget> memory, ReadPage read) {
  const auto one_at_a_time = std::make_shared<std::mutex>();  // shared by the copies that each loop has
  return [memory = std::move(memory), read = std::move(read), one_at_a_time](const Task& task,
                                                                             const FetchedPage& page) {
    const std::size_t bytes = ReadingBytes(page.response.body);
    if (bytes <= kLargeReading) return read(task, page);
    const std::lock_guard turn(*one_at_a_time);
    ByteShare share(memory);
    share.GrowAnyhow(bytes);
    return read(task, page);
  };
}

}  // namespace pricecrew
