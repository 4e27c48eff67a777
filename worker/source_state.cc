#include "worker/source_state.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/html/ascii.h"
#include "worker/field_text.h"
#include "worker/state_object.h"
#include "worker/state_price.h"

namespace pricecrew {
namespace {

using rapidjson::Value;

constexpr std::size_t kMaxProducts = 256;
constexpr std::size_t kMaxNodes = 400'000;
constexpr std::size_t kLongestName = 400;
constexpr std::size_t kLongestCode = 64;
constexpr std::size_t kLongestUrl = 2'000;

// Keys as StateMember has them, in order of preference.
constexpr std::array<std::string_view, 10> kName{"name",     "title",       "productname", "producttitle",
                                                 "itemname", "displayname", "fullname",    "heading",
                                                 "fn",       "label"};
// Where the name stands in an object beside the price, rather than with it.
constexpr std::array<std::string_view, 7> kNamed{"productinfo",        "content", "item", "product",
                                                 "productdescription", "details", "info"};
constexpr std::array<std::string_view, 7> kSku{"sku",           "productid",  "itemid", "id",
                                               "articlenumber", "partnumber", "code"};
constexpr std::array<std::string_view, 7> kGtin{"gtin", "gtin13", "ean", "ean13", "barcode", "upc", "isbn"};
constexpr std::array<std::string_view, 5> kBrand{"brand", "brandname", "manufacturer", "vendor", "itembrand"};
constexpr std::array<std::string_view, 5> kUrl{"url", "producturl", "canonicalurl", "link", "href"};
constexpr std::array<std::string_view, 5> kVariants{"variants", "skus", "variations", "children", "models"};
constexpr std::array<std::string_view, 7> kVariantName{"name",  "title", "variantname", "publictitle",
                                                       "label", "color", "size"};
constexpr std::array<std::string_view, 3> kAvailability{"availability", "stockstatus", "availabilitystatus"};
constexpr std::array<std::string_view, 4> kStock{"instock", "isinstock", "available", "isavailable"};
constexpr std::array<std::string_view, 3> kStockObject{"stock", "inventory", "availability"};

std::optional<Availability> OwnAvailability(const StateObject& object) {
  for (const std::string_view key : kAvailability)
    if (const Value* value = object.Find(key))
      if (const auto availability = ReadAvailability(TextIn(*value))) return availability;
  for (const std::string_view key : kStock)
    if (const Value* value = object.Find(key); value != nullptr && value->IsBool())
      return value->GetBool() ? Availability::kInStock : Availability::kOutOfStock;
  return std::nullopt;
}

std::optional<Availability> AvailabilityIn(const StateObject& object) {
  if (const auto availability = OwnAvailability(object)) return availability;
  for (const std::string_view key : kStockObject) {
    const Value* value = object.Find(key);
    if (value == nullptr || !value->IsObject()) continue;
    const StateObject stock(*value);
    if (const auto availability = OwnAvailability(stock)) return availability;
    if (const Value* status = stock.Find("status")) return ReadAvailability(TextIn(*status));
  }
  return std::nullopt;
}

bool IsLanguageTag(std::string_view text) {
  const bool has_region = text.size() == 5 && (text[2] == '-' || text[2] == '_');
  return (text.size() == 2 || has_region) && std::ranges::all_of(text.substr(0, 2), IsAsciiAlpha);
}

// {"nl-NL": "...", "en": "..."}: the text for the page's country, else the first.
const Value* LocalizedText(const Value& texts, std::string_view region) {
  const Value* chosen = nullptr;
  if (!texts.IsObject()) return nullptr;
  for (const auto& [language, text] : texts.GetObject()) {
    const std::string_view tag = TextIn(language);
    if (!IsLanguageTag(tag)) return nullptr;
    const bool is_of_region = EqualsIgnoringCase(tag.substr(tag.size() - 2), region);
    if (chosen == nullptr || is_of_region) chosen = &text;
    if (is_of_region) break;
  }
  return chosen;
}

/// Goes through a value from the outside in; what an object says of its currency holds below it.
class StateReader {
 public:
  StateReader(const SourceHints& hints, std::vector<Evidence>& found) : hints_(hints), found_(found) {}

  void Read(const ScriptValue& root) {
    if (auto variations = VariationsIn(root.value)) {
      variations->where = root.where;
      found_.push_back(*std::move(variations));
      return;
    }
    pending_.push_back({&root.value, std::nullopt});
    while (!pending_.empty() && found_.size() < kMaxProducts && ++nodes_ < kMaxNodes) {
      const Pending next = std::move(pending_.back());
      pending_.pop_back();
      if (next.value->IsArray())
        for (auto item = next.value->End(); item != next.value->Begin();) Push(*--item, next.currency);
      else
        ReadObject(root, *next.value, next.currency);
    }
  }

 private:
  struct Pending {
    const Value* value;
    std::optional<std::string> currency;
  };

  void Push(const Value& value, const std::optional<std::string>& currency) {
    if (value.IsObject() || value.IsArray()) pending_.push_back({&value, currency});
  }

  void ReadObject(const ScriptValue& root, const Value& value, std::optional<std::string> currency) {
    const StateObject object(value);
    if (auto own = object.Currency()) currency = std::move(own);
    auto product = ProductIn(object, currency);
    if (!product) product = PriceBoxIn(object, currency);
    if (product) {
      product->where = root.where;
      found_.push_back(*std::move(product));
    }
    const auto members = value.GetObject();
    for (auto member = members.end(); member != members.begin();) Push((--member)->value, currency);
  }

  [[nodiscard]] SourceHints HintsWith(const std::optional<std::string>& currency) const {
    SourceHints hints = hints_;
    if (currency) hints.currency = *currency;
    return hints;
  }

