#include "tests/faults/hooks/crash_hook.h"

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "producer/category_stage.h"
#include "worker/product_stage.h"

namespace pricecrew {
namespace {

constexpr std::size_t kPiece = std::size_t{16} << 20;
constexpr std::size_t kMostPieces = 128;  // 2 GiB: enough to kill, and the machine is others' too

void Hang() {
  std::atomic<bool> for_ever = true;
  while (for_ever) {
  }
}

void TakeAllMemory() {
  std::vector<std::unique_ptr<std::string>> taken;
  while (taken.size() < kMostPieces) taken.push_back(std::make_unique<std::string>(kPiece, 'x'));
  std::abort();
}

void MaybeDie(const FetchedPage& page) {
  const std::string& body = page.response.body;
  const auto holds = [&body](const char* word) { return body.find(word) != std::string::npos; };
  if (holds("pricecrew-test-crash")) std::abort();
  if (holds("pricecrew-test-hang")) Hang();
  if (holds("pricecrew-test-memory")) TakeAllMemory();
}

}  // namespace

Settlement ReadProductPageOrDie(const Task& task, const FetchedPage& page) {
  MaybeDie(page);
  return ReadProductPage(task, page);
}

Settlement ReadCategoryPageOrDie(const Task& task, const FetchedPage& page) {
  MaybeDie(page);
  return ReadCategoryPage(task, page);
}

}  // namespace pricecrew
