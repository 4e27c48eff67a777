#include "worker/source_microformats.h"

#include <initializer_list>
#include <string>
#include <string_view>

#include "worker/field_text.h"
#include "worker/name_text.h"

namespace pricecrew {
namespace {

bool HasAnyClass(Node node, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    if (node.HasClass(word)) return true;
  return false;
}

// data elements carry their value.
std::string ValueOf(Node node) {
  const auto value = node.Attribute("value");
  return value ? CleanText(*value) : CleanText(node.Text());
}

Evidence ReadItem(Node item, const SourceHints& hints) {
  Evidence product;
  product.source = Source::kMicroformat;
  for (Node node = item.Next(item); node; node = node.Next(item)) {
    if (product.name.empty() && HasAnyClass(node, {"p-name", "fn"})) product.name = NameText(node);
    if (!product.price && HasAnyClass(node, {"p-price", "price"}))
      if (const auto price = ReadFieldPrice(ValueOf(node), hints)) {
        product.price = price->amount;
        product.currency = price->currency;
      }
    if (!product.brand && HasAnyClass(node, {"p-brand", "brand"})) product.brand = ValueOf(node);
  }
  return product;
}

}  // namespace

std::vector<Evidence> ReadMicroformats(const Document& document, const SourceHints& hints) {
  std::vector<Evidence> products;
  const Node root = document.Root();
  for (Node node = root; node;) {
    const bool is_item = HasAnyClass(node, {"h-product", "hproduct"});
    if (is_item) products.push_back(ReadItem(node, hints));
    node = is_item ? node.NextBeside(root) : node.Next(root);
  }
  return products;
}

}  // namespace pricecrew