  [[nodiscard]] std::optional<std::string> OwnName(const StateObject& object) const {
    if (auto name = object.FirstText(kName, kLongestName)) return name;
    const Value* names = object.Find("name");
    const Value* name = names == nullptr ? nullptr : LocalizedText(*names, hints_.region);
    std::string text = name == nullptr ? "" : CleanText(TextIn(*name));
    return text.empty() || text.size() > kLongestName ? std::nullopt : std::optional(std::move(text));
  }

  // The object's own, or that of an object in it which has no price of its own.
  [[nodiscard]] std::optional<std::string> NameIn(const StateObject& object, int levels) const {
    if (auto name = OwnName(object)) return name;
    for (const std::string_view key : kNamed) {
      const Value* part = levels == 0 ? nullptr : object.Find(key);
      if (part == nullptr || !part->IsObject()) continue;
      const StateObject named(*part);
      if (auto name = AskedPrice(named, hints_) ? std::nullopt : NameIn(named, levels - 1)) return name;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Evidence> ProductIn(const StateObject& object,
                                                  const std::optional<std::string>& currency) const {
    auto name = NameIn(object, 2);
    if (!name) return std::nullopt;
    const SourceHints hints = HintsWith(currency);
    auto price = AskedPrice(object, hints);
    if (!price) return std::nullopt;
    Evidence product;
    product.source = Source::kState;
    product.name = *std::move(name);
    product.price = price->amount;
    product.currency = price->currency ? price->currency : currency;
    if (const auto regular = RegularPrice(object, hints)) product.regular_price = regular->amount;
    product.sku = object.FirstText(kSku, kLongestCode);
    if (const auto gtin = object.FirstText(kGtin, kLongestCode)) product.gtin = ReadGtin(*gtin);
    product.brand = object.FirstText(kBrand, kLongestCode);
    product.url = object.FirstText(kUrl, kLongestUrl);
    product.availability = AvailabilityIn(object);
    product.variants = VariantsIn(object, hints);
    return product;
  }

  // Magento's price box says what the page's product costs, not how it is called.
  [[nodiscard]] std::optional<Evidence> PriceBoxIn(const StateObject& object,
                                                   const std::optional<std::string>& currency) const {
    const Value* final_price = object.Find("finalprice");
    const Value* old_price = object.Find("oldprice");
    if (final_price == nullptr || old_price == nullptr || !final_price->IsObject()) return std::nullopt;
    const SourceHints hints = HintsWith(currency);
    const auto price = PriceOf(*final_price, hints);
    if (!price) return std::nullopt;
    Evidence product;
    product.source = Source::kState;
    product.price = price->amount;
    product.currency = price->currency ? price->currency : currency;
    if (const auto regular = PriceOf(*old_price, hints)) product.regular_price = regular->amount;
    return product;
  }

  // WooCommerce's list of variations, likewise without a name.
  [[nodiscard]] std::optional<Evidence> VariationsIn(const Value& value) const {
    if (!value.IsArray() || value.Empty()) return std::nullopt;
    Evidence product;
    product.source = Source::kState;
    for (const Value& one : value.GetArray()) {
      if (!one.IsObject() || product.variants.size() == kMaxVariants) continue;
      const StateObject variation(one);
      const Value* shown = variation.Find("displayprice");
      const auto price = shown == nullptr ? std::nullopt : PriceOf(*shown, hints_);
      if (!price) continue;
      const Value* attributes = variation.Find("attributes");
      product.variants.push_back({attributes == nullptr ? "" : JoinedTexts(*attributes), price->amount,
                                  AvailabilityIn(variation), variation.FirstText(kSku, kLongestCode),
                                  std::nullopt, std::nullopt});
      if (!product.price) product.price = price->amount;
    }
    if (!product.price) return std::nullopt;
    return product;
  }

  static std::string JoinedTexts(const Value& object) {
    std::string joined;
    if (!object.IsObject()) return joined;
    for (const auto& member : object.GetObject())
      if (member.value.IsString() && member.value.GetStringLength() > 0)
        joined += (joined.empty() ? "" : " / ") + CleanText(TextIn(member.value));
    return joined;
  }

  [[nodiscard]] static std::vector<ProductVariant> VariantsIn(const StateObject& object,
                                                              const SourceHints& hints) {
    std::vector<ProductVariant> variants;
    const auto list = std::ranges::find_if(kVariants, [&object](std::string_view key) {
      const Value* value = object.Find(key);
      return value != nullptr && ObjectsIn(*value, 2).size() == 2;
    });
    if (list == kVariants.end()) return variants;
    for (const Value* one : ObjectsIn(*object.Find(*list), kMaxVariants)) {
      const StateObject variant(*one);
      const auto price = AskedPrice(variant, hints);
      if (!price) continue;
      variants.push_back({variant.FirstText(kVariantName, 200).value_or(""), price->amount,
                          AvailabilityIn(variant), variant.FirstText(kSku, kLongestCode), std::nullopt,
                          variant.FirstText(kUrl, kLongestUrl)});
    }
    if (variants.size() < 2) variants.clear();
    return variants;
  }

  SourceHints hints_;
  std::vector<Evidence>& found_;
  std::vector<Pending> pending_;
  std::size_t nodes_ = 0;
};

}  // namespace

std::vector<Evidence> ReadState(const std::vector<ScriptValue>& values, const SourceHints& hints) {
  std::vector<Evidence> found;
  StateReader reader(hints, found);
  for (const ScriptValue& value : values) reader.Read(value);
  return found;
}

}  // namespace pricecrew
