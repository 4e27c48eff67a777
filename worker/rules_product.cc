#include "worker/rules_product.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "common/domain/currency.h"
#include "common/domain/decimal.h"
#include "common/domain/money.h"
#include "common/html/charset.h"
#include "common/html/document.h"
#include "common/html/element_index.h"
#include "common/html/fold_space.h"
#include "common/html/page_scan.h"
#include "worker/embedded_json.h"
#include "worker/field_text.h"
#include "worker/source_meta.h"
#include "worker/visible_words.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxTried = 20;  // of what one rule finds: each may be as long as the page

/// A text that a rule found.
struct FoundText {
  std::string text;
  bool for_people = false;  ///< from what a reader sees, not from what programs read
};

/// What elements without a text of their own say.
std::string_view OwnAttribute(std::string_view tag) {
  if (tag == "meta") return "content";
  if (tag == "img") return "src";
  if (tag == "link") return "href";
  return tag == "input" ? "value" : "";
}

FoundText TextOf(Node node, const std::string& attribute) {
  const std::string_view name = attribute.empty() ? OwnAttribute(node.Tag()) : attribute;
  if (name.empty()) return {node.Text(), true};
  return {FoldSpace(node.Attribute(name).value_or("")), false};
}

std::optional<std::string> TextOfValue(const rapidjson::Value& value) {
  if (value.IsString()) return CleanText({value.GetString(), value.GetStringLength()});
  if (value.IsBool()) return value.GetBool() ? "true" : "false";
  return std::nullopt;
}

