#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>

#include "common/html/token.h"

namespace pricecrew {

/// An element or a run of text, as a tree holds it.
struct TreeNode {
  std::string_view name;  ///< of an element, in lower case; empty for a text
  std::string_view text;  ///< of a text
  std::span<const Attribute> attributes;
  const TreeNode* parent = nullptr;
  const TreeNode* first_child = nullptr;
  const TreeNode* next_sibling = nullptr;
  std::uint16_t tag = 0;  ///< gumbo's number of the element
};

/// Which syntaxes of structured data occur in a page at all.
struct DocumentMarks {
  bool microdata = false;     ///< itemtype, itemscope
  bool rdfa = false;          ///< typeof
  bool microformats = false;  ///< classes h-product, hproduct
};

/// Where the nodes of one page live, their names, texts and attributes: given back all at once.
class TreeMemory {
 public:
  TreeNode& NewNode();
  std::string_view Copy(std::string_view text);
  /// Values that are views of `page` stay so.
  std::span<const Attribute> Copy(std::span<const Attribute> attributes, std::string_view page = {});

 private:
  std::pmr::monotonic_buffer_resource memory_{std::size_t{16} << 10};
};

}  // namespace pricecrew
