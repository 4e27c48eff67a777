#include "common/html/tree.h"

#include <algorithm>
#include <memory>

#include "common/html/within.h"

namespace pricecrew {

TreeNode& TreeMemory::NewNode() {
  return *std::construct_at(static_cast<TreeNode*>(memory_.allocate(sizeof(TreeNode), alignof(TreeNode))));
}

std::string_view TreeMemory::Copy(std::string_view text) {
  if (text.empty()) return {};
  auto* copy = static_cast<char*>(memory_.allocate(text.size(), 1));
  std::ranges::copy(text, copy);
  return {copy, text.size()};
}

std::span<const Attribute> TreeMemory::Copy(std::span<const Attribute> attributes, std::string_view page) {
  if (attributes.empty()) return {};
  auto* copies = static_cast<Attribute*>(memory_.allocate(attributes.size_bytes(), alignof(Attribute)));
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const auto& [name, value] = attributes[i];
    std::construct_at(copies + i, Copy(name), IsWithin(value, page) ? value : Copy(value));
  }
  return {copies, attributes.size()};
}

}  // namespace pricecrew
