#include "worker/state_price.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "common/domain/decimal.h"
#include "common/html/ascii.h"
#include "worker/field_text.h"

namespace pricecrew {
namespace {

using rapidjson::Value;

constexpr int kMaxLevels = 5;  // of objects and arrays in a price

// Keys as StateMember has them, in order of preference.

// What is asked, in a product and in an object of prices.
constexpr std::array<std::string_view, 27> kAsked{
    "pricesell",        "sellprice",     "saleprice",     "currentprice", "finalprice",   "discountedprice",
    "specialprice",     "offerprice",    "nowprice",      "sellingprice", "actualprice",  "promoprice",
    "promotionalprice", "customerprice", "currentretail", "price",        "productprice", "itemprice",
    "displayprice",     "pricewithtax",  "priceinclvat",  "grossprice",   "priceamount",  "pricevalue",
    "lowprice",         "minprice",      "pricemin"};
// The parts of a product that hold its prices, beside those.
constexpr std::array<std::string_view, 10> kParts{"prices",
                                                  "pricing",
                                                  "priceinfo",
                                                  "pricedata",
                                                  "pricerange",
                                                  "pricerange.start",
                                                  "calculatedprice.unitprice",
                                                  "calculatedprice",
                                                  "offer",
                                                  "offers"};
// What is asked, in an object of prices only.
constexpr std::array<std::string_view, 22> kAmount{"value",
                                                   "amount",
                                                   "current",
                                                   "sale",
                                                   "sales",
                                                   "final",
                                                   "now",
                                                   "selling",
                                                   "discounted",
                                                   "raw",
                                                   "prices",
                                                   "min",
                                                   "gross",
                                                   "grossamount",
                                                   "calculatedamount",
                                                   "pricerange",
                                                   "pricerange.start",
                                                   "minimumprice",
                                                   "minvariantprice",
                                                   "best",
                                                   "regular",
                                                   "regularprice"};
// The form of a product that is selected, or its first: an object as the product's own.
constexpr std::array<std::string_view, 6> kForm{"selectedvariant", "selectedorfirstavailablevariant",
                                                "mastervariant",   "currentvariant",
                                                "defaultvariant",  "variants"};
// What was asked before, in a product and in an object of prices.
constexpr std::array<std::string_view, 16> kRegular{
    "listprice",      "regularprice",        "originalprice",       "oldprice",    "wasprice", "msrp",
    "compareatprice", "strikeprice",         "baseprice",           "fullprice",   "rrp",      "retailprice",
    "standardprice",  "pricebeforediscount", "displayregularprice", "initialprice"};
// The same, in an object of prices, or as the kind of one of several.
constexpr std::array<std::string_view, 8> kFormer{"previous", "was",    "list",          "regular",
                                                  "original", "before", "strikethrough", "old"};
// Where a regular price may stand beside the one that is asked.
constexpr std::array<std::string_view, 11> kBeside{
    "price",        "prices",          "pricing", "priceinfo",       "pricedata",    "pricerange",
    "minimumprice", "calculatedprice", "offers",  "selectedvariant", "mastervariant"};
constexpr std::array<std::string_view, 5> kKindOfPrice{"type", "pricetype", "pricetypename", "kind", "name"};

bool IsDigits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, IsAsciiDigit); }

// "1999" with 2 places is "19.99".
std::string OfMinorUnits(std::string_view digits, std::size_t places) {
  std::string text(places < digits.size() ? 0 : places + 1 - digits.size(), '0');
  text += digits;
  if (places == 0) return text;
  const std::string decimals = text.substr(text.size() - places);
  text.resize(text.size() - places);
  text += '.';
  text += decimals;
  return text;
}

// A number of decimals, of one digit.
std::optional<std::size_t> PlacesIn(const StateObject& object, std::string_view key) {
  const Value* value = object.Find(key);
  const std::string_view text = value == nullptr ? std::string_view() : TextIn(*value);
  if (text.size() != 1 || text < "0" || text > "4") return std::nullopt;
  return static_cast<std::size_t>(text.front() - '0');
}

