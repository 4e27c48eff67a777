#include "worker/source_state.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "common/domain/currency.h"
#include "common/domain/decimal.h"
#include "common/html/ascii.h"
#include "worker/field_text.h"

namespace pricecrew {
namespace {

using rapidjson::Value;
using Keys = std::span<const std::string_view>;

constexpr std::size_t kMaxProducts = 256;
constexpr std::size_t kMaxNodes = 400'000;

// Keys are compared without "_", "-" and capitals. In order of preference.
constexpr std::array<std::string_view, 10> kName{"name",     "title",       "productname", "producttitle",
                                                 "itemname", "displayname", "fullname",    "heading",
                                                 "fn",       "label"};
constexpr std::array<std::string_view, 24> kPrice{
    "saleprice",    "currentprice", "finalprice", "sellingprice", "discountedprice", "discountprice",
    "specialprice", "offerprice",   "nowprice",   "actualprice",  "promoprice",      "promotionalprice",
    "price",        "productprice", "itemprice",  "displayprice", "pricewithtax",    "priceinclvat",
    "grossprice",   "priceamount",  "pricevalue", "lowprice",     "minprice",        "pricemin"};
constexpr std::array<std::string_view, 7> kPriceParts{"price",      "prices", "pricing", "priceinfo",
                                                      "pricerange", "offer",  "offers"};
constexpr std::array<std::string_view, 16> kRegular{
    "listprice",      "regularprice",        "originalprice",       "oldprice",    "wasprice", "msrp",
    "compareatprice", "strikeprice",         "baseprice",           "fullprice",   "rrp",      "retailprice",
    "standardprice",  "pricebeforediscount", "displayregularprice", "initialprice"};
constexpr std::array<std::string_view, 13> kAmount{"value", "amount",  "current",    "sale", "final",
                                                   "now",   "selling", "discounted", "raw",  "price",
                                                   "min",   "gross",   "regular"};
constexpr std::array<std::string_view, 8> kCurrency{"currency",    "currencycode",    "pricecurrency",
                                                    "currencyiso", "currencyisocode", "isocurrency",
                                                    "currencyid",  "isocode"};
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

std::string KeyOf(const Value& name) {
  std::string key = AsciiLower(std::string_view(name.GetString(), std::min(name.GetStringLength(), 40U)));
  std::erase_if(key, [](char c) { return c == '_' || c == '-' || c == ' ' || c == '@'; });
  return key;
}

/// The members of an object by their normalized keys.
class Members {
 public:
  explicit Members(const Value& object) {
    for (const auto& member : object.GetObject()) members_.emplace_back(KeyOf(member.name), &member.value);
  }
  [[nodiscard]] const Value* Find(std::string_view key) const {
    for (const auto& [name, value] : members_)
      if (name == key) return value;
    return nullptr;
  }
  [[nodiscard]] bool Has(std::string_view key) const { return Find(key) != nullptr; }

 private:
  std::vector<std::pair<std::string, const Value*>> members_;
};

std::string_view TextIn(const Value& value) {
  return value.IsString() ? std::string_view(value.GetString(), value.GetStringLength()) : std::string_view{};
}

std::optional<std::string> FirstText(const Members& members, Keys keys, std::size_t longest) {
  for (const std::string_view key : keys) {
    const Value* value = members.Find(key);
    if (value != nullptr && value->IsObject()) value = Members(*value).Find("name");
    if (value == nullptr) continue;
    std::string text = CleanText(TextIn(*value));
    if (!text.empty() && text.size() <= longest) return text;
  }
  return std::nullopt;
}

std::optional<std::string> CurrencyIn(const Members& members) {
  for (const std::string_view key : kCurrency)
    if (const Value* value = members.Find(key))
      if (auto code = ParseCurrencyCode(TextIn(*value))) return code;
  return std::nullopt;
}

struct Money {
  std::string amount;
  std::optional<std::string> currency;
};

// 1999 of the smallest unit.
std::string OfMinorUnits(std::string_view digits, std::size_t places) {
  std::string text(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - places, ".");
  return text;
}

bool IsDigits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, IsAsciiDigit); }

std::optional<Money> AmountOf(const Value& value, const SourceHints& hints) {
  const std::string_view text = TextIn(value);
  if (text.empty() || text.size() > 40) return std::nullopt;
  const auto price = ReadFieldPrice(text, hints);
  if (!price) return std::nullopt;
  return Money{price->amount, price->currency};
}

// A number, a text, {"amount": 5, "currency": "EUR"}, {"current": {"value": 5}}, [{"price": 5}].
std::optional<Money> MoneyOf(const Value& value, const SourceHints& hints, int levels) {
  if (value.IsString()) return AmountOf(value, hints);
  if (levels == 0) return std::nullopt;
  if (value.IsArray()) {
    if (value.Empty()) return std::nullopt;
    return MoneyOf(value[0], hints, levels - 1);
  }
  if (!value.IsObject()) return std::nullopt;
  const Members members(value);
  const auto currency = CurrencyIn(members);
  const auto with_currency = [&](std::optional<Money> money) {
    if (money && currency) money->currency = currency;
    return money;
  };
  if (const Value* cents = members.Find("centamount"); cents != nullptr && IsDigits(TextIn(*cents))) {
    const Value* places = members.Find("fractiondigits");
    const std::string_view digits = places == nullptr ? "2" : TextIn(*places);
    return with_currency(Money{OfMinorUnits(TextIn(*cents), digits == "0" ? 0 : 2), {}});
  }
  for (const Keys keys : {Keys(kPrice), Keys(kAmount)})
    for (const std::string_view key : keys)
      if (const Value* inner = members.Find(key))
        if (auto money = MoneyOf(*inner, hints, levels - 1)) return with_currency(std::move(money));
  return std::nullopt;
}