std::optional<std::string> Present(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::optional<Availability> AvailabilityIn(std::string_view text) {
  if (const auto known = ReadAvailability(text)) return known;
  if (text == "true") return Availability::kInStock;
  if (text == "false") return Availability::kOutOfStock;
  return ReadLabel(text).availability;
}

/// One page and the rules for it.
class RulesReading {
 public:
  RulesReading(const Page& page, const SiteRules& site)
      : site_(site),
        html_(ToUtf8(page.body, page.content_type)),
        scan_(ScanPage(html_)),
        base_(ResolveUrl(scan_.base, page.url).value_or(page.url)),
        json_(html_) {
    hints_.region = RegionOf(scan_.lang, page.url.host);
    const MetaEvidence meta = ReadMeta(scan_.metas, hints_);
    currency_ = meta.product.currency ? meta.product.currency : meta.only_currency;
  }

  RuledEvidence Run() {
    Evidence& product = ruled_.product;
    product.currency = Find<std::string>(RuledField::kCurrency,
                                         [&](const FoundText& found) { return CurrencyIn(found.text); });
    if (product.currency) currency_ = product.currency;
    if (currency_) hints_.currency = *currency_;
    FindPrices(product);
    const auto text = [](const FoundText& found) { return Present(CleanText(found.text)); };
    product.name = Find<std::string>(RuledField::kName, text).value_or("");
    product.availability = Find<Availability>(
        RuledField::kAvailability, [](const FoundText& found) { return AvailabilityIn(found.text); });
    product.sku = Find<std::string>(RuledField::kSku, text);
    product.gtin =
        Find<std::string>(RuledField::kGtin, [](const FoundText& found) { return ReadGtin(found.text); });
    product.brand = Find<std::string>(RuledField::kBrand, text);
    product.image =
        Find<std::string>(RuledField::kImage, [&](const FoundText& found) { return Absolute(found.text); });
    product.url = Absolute(scan_.canonical);
    std::ranges::sort(ruled_.missed);
    return std::move(ruled_);
  }

 private:
  template <typename T>
  using Understand = std::function<std::optional<T>(const FoundText& found)>;

  void FindPrices(Evidence& product) {
    const auto price = [&](const FoundText& found) { return PriceIn(found); };
    if (const auto found = Find<FieldPrice>(RuledField::kPrice, price)) {
      product.price = found->amount;
      if (!product.currency) product.currency = found->currency ? found->currency : currency_;
    }
    if (const auto found = Find<FieldPrice>(RuledField::kRegularPrice, price))
      product.regular_price = found->amount;
  }

  // "1.299" is a thousand and more to a reader of some countries, and never to a program.
  [[nodiscard]] std::optional<FieldPrice> PriceIn(const FoundText& found) const {
    if (!found.for_people) return ReadFieldPrice(found.text, hints_);
    const auto price = ParsePrice(found.text, {.currency = hints_.currency, .region = hints_.region});
    if (!price || !IsAskable(price->amount)) return std::nullopt;
    return FieldPrice{price->amount, price->currency_text.empty() ? std::nullopt : price->currency};
  }

  [[nodiscard]] std::optional<std::string> CurrencyIn(std::string_view text) const {
    if (auto code = ParseCurrencyCode(text)) return code;
    const auto sign = FindSign(text);
    return sign ? ResolveSign(sign->sign, currency_.value_or(""), hints_.region) : std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> Absolute(std::string_view reference) const {
    const auto url = reference.empty() ? std::nullopt : ResolveUrl(reference, base_);
    return url ? std::optional(url->Href()) : std::nullopt;
  }

  /// The first thing that a field's rules lead to and that can be understood.
  template <typename T>
  std::optional<T> Find(RuledField field, const Understand<T>& understand) {
    const std::vector<FieldRule>& ways = site_.Of(field);
    for (const FieldRule& way : ways)
      for (const FoundText& found : TextsBy(way))
        if (auto value = understand(found)) return value;
    if (!ways.empty()) ruled_.missed.push_back(field);
    return std::nullopt;
  }

  std::vector<FoundText> TextsBy(const FieldRule& way) {
    std::vector<FoundText> texts;
    if (const auto* constant = std::get_if<ConstantRule>(&way.from))
      texts.push_back({constant->value, false});
    else if (const auto* json = std::get_if<JsonRule>(&way.from))
      texts = TextsBy(*json);
    else
      texts = TextsBy(std::get<SelectorRule>(way.from));
    if (way.pattern) TakeParts(texts, *way.pattern);
    return texts;
  }

  static void TakeParts(std::vector<FoundText>& texts, const TextPattern& pattern) {
    for (FoundText& found : texts) found.text = std::string(pattern.Find(found.text).value_or(""));
    std::erase_if(texts, [](const FoundText& found) { return found.text.empty(); });
  }

  std::vector<FoundText> TextsBy(const SelectorRule& rule) {
    std::vector<FoundText> texts;
    const ElementIndex* index = Elements();
    if (index == nullptr) return texts;
    for (const Node node : rule.selector.Select(*index)) {
      if (texts.size() == kMaxTried) break;
      texts.push_back(TextOf(node, rule.attribute));
    }
    return texts;
  }

  std::vector<FoundText> TextsBy(const JsonRule& rule) {
    std::vector<FoundText> texts;
    for (const rapidjson::Document& document : json_.At(rule.place))
      for (const rapidjson::Value* value : rule.path.Select(document)) {
        if (texts.size() == kMaxTried) return texts;
        if (auto text = TextOfValue(*value)) texts.push_back({*std::move(text), false});
      }
    return texts;
  }

  /// Null where the page is beyond what a tree is built of.
  const ElementIndex* Elements() {
    if (!tried_tree_) {
      tried_tree_ = true;
      Result<Document> document = Document::Parse(WithoutScriptTexts(html_, scan_));
      if (document) document_ = std::move(*document);
      if (document_) index_.emplace(*document_);
    }
    return index_ ? &*index_ : nullptr;
  }

  const SiteRules& site_;
  std::string html_;
  PageScan scan_;
  Url base_;
  EmbeddedJson json_;
  SourceHints hints_;
  std::optional<std::string> currency_;  // that the page names, or its rules
  bool tried_tree_ = false;
  std::optional<Document> document_;
  std::optional<ElementIndex> index_;
  RuledEvidence ruled_;
};

bool SameAmount(const std::optional<std::string>& left, const std::optional<std::string>& right) {
  if (!left || !right) return false;
  const auto a = ParseDecimal(*left);
  const auto b = ParseDecimal(*right);
  return a && b ? *a == *b : *left == *right;
}

bool IsHigher(const std::string& regular, const std::string& price) {
  const auto a = ParseDecimal(regular);
  const auto b = ParseDecimal(price);
  return a && b && *a > *b;
}

// A field that the rules decided.
void Note(Product& product, const char* field) {
  std::erase_if(product.origins, [field](const FieldOrigin& origin) { return origin.field == field; });
  product.origins.push_back({field, "rules", 100});
}

void ReplacePrice(Product& product, const Evidence& ruled) {
  if (!SameAmount(ruled.price, product.price)) {
    product.regular_price.reset();
    product.price_max.reset();
    product.variants.clear();
  }
  product.price = ruled.price;
  Note(product, "price");
}

void ReplacePrices(Product& product, const Evidence& ruled) {
  if (ruled.price) ReplacePrice(product, ruled);
  if (ruled.regular_price) {
    product.regular_price = ruled.regular_price;
    Note(product, "regular_price");
  }
  if (!product.price) return;
  if (ruled.currency) {
    product.currency = ruled.currency;
    Note(product, "currency");
  }
  const std::string currency = product.currency.value_or("");
  product.price = NormalizeAmount(*product.price, currency);
  if (product.regular_price && !IsHigher(*product.regular_price, *product.price))
    product.regular_price.reset();
  if (product.regular_price) product.regular_price = NormalizeAmount(*product.regular_price, currency);
}

template <typename T>
void Replace(Product& product, const char* field, std::optional<T>& value, const std::optional<T>& ruled) {
  if (!ruled) return;
  value = ruled;
  Note(product, field);
}

bool MakesProduct(const Evidence& ruled) {
  const bool none_to_be_had =
      ruled.availability == Availability::kOutOfStock || ruled.availability == Availability::kDiscontinued;
  return !ruled.name.empty() && (ruled.price || none_to_be_had);
}

}  // namespace

RuledEvidence ReadByRules(const Page& page, const SiteRules& site) { return RulesReading(page, site).Run(); }

Extraction WithRules(Extraction extraction, const RuledEvidence& ruled) {
  const Evidence& evidence = ruled.product;
  auto* product = std::get_if<Product>(&extraction);
  if (product == nullptr) {
    if (!MakesProduct(evidence)) return extraction;
    product = &extraction.emplace<Product>();
    product->canonical = evidence.url;
  }
  if (!evidence.name.empty()) {
    product->name = evidence.name;
    Note(*product, "name");
  }
  ReplacePrices(*product, evidence);
  Replace(*product, "availability", product->availability, evidence.availability);
  Replace(*product, "sku", product->sku, evidence.sku);
  Replace(*product, "gtin", product->gtin, evidence.gtin);
  Replace(*product, "brand", product->brand, evidence.brand);
  Replace(*product, "image", product->image, evidence.image);
  return extraction;
}

RuledExtraction ExtractWithRules(const Page& page, const Rules& rules) {
  Extraction extraction = Extract(page);
  const SiteRules* site = rules.For(page.url.host);
  if (site == nullptr || !site->HasFields() || page.body.empty()) return {std::move(extraction)};
  if (const auto* other = std::get_if<NotAProduct>(&extraction); other && other->reason == "not_html")
    return {std::move(extraction)};
  RuledEvidence ruled = ReadByRules(page, *site);
  return {WithRules(std::move(extraction), ruled), std::move(ruled.missed), true};
}

std::string DescribeMissed(const std::vector<RuledField>& missed) {
  std::string names;
  for (const RuledField field : missed) names += (names.empty() ? "" : ", ") + std::string(ToString(field));
  return names.empty() ? names : "rules found no " + names;
}

}  // namespace pricecrew
