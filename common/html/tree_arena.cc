#include "common/html/tree_arena.h"

namespace pricecrew {
namespace {

void* Allocate(void* memory, std::size_t size) {
  return static_cast<std::pmr::monotonic_buffer_resource*>(memory)->allocate(size);
}

void KeepUntilTheEnd(void* /*memory*/, void* /*piece*/) {}

}  // namespace

GumboOptions TreeArena::Options() {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // at each error kept, gumbo copies its stack of tags
  options.allocator = &Allocate;
  options.deallocator = &KeepUntilTheEnd;
  options.userdata = &memory_;
  return options;
}

}  // namespace pricecrew
