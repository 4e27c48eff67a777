#include "worker/extract.h"

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "common/domain/decimal.h"
#include "common/domain/money.h"
#include "common/html/ascii.h"
#include "common/html/charset.h"
#include "common/html/document.h"
#include "common/html/wall.h"
#include "worker/name_choice.h"
#include "worker/page_kind.h"
#include "worker/page_sources.h"
#include "worker/price_vote.h"
#include "worker/regular_price.h"
#include "worker/variant_choice.h"

namespace pricecrew {
namespace {

constexpr double kStructured = 0.9;  // how sure a fact is that needs no vote
constexpr double kSeen = 0.6;
constexpr double kButton = 0.5;  // what can be bought is there

bool IsOtherMedia(std::string_view content_type) {
  const std::string type = AsciiLower(content_type.substr(0, content_type.find(';')));
  return !type.empty() && type.find("html") == std::string::npos && !type.starts_with("text/plain");
}

bool IsHigher(std::string_view amount, std::string_view than) {
  const auto left = ParseDecimal(amount);
  const auto right = ParseDecimal(than);
  return left && right && *left > *right;
}

/// Puts a product together from what the sources of its page say.
class Assembler {
 public:
  Assembler(const PageSources& page, const Url& base) : page_(page), base_(base) {}

  Product Assemble() && {
    const NameChoice name = ChooseName(page_);
    product_.name = name.name;
    Note("name", name.source, name.confidence);
    Price();
    Take("availability", &Evidence::availability, product_.availability);
    if (!product_.availability && product_.price && page_.seen.has_buy_button) {
      product_.availability = Availability::kInStock;
      Note("availability", Source::kVisible, kButton);
    }
    Take("sku", &Evidence::sku, product_.sku);
    Take("gtin", &Evidence::gtin, product_.gtin);
    Take("brand", &Evidence::brand, product_.brand);
    Take("image", &Evidence::image, product_.image);
    if (product_.image) product_.image = Absolute(*product_.image);
    if (!page_.canonical.empty()) product_.canonical = page_.canonical;
    return std::move(product_);
  }

 private:
  void Note(const char* field, Source source, double confidence) {
    product_.origins.push_back(
        {field, std::string(ToString(source)), static_cast<std::uint8_t>(std::lround(confidence * 100))});
  }

  void Price() {
    const PriceVotes votes = VoteOnPrice(page_);
    const Evidence* winner = votes.Winner();
    if (winner == nullptr) return;
    Note("price", winner->source, votes.confidence);
    if (winner->currency) {
      product_.currency = winner->currency;
      Note("currency", winner->source, votes.confidence);
    } else {
      Take("currency", &Evidence::currency, product_.currency);
      if (!product_.currency) product_.currency = page_.seen.common_currency;
    }
    product_.price = Normal(*winner->price);
    if (const auto regular = Regular(*winner)) {
      product_.regular_price = Normal(*regular);
      Note("regular_price", winner->regular_price == regular ? winner->source : Source::kVisible,
           votes.confidence);
    }
    if (const auto highest = Highest(*winner)) product_.price_max = Normal(*highest);
    Variants(*winner);
  }

  // What the source itself says, or a former price beside the same one.
  [[nodiscard]] std::optional<std::string> Regular(const Evidence& winner) const {
    const auto& seen = page_.seen.product;
    if (winner.regular_price && IsHigher(*winner.regular_price, *winner.price)) return winner.regular_price;
    const bool shown = seen.price && seen.regular_price && SameAmount(*seen.price, *winner.price);
    if (shown && IsHigher(*seen.regular_price, *winner.price)) return seen.regular_price;
    return ShownRegularPrice(page_.seen, *winner.price, winner.currency);
  }

  // What the source itself says, or the upper end of a range that the page shows from the same price on.
  [[nodiscard]] std::optional<std::string> Highest(const Evidence& winner) const {
    if (auto highest = HighestPrice(winner, *winner.price)) return highest;
    const auto& seen = page_.seen.product;
    return seen.price && SameAmount(*seen.price, *winner.price) ? HighestPrice(seen, *winner.price)
                                                                : std::nullopt;
  }

  void Variants(const Evidence& winner) {
    product_.variants = winner.variants;
    for (ProductVariant& variant : product_.variants) {
      if (variant.price) variant.price = Normal(*variant.price);
      if (variant.url) variant.url = Absolute(*variant.url);
    }
  }

  [[nodiscard]] std::string Normal(const std::string& amount) const {
    return NormalizeAmount(amount, product_.currency.value_or(""));
  }

  [[nodiscard]] std::optional<std::string> Absolute(const std::string& reference) const {
    const auto url = reference.empty() ? std::nullopt : ResolveUrl(reference, base_);
    return url ? std::optional(url->Href()) : std::nullopt;
  }

  // The first source that says it is believed.
  template <typename Value>
  void Take(const char* field, std::optional<Value> Evidence::* member, std::optional<Value>& taken) {
    const auto take = [&](const Evidence& evidence, double confidence) {
      if (taken || !(evidence.*member)) return;
      taken = evidence.*member;
      Note(field, evidence.source, confidence);
    };
    for (const SourceEvidence& source : page_.sources)
      if (source.main) take(*source.main, kStructured);
    take(page_.meta.product, kStructured);
    take(page_.seen.product, kSeen);
  }

  const PageSources& page_;
  const Url& base_;
  Product product_;
};

}  // namespace

Extraction Extract(const Page& page) {
  if (page.body.empty()) return Unreadable{"empty"};
  if (IsOtherMedia(page.content_type)) return NotAProduct{"not_html"};
  const Utf8Text text(page.body, page.content_type);
  const SketchedPage read = SketchBorrowed(text.View());
  const PageSources sources = GatherSources(read, page.url);
  std::string reason = WhyNoProduct(sources);
  if (reason.empty()) {
    Product product = Assembler(sources, ResolveUrl(read.scan.base, page.url).value_or(page.url)).Assemble();
    if (!product.name.empty()) return product;
    reason = "no_name";
  }
  if (reason == "listing") return NotAProduct{std::move(reason)};  // it shows products: no wall
  if (const std::string_view wall = WallOf(read); !wall.empty()) return Unreadable{std::string(wall)};
  return NotAProduct{std::move(reason)};
}

}  // namespace pricecrew
