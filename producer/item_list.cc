#include "producer/item_list.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

using Json = rapidjson::Value;

// Deeper than any real block; what is nested further is not looked at.
constexpr int kMaxDepth = 16;

constexpr auto kLists = std::to_array<std::string_view>({"ItemList", "OfferCatalog"});
constexpr auto kProducts =
    std::to_array<std::string_view>({"Product", "ProductGroup", "IndividualProduct", "ProductModel",
                                     "SomeProducts", "Vehicle", "Car", "Book"});
// What a list may be of besides products.
constexpr auto kOthers = std::to_array<std::string_view>(
    {"Article",     "BlogPosting",  "NewsArticle", "WebPage",    "CollectionPage", "SiteNavigationElement",
     "Recipe",      "Organization", "Person",      "Event",      "Question",       "VideoObject",
     "ImageObject", "Review",       "Place",       "JobPosting", "LocalBusiness",  "Store",
     "Brand",       "Course",       "Movie",       "Restaurant", "Hotel",          "HowToStep",
     "Thing"});
constexpr auto kArticles =
    std::to_array<std::string_view>({"Article", "BlogPosting", "NewsArticle", "Blog",
                                     "DiscussionForumPosting", "QAPage", "FAQPage", "Recipe", "ProfilePage"});
// Members that hold other things than what the page is about.
constexpr auto kAside =
    std::to_array<std::string_view>({"isRelatedTo", "isSimilarTo", "isAccessoryOrSparePartFor",
                                     "isConsumableFor", "hasVariant", "isVariantOf", "review", "reviews",
                                     "itemReviewed", "breadcrumb", "publisher", "author", "offers", "brand"});

std::string_view TextOf(const Json& json) { return {json.GetString(), json.GetStringLength()}; }

const Json* Member(const Json& object, const char* name) {
  const auto found = object.FindMember(name);
  return found == object.MemberEnd() ? nullptr : &found->value;
}

std::string_view WithoutVocabulary(std::string_view type) {
  return type.substr(std::min(type.find_last_of("/#:") + 1, type.size()));
}

bool IsOfType(const Json& object, const auto& wanted) {
  const auto* types = Member(object, "@type");
  if (types == nullptr) return false;
  if (types->IsString()) return HoldsWord(wanted, WithoutVocabulary(TextOf(*types)));
  if (!types->IsArray()) return false;
  return std::any_of(types->Begin(), types->End(), [&wanted](const Json& one) {
    return one.IsString() && HoldsWord(wanted, WithoutVocabulary(TextOf(one)));
  });
}

std::string Text(const Json& object, const char* name) {
  const auto* value = Member(object, name);
  if (value != nullptr && value->IsString()) return std::string(TextOf(*value));
  return {};
}

// A number as it is written, or a text.
std::string Amount(const Json& object, const char* name) {
  const auto* value = Member(object, name);
  if (value == nullptr) return {};
  if (value->IsString()) return std::string(TextOf(*value));
  if (value->IsUint64()) return std::to_string(value->GetUint64());
  if (!value->IsDouble()) return {};
  std::array<char, 32> text{};
  const auto size = std::snprintf(text.data(), text.size(), "%.10g", value->GetDouble());
  return {text.data(), static_cast<std::size_t>(std::max(size, 0))};
}

std::string PriceOf(const Json& product) {
  const auto* offers = Member(product, "offers");
  if (offers != nullptr && offers->IsArray() && !offers->Empty()) offers = &(*offers)[0];
  if (offers == nullptr || !offers->IsObject()) return {};
  auto price = Amount(*offers, "price");
  return price.empty() ? Amount(*offers, "lowPrice") : price;
}

std::string HrefOf(const Json& object) {
  for (const auto* name : {"url", "@id"}) {
    auto href = Text(object, name);
    if (!href.empty() && href.front() != '#') return href;
  }
  return {};
}

bool HasManyOffers(const Json& product) {
  const auto* offers = Member(product, "offers");
  if (offers == nullptr || !offers->IsObject()) return false;
  const auto* count = Member(*offers, "offerCount");
  const bool many = count != nullptr && ((count->IsUint() && count->GetUint() > 1) ||
                                         (count->IsString() && TextOf(*count) != "1"));
  return IsOfType(*offers, std::to_array<std::string_view>({"AggregateOffer"})) && many;
}

class Reader {
 public:
  void Read(const Json& json, int depth) {
    if (depth == 0) return;
    if (json.IsArray()) {
      for (const auto& one : json.GetArray()) Read(one, depth - 1);
    } else if (json.IsObject()) {
      ReadObject(json, depth);
    }
  }

  ListedData Take() {
    // Products side by side are the list of a page that has no other.
    if (data_.items.empty() && side_by_side_.size() > 1) {
      data_.items = std::move(side_by_side_);
      data_.names_products = true;
    }
    return std::move(data_);
  }

 private:
  void ReadObject(const Json& object, int depth) {
    if (IsOfType(object, kLists)) return ReadList(object);
    data_.is_article = data_.is_article || IsOfType(object, kArticles);
    if (IsOfType(object, kProducts)) return ReadProduct(object);
    for (const auto& member : object.GetObject()) {
      if (!HoldsWord(kAside, TextOf(member.name))) Read(member.value, depth - 1);
    }
  }

  void ReadProduct(const Json& product) {
    auto href = HrefOf(product);
    if (!HasManyOffers(product)) {
      ++data_.products;
      data_.product_name = Text(product, "name");
      data_.product_href = href;
    }
    if (!href.empty()) side_by_side_.push_back({std::move(href), Text(product, "name"), PriceOf(product)});
  }

  void ReadList(const Json& list) {
    const auto* items = Member(list, "itemListElement");
    if (items == nullptr) return;
    if (items->IsObject()) return ReadItem(*items);
    if (!items->IsArray()) return;
    for (const auto& item : items->GetArray()) ReadItem(item);
  }

  // A ListItem has its url itself, or its item has.
  void ReadItem(const Json& item) {
    if (item.IsString()) return Add({std::string(TextOf(item)), {}, {}});
    if (!item.IsObject() || IsOfType(item, kOthers)) return;
    data_.names_products = data_.names_products || IsOfType(item, kProducts);
    ListedItem listed{HrefOf(item), Text(item, "name"), PriceOf(item)};
    for (const auto* name : {"item", "itemOffered"}) {
      const auto* inner = Member(item, name);
      if (inner == nullptr) continue;
      if (inner->IsString() && listed.href.empty()) listed.href = TextOf(*inner);
      if (!inner->IsObject()) continue;
      if (IsOfType(*inner, kOthers)) return;
      data_.names_products = data_.names_products || IsOfType(*inner, kProducts);
      if (auto href = HrefOf(*inner); !href.empty()) listed.href = std::move(href);
      if (listed.name.empty()) listed.name = Text(*inner, "name");
      if (listed.price.empty()) listed.price = PriceOf(*inner);
    }
    Add(std::move(listed));
  }

  void Add(ListedItem item) {
    if (!item.href.empty()) data_.items.push_back(std::move(item));
  }

  ListedData data_;
  std::vector<ListedItem> side_by_side_;
};

}  // namespace

ListedData ReadListedData(const std::vector<std::string>& json_ld) {
  Reader reader;
  for (const auto& block : json_ld) {
    rapidjson::Document json;
    json.Parse<rapidjson::kParseIterativeFlag>(block.data(), block.size());
    if (!json.HasParseError()) reader.Read(json, kMaxDepth);
  }
  return reader.Take();
}

}  // namespace pricecrew
