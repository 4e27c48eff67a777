#include "worker/item_reader.h"

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
  const std::size_t mark = type.find_last_of("/#:");
  return EqualsIgnoringCase(mark == std::string_view::npos ? type : type.substr(mark + 1), word);
}

bool IsScope(Node node, const ItemSyntax& syntax) {
  return node.Attribute(syntax.scope).has_value() || node.Attribute(syntax.type).has_value();
}

bool HasItemType(Node node, const ItemSyntax& syntax, std::initializer_list<std::string_view> words) {
  if (node.Attributes().empty()) return false;
  const std::string_view type = TrimHtmlSpace(node.Attribute(syntax.type).value_or(""));
  return !type.empty() &&
         std::ranges::any_of(words, [type](std::string_view word) { return EndsWithWord(type, word); });
}

bool IsProductScope(Node node, const ItemSyntax& syntax) {
  return HasItemType(
      node, syntax,
      {"Product", "IndividualProduct", "ProductModel", "ProductGroup", "Book", "Vehicle", "Car"});
}

bool IsOfferScope(Node node, const ItemSyntax& syntax) {
  return HasItemType(node, syntax,
                     {"Offer", "AggregateOffer", "PriceSpecification", "UnitPriceSpecification"});
}

std::string_view PropertyOf(Node node) {
  const auto property = node.Attribute("itemprop");
  return property ? *property : node.Attribute("property").value_or("");
}

// The value of a property, as the standard says: content first, URLs of links, else the text.
std::string ValueOf(Node node) {
  for (const char* name : {"content", "href", "src", "datetime", "value", "data"})
    if (const auto value = node.Attribute(name)) {
      const bool text_link =
          name == std::string_view("href") && node.Tag() == "a" && PropertyOf(node) != "url";
      if (!text_link && !TrimHtmlSpace(*value).empty()) return CleanText(*value);
    }
  return CleanText(node.Text());
}

/// Collects one product item. Properties of nested items other than its offers and brand belong to those.
class ItemReader {
 public:
  ItemReader(const ItemSyntax& syntax, const SourceHints& hints) : syntax_(syntax), hints_(hints) {
    product_.source = syntax.source;
  }

  Evidence Read(Node item) {
    ReadChildren(item);
    if (price_text_) {
      if (product_.currency) hints_.currency = *product_.currency;
      if (const auto price = ReadFieldPrice(*price_text_, hints_)) {
        product_.price = price->amount;
        if (!product_.currency) product_.currency = price->currency;
      }
    }
    if (high_text_)
      if (const auto high = ReadFieldPrice(*high_text_, hints_)) product_.high_price = high->amount;
    return std::move(product_);
  }

 private:
  void ReadChildren(Node node) {
    for (Node child = node.FirstChild(); child; child = child.NextSibling())
      if (child.IsElement()) ReadElement(child);
  }

  void ReadElement(Node node) {
    const bool scope = IsScope(node, syntax_);
    if (const auto properties = node.Attribute(syntax_.property)) ReadProperties(node, *properties);
    if (!scope || IsOfferScope(node, syntax_)) ReadChildren(node);
  }

  void ReadProperties(Node node, std::string_view properties) {
    for (std::size_t begin = 0; begin < properties.size();) {
      const std::size_t end = std::min(properties.find(' ', begin), properties.size());
      const std::string property = AsciiLower(properties.substr(begin, end - begin));
      ReadProperty(node, property.substr(property.find_last_of(":/#") + 1));
      begin = end + 1;
    }
  }

  void ReadProperty(Node node, std::string_view property) {
    if (property == "brand" || property == "manufacturer") return SetOnce(product_.brand, BrandOf(node));
    if (IsScope(node, syntax_) && property != "price") return;
    if (property == "name" && product_.name.empty()) product_.name = NameOf(node);
    if (property == "price" || property == "lowprice" || property == "hascurrencyvalue")
      SetOnce(price_text_, ValueOf(node));
    if (property == "highprice") SetOnce(high_text_, ValueOf(node));
    if ((property == "pricecurrency" || property == "hascurrency") && !product_.currency)
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

  [[nodiscard]] std::string BrandOf(Node node) const {
    if (!IsScope(node, syntax_)) return ValueOf(node);
    for (const Node child : node.Children())
      if (child.Attribute(syntax_.property) == "name") return ValueOf(child);
    return CleanText(node.Text());
  }

  static void SetOnce(std::optional<std::string>& field, std::string value) {
    if (!field && !value.empty()) field = std::move(value);
  }

  ItemSyntax syntax_;
  SourceHints hints_;
  Evidence product_;
  std::optional<std::string> price_text_;
  std::optional<std::string> high_text_;
};

// An only offer outside of the only product is that product's: broken markup closes the product too early.
std::vector<Evidence> WithLooseOffer(std::vector<Evidence> products, const std::vector<Evidence>& offers) {
  if (offers.size() != 1 || products.size() > 1 || !offers.front().price) return products;
  if (products.empty()) return offers;
  if (!products.front().price) products.front() = Completed(std::move(products.front()), offers.front());
  return products;
}

}  // namespace

std::vector<Evidence> ReadItems(Node root, const ItemSyntax& syntax, const SourceHints& hints) {
  std::vector<Evidence> products;
  std::vector<Evidence> offers;
  for (Node node = root; node;) {
    const bool is_product = IsProductScope(node, syntax);
    const bool is_offer = !is_product && IsOfferScope(node, syntax);
    if (is_product || is_offer)
      (is_product ? products : offers).push_back(ItemReader(syntax, hints).Read(node));
    node = is_product || is_offer ? node.NextBeside(root) : node.Next(root);
  }
  return WithLooseOffer(std::move(products), offers);
}

}  // namespace pricecrew