bool IsListOfGrossAmounts(const Value* prices) {
  if (prices == nullptr || !prices->IsArray() || prices->Empty() || !(*prices)[0].IsObject()) return false;
  const StateObject first((*prices)[0]);
  return first.Has("grossamount") && first.Has("pricetypename");
}

// Shopify's objects and Spryker's count in cents, and are known by what stands beside.
bool CountsCents(const StateObject& object) {
  return object.Has("pricevaries") || object.Has("publictitle") ||
         (object.Has("compareatprice") && object.Has("inventorymanagement")) ||
         (object.Has("grossamount") && object.Has("pricetypename")) ||
         IsListOfGrossAmounts(object.Find("prices"));
}

// How many of the last digits of an object's whole numbers are decimals; absent where they are as they stand.
std::optional<std::size_t> MinorDigitsOf(const StateObject& object) {
  if (const auto places = PlacesIn(object, "currencyminorunit")) return places;
  return CountsCents(object) ? std::optional<std::size_t>(2) : std::nullopt;
}

bool IsRegularKey(std::string_view key) {
  return std::ranges::find(kRegular, key) != kRegular.end() ||
         std::ranges::find(kFormer, key) != kFormer.end();
}

// {"type": "list", "price": 29.95}
bool IsRegularEntry(const Value& entry) {
  if (!entry.IsObject()) return false;
  const StateObject object(entry);
  return std::ranges::any_of(kKindOfPrice, [&object](std::string_view key) {
    const Value* kind = object.Find(key);
    if (kind == nullptr) return false;
    std::string word = AsciiLower(TextIn(*kind));
    std::erase_if(word, [](char c) { return !IsAsciiAlpha(c); });
    return IsRegularKey(word);
  });
}

const Value* FirstEntry(const Value& array, bool regular) {
  constexpr rapidjson::SizeType kMost = 16;
  for (rapidjson::SizeType i = 0; i < std::min(array.Size(), kMost); ++i)
    if (IsRegularEntry(array[i]) == regular) return &array[i];
  return nullptr;
}

bool IsAtLeastHalf(const std::string& part, const std::string& whole) {
  const auto a = ParseDecimal(part);
  const auto b = ParseDecimal(whole);
  constexpr std::int64_t kMost = std::int64_t{1} << 60;
  return a && b && a->digits < kMost && Decimal{2 * a->digits, a->scale} >= *b && *a <= *b;
}

class PriceReader {
 public:
  explicit PriceReader(const SourceHints& hints) : hints_(hints) {}

  [[nodiscard]] std::optional<StateMoney> Asked(const StateObject& product) const {
    auto price = OwnPrice(product);
    for (const std::string_view key : kForm)
      if (const Value* form = price ? nullptr : product.Find(key)) price = OfForm(*form);
    return price;
  }

  [[nodiscard]] std::optional<StateMoney> Regular(const StateObject& object, int levels) const {
    if (auto price = First(object, kRegular, levels)) return price;
    if (levels == 0) return std::nullopt;
    for (const std::string_view key : kBeside)
      if (const Value* part = object.Find(key))
        if (auto price = RegularOf(*part, levels - 1)) return price;
    return std::nullopt;
  }

  // A number, a text, {"amount": 5, "currency": "EUR"}, {"current": {"value": 5}}, [{"price": 5}].
  [[nodiscard]] std::optional<StateMoney> Of(const Value& value, int levels) const {
    if (value.IsString()) return OfText(TextIn(value));
    if (levels == 0) return std::nullopt;
    if (value.IsArray()) {
      if (value.Empty()) return std::nullopt;
      const Value* asked = FirstEntry(value, false);
      return Of(asked == nullptr ? value[0] : *asked, levels - 1);
    }
    if (!value.IsObject()) return std::nullopt;
    const StateObject object(value);
    auto price = First(object, kAsked, levels - 1);
    if (!price) price = First(object, kAmount, levels - 1);
    price = OrDiscounted(std::move(price), object, levels - 1);
    if (auto currency = price ? object.Currency() : std::nullopt) price->currency = std::move(currency);
    return price;
  }