// Shopify's objects count in cents, and are known by what stands beside.
bool CountsCents(const Members& members) {
  return members.Has("pricevaries") || (members.Has("compareatprice") && members.Has("inventorymanagement"));
}

std::optional<Money> FirstMoney(const Members& members, Keys keys, const SourceHints& hints) {
  for (const std::string_view key : keys) {
    const Value* value = members.Find(key);
    if (value == nullptr) continue;
    if (CountsCents(members) && IsDigits(TextIn(*value))) {
      if (TextIn(*value) == "0") continue;
      return Money{OfMinorUnits(TextIn(*value), 2), {}};
    }
    if (auto money = MoneyOf(*value, hints, 3)) return money;
  }
  return std::nullopt;
}

std::optional<Availability> AvailabilityIn(const Members& members) {
  for (const std::string_view key : kAvailability)
    if (const Value* value = members.Find(key))
      if (const auto availability = ReadAvailability(TextIn(*value))) return availability;
  for (const std::string_view key : kStock)
    if (const Value* value = members.Find(key); value != nullptr && value->IsBool())
      return value->GetBool() ? Availability::kInStock : Availability::kOutOfStock;
  return std::nullopt;
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

  void ReadObject(const ScriptValue& root, const Value& object, std::optional<std::string> currency) {
    const Members members(object);
    if (auto own = CurrencyIn(members)) currency = std::move(own);
    auto product = ProductIn(members, currency);
    if (!product) product = PriceBoxIn(members, currency);
    if (product) {
      product->where = root.where;
      found_.push_back(*std::move(product));
    }
    const auto object_members = object.GetObject();
    for (auto member = object_members.end(); member != object_members.begin();)
      Push((--member)->value, currency);
  }

  [[nodiscard]] std::optional<Evidence> ProductIn(const Members& members,
                                                  const std::optional<std::string>& currency) const {
    constexpr std::size_t kLongestName = 400;
    constexpr std::size_t kLongestCode = 64;
    auto name = FirstText(members, kName, kLongestName);
    if (!name) return std::nullopt;
    SourceHints hints = hints_;
    if (currency) hints.currency = *currency;
    auto price = FirstMoney(members, kPrice, hints);
    if (!price) price = FirstMoney(members, kPriceParts, hints);
    if (!price) return std::nullopt;
    Evidence product;
    product.source = Source::kState;
    product.name = *std::move(name);
    product.price = price->amount;
    product.currency = price->currency ? price->currency : currency;
    if (const auto regular = FirstMoney(members, kRegular, hints)) product.regular_price = regular->amount;
    product.sku = FirstText(members, kSku, kLongestCode);
    if (const auto gtin = FirstText(members, kGtin, kLongestCode)) product.gtin = ReadGtin(*gtin);
    product.brand = FirstText(members, kBrand, kLongestCode);
    product.url = FirstText(members, kUrl, 2'000);
    product.availability = AvailabilityIn(members);
    product.variants = VariantsIn(members, hints);
    return product;
  }

  // Magento's price box says what the page's product costs, not how it is called.
  [[nodiscard]] std::optional<Evidence> PriceBoxIn(const Members& members,
                                                   const std::optional<std::string>& currency) const {
    const Value* final_price = members.Find("finalprice");
    const Value* old_price = members.Find("oldprice");
    if (final_price == nullptr || old_price == nullptr || !final_price->IsObject()) return std::nullopt;
    SourceHints hints = hints_;
    if (currency) hints.currency = *currency;
    const auto price = MoneyOf(*final_price, hints, 2);
    if (!price) return std::nullopt;
    Evidence product;
    product.source = Source::kState;
    product.price = price->amount;
    product.currency = price->currency ? price->currency : currency;
    if (const auto regular = MoneyOf(*old_price, hints, 2)) product.regular_price = regular->amount;
    return product;
  }

  // WooCommerce's list of variations, likewise without a name.
  [[nodiscard]] std::optional<Evidence> VariationsIn(const Value& value) const {
    if (!value.IsArray() || value.Empty()) return std::nullopt;
    Evidence product;
    product.source = Source::kState;
    for (const Value& one : value.GetArray()) {
      if (!one.IsObject() || product.variants.size() == kMaxVariants) continue;
      const Members members(one);
      const Value* shown = members.Find("displayprice");
      const auto price = shown == nullptr ? std::nullopt : MoneyOf(*shown, hints_, 1);
      if (!price) continue;
      const Value* attributes = members.Find("attributes");
      product.variants.push_back({attributes == nullptr ? "" : JoinedTexts(*attributes), price->amount,
                                  AvailabilityIn(members), FirstText(members, kSku, 64), std::nullopt,
                                  std::nullopt});
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

  [[nodiscard]] static std::vector<ProductVariant> VariantsIn(const Members& members,
                                                              const SourceHints& hints) {
    std::vector<ProductVariant> variants;
    const Value* all = nullptr;
    for (const std::string_view key : kVariants)
      if (const Value* value = members.Find(key); value != nullptr && value->IsArray() && all == nullptr)
        all = value;
    if (all == nullptr) return variants;
    for (const Value& one : all->GetArray()) {
      if (!one.IsObject() || variants.size() == kMaxVariants) continue;
      const Members own(one);
      const auto price = FirstMoney(own, kPrice, hints);
      if (!price) continue;
      variants.push_back({FirstText(own, kVariantName, 200).value_or(""), price->amount, AvailabilityIn(own),
                          FirstText(own, kSku, 64), std::nullopt, FirstText(own, kUrl, 2'000)});
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
