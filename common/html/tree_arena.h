#pragma once

#include <gumbo.h>

#include <cstddef>
#include <memory_resource>

namespace pricecrew {

/// Where a tree of gumbo's lives: its many small pieces one behind the other, given back all at once. A tree
/// built with these options is gone with its arena; gumbo_destroy_output has nothing to add.
class TreeArena {
 public:
  /// `page_bytes` is the size of the page, from which the first block's is guessed.
  explicit TreeArena(std::size_t page_bytes) : memory_(kBlockPerPageByte * (page_bytes + kSmallestPage)) {}

  /// Borrow the arena.
  [[nodiscard]] GumboOptions Options();

 private:
  static constexpr std::size_t kBlockPerPageByte = 4;
  static constexpr std::size_t kSmallestPage = 1'024;

  std::pmr::monotonic_buffer_resource memory_;
};

}  // namespace pricecrew