 private:
  [[nodiscard]] std::optional<StateMoney> OfText(std::string_view text) const {
    if (text.empty() || text.size() > 40) return std::nullopt;
    auto price = ReadFieldPrice(text, hints_);
    if (!price) return std::nullopt;
    return StateMoney{std::move(price->amount), std::move(price->currency)};
  }

  [[nodiscard]] std::optional<StateMoney> OwnPrice(const StateObject& product) const {
    auto price = First(product, kAsked, kMaxLevels);
    if (!price) price = First(product, kParts, kMaxLevels);
    return OrDiscounted(std::move(price), product, kMaxLevels);
  }

  // A "discountPrice" may be what is asked, or what is taken off.
  [[nodiscard]] std::optional<StateMoney> OrDiscounted(std::optional<StateMoney> price,
                                                       const StateObject& object, int levels) const {
    constexpr std::array<std::string_view, 1> kDiscount{"discountprice"};
    auto discounted = First(object, kDiscount, levels);
    const bool is_asked = discounted && (!price || IsAtLeastHalf(discounted->amount, price->amount));
    return is_asked ? discounted : price;
  }

  [[nodiscard]] std::optional<StateMoney> First(const StateObject& object, StateKeys keys, int levels) const {
    for (const std::string_view key : keys) {
      const std::size_t dot = key.find('.');
      const StateMember* member = object.FindMember(key.substr(0, dot));
      if (member == nullptr) continue;
      if (auto price = dot == std::string_view::npos ? OfMember(object, *member, levels)
                                                     : OfInner(*member->value, key.substr(dot + 1), levels))
        return price;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<StateMoney> OfInner(const Value& value, std::string_view key,
                                                  int levels) const {
    if (!value.IsObject() || levels == 0) return std::nullopt;
    return First(StateObject(value), StateKeys(&key, 1), levels - 1);
  }

  [[nodiscard]] std::optional<StateMoney> OfMember(const StateObject& object, const StateMember& member,
                                                   int levels) const {
    const std::string_view text = TextIn(*member.value);
    std::optional<std::size_t> places = MinorDigitsOf(object);
    if (member.in_cents) {
      if (member.value->IsString() && !IsWholeCents(text)) return std::nullopt;
      places = PlacesIn(object, "fractiondigits").value_or(2);
    }
    if (!places || !IsDigits(text)) return Of(*member.value, levels);
    return OfText(OfMinorUnits(text, *places));
  }

  // Two digits may be what stands behind the point of a price whose units are told elsewhere.
  static bool IsWholeCents(std::string_view text) { return IsDigits(text) && text.size() > 2; }

  [[nodiscard]] std::optional<StateMoney> OfForm(const Value& form) const {
    const auto forms = ObjectsIn(form, 1);
    if (forms.empty()) return std::nullopt;
    return OwnPrice(StateObject(*forms.front()));
  }

  [[nodiscard]] std::optional<StateMoney> RegularOf(const Value& part, int levels) const {
    if (part.IsArray()) {
      const Value* entry = FirstEntry(part, true);
      if (entry != nullptr) return Of(*entry, levels);
      return part.Empty() || !part[0].IsObject() ? std::nullopt : Regular(StateObject(part[0]), levels);
    }
    if (!part.IsObject()) return std::nullopt;
    const StateObject object(part);
    auto price = First(object, kFormer, levels);
    return price ? price : Regular(object, levels);
  }

  const SourceHints& hints_;
};

}  // namespace

std::optional<StateMoney> AskedPrice(const StateObject& product, const SourceHints& hints) {
  return PriceReader(hints).Asked(product);
}

std::optional<StateMoney> RegularPrice(const StateObject& product, const SourceHints& hints) {
  return PriceReader(hints).Regular(product, kMaxLevels);
}

std::optional<StateMoney> PriceOf(const Value& value, const SourceHints& hints) {
  return PriceReader(hints).Of(value, kMaxLevels);
}

}  // namespace pricecrew
