#include "worker/source_microdata.h"

#include <algorithm>
#include <optional>
#include <string>

#include "common/domain/currency.h"
#include "common/html/ascii.h"
#include "worker/field_text.h"
#include "worker/name_text.h"

namespace pricecrew {
namespace {

bool EndsWithWord(std::string_view type, std::string_view word) {
  const std::size_t mark = type.find_last_of("/#");
  return EqualsIgnoringCase(mark == std::string_view::npos ? type : type.substr(mark + 1), word);
}

bool IsScope(Node node) {
  return node.Attribute("itemscope").has_value() || node.Attribute("itemtype").has_value();
}

bool HasItemType(Node node, std::string_view word) {
  return EndsWithWord(TrimHtmlSpace(node.Attribute("itemtype").value_or("")), word);
}

bool IsProductScope(Node node) {
  for (const std::string_view type :
       {"Product", "IndividualProduct", "ProductModel", "Book", "Vehicle", "Car"})
    if (HasItemType(node, type)) return true;
  return false;
}

bool IsOfferScope(Node node) {
  return HasItemType(node, "Offer") || HasItemType(node, "AggregateOffer") ||
         HasItemType(node, "PriceSpecification");
}

// The value of a property, as the standard says: content first, URLs of links, else the text.
std::string ValueOf(Node node) {
  for (const char* name : {"content", "href", "src", "datetime", "value", "data"})
    if (const auto value = node.Attribute(name)) {
      const bool text_link =
          name == std::string_view("href") && node.Tag() == "a" && node.Attribute("itemprop") != "url";
      if (!text_link && !TrimHtmlSpace(*value).empty()) return CleanText(*value);
    }
  return CleanText(node.Text());
}

/// Collects one product item. Properties of nested items other than its offers and brand belong to those.
class ItemReader {
 public:
  explicit ItemReader(const SourceHints& hints) : hints_(hints) {}

  Evidence Read(Node item) {
    ReadChildren(item);
    if (price_text_) {
      if (product_.currency) hints_.currency = *product_.currency;
      if (const auto price = ReadFieldPrice(*price_text_, hints_)) {
        product_.price = price->amount;
        if (!product_.currency) product_.currency = price->currency;
      }
    }
    return std::move(product_);
  }

 private:
  void ReadChildren(Node node) {
    for (const Node child : node.Children())
      if (child.IsElement()) ReadElement(child);
  }

  void ReadElement(Node node) {
    const bool scope = IsScope(node);
    if (const auto properties = node.Attribute("itemprop")) ReadProperties(node, *properties);
    if (!scope || IsOfferScope(node)) ReadChildren(node);
  }

  void ReadProperties(Node node, std::string_view properties) {
    for (std::size_t begin = 0; begin < properties.size();) {
      const std::size_t end = std::min(properties.find(' ', begin), properties.size());
      ReadProperty(node, AsciiLower(properties.substr(begin, end - begin)));
      begin = end + 1;
    }
  }

  void ReadProperty(Node node, std::string_view property) {
    if (property == "brand" || property == "manufacturer") return SetOnce(product_.brand, BrandOf(node));
    if (IsScope(node) && property != "price") return;
    if (property == "name" && product_.name.empty()) product_.name = NameOf(node);
    if ((property == "price" || property == "lowprice") && !price_text_) SetOnce(price_text_, ValueOf(node));
    if (property == "pricecurrency" && !product_.currency)
      product_.currency = ParseCurrencyCode(ValueOf(node));
    if (property == "availability" && !product_.availability)
      product_.availability = ReadAvailability(ValueOf(node));
    if (property == "sku" || property == "productid" || property == "mpn")
      SetOnce(product_.sku, ValueOf(node));
    if (property.starts_with("gtin") && !product_.gtin) product_.gtin = ReadGtin(ValueOf(node));
    if (property == "image") SetOnce(product_.image, ValueOf(node));
    if (property == "url") SetOnce(product_.url, ValueOf(node));
  }

  static std::string NameOf(Node node) {
    const auto content = node.Attribute("content");
    return content ? CleanText(*content) : NameText(node);
  }

  static std::string BrandOf(Node node) {
    if (!IsScope(node)) return ValueOf(node);
    for (const Node child : node.Children())
      if (child.Attribute("itemprop") == "name") return ValueOf(child);
    return CleanText(node.Text());
  }

  static void SetOnce(std::optional<std::string>& field, std::string value) {
    if (!field && !value.empty()) field = std::move(value);
  }

  SourceHints hints_;
  Evidence product_;
  std::optional<std::string> price_text_;
};

// An only offer outside of the only product is that product's: broken markup closes the product too early.
std::vector<Evidence> WithLooseOffer(std::vector<Evidence> products, const std::vector<Evidence>& offers) {
  if (offers.size() != 1 || products.size() > 1 || !offers.front().price) return products;
  if (products.empty()) return offers;
  if (!products.front().price) products.front() = Completed(std::move(products.front()), offers.front());
  return products;
}

}  // namespace

std::vector<Evidence> ReadMicrodata(const Document& document, const SourceHints& hints) {
  std::vector<Evidence> products;
  std::vector<Evidence> offers;
  std::vector<Node> pending{document.Root()};
  while (!pending.empty()) {
    const Node node = pending.back();
    pending.pop_back();
    if (IsProductScope(node)) {
      products.push_back(ItemReader(hints).Read(node));
      continue;
    }
    if (IsOfferScope(node)) {
      offers.push_back(ItemReader(hints).Read(node));
      continue;
    }
    const std::vector<Node> children = node.Children();
    pending.insert(pending.end(), children.rbegin(), children.rend());
  }
  return WithLooseOffer(std::move(products), offers);
}

}  // namespace pricecrew
