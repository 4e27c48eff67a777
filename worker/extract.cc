#include "worker/extract.h"

#include <string>
#include <utility>

#include "common/domain/currency.h"
#include "common/domain/decimal.h"
#include "common/domain/money.h"
#include "common/html/ascii.h"
#include "common/html/charset.h"
#include "common/html/document.h"
#include "worker/main_product.h"
#include "worker/name_text.h"
#include "worker/source_json_ld.h"
#include "worker/source_meta.h"
#include "worker/source_microdata.h"
#include "worker/source_visible.h"
#include "worker/title.h"

namespace pricecrew {
namespace {

bool IsOtherMedia(std::string_view content_type) {
  const std::string type = AsciiLower(content_type.substr(0, content_type.find(';')));
  return !type.empty() && type.find("html") == std::string::npos && !type.starts_with("text/plain");
}

constexpr std::size_t kManyCards = 3;  // a page that shows as many other products may be a list of them

bool SamePrice(std::string_view left, std::string_view right) {
  const auto a = ParseDecimal(left);
  const auto b = ParseDecimal(right);
  return a && b ? *a == *b : left == right;
}

std::string Absolute(std::string_view reference, const Url& base) {
  const auto url = reference.empty() ? std::nullopt : ResolveUrl(reference, base);
  return url ? url->Href() : std::string();
}

/// One page on its way from bytes to facts: the sources that need no tree first, the others only where those
/// do not decide.
class Extractor {
 public:
  explicit Extractor(const Page& page)
      : page_(page), read_(SketchPage(ToUtf8(page.body, page.content_type))), base_(BaseUrl()) {
    canonical_ = Absolute(scan_.canonical, base_);
    hints_.region = RegionOf(scan_.lang, page.url.host);
    meta_ = ReadMeta(scan_.metas, hints_);
    title_ = WithoutSiteName(meta_.product.name.empty() ? scan_.title : meta_.product.name, meta_.site_name);
    if (meta_.product.currency)
      hints_.currency = *meta_.product.currency;
    else if (meta_.only_currency)
      hints_.currency = *meta_.only_currency;
  }

  Extraction Run() {
    const std::vector<Evidence> described = ReadJsonLd(scan_.json_ld, hints_);
    const auto json_ld = MainProduct(described, Identity());
    Evidence product = json_ld.value_or(Evidence{});
    if (json_ld && Agrees(product) && (WithMeta(product).Decides() || IsSoldOut(product)))
      return Finished(WithMeta(std::move(product)));
    if (MetaDecides() && described.empty()) return Finished(MetaProduct());
    return ReadTree(std::move(product), json_ld.has_value());
  }

 private:
  [[nodiscard]] Url BaseUrl() const { return ResolveUrl(scan_.base, page_.url).value_or(page_.url); }

  [[nodiscard]] PageIdentity Identity() const { return {&page_.url, canonical_, title_}; }

  static bool IsSoldOut(const Evidence& product) {
    return !product.name.empty() && !product.price &&
           (product.availability == Availability::kOutOfStock ||
            product.availability == Availability::kDiscontinued);
  }

  [[nodiscard]] Evidence MetaProduct() const {
    Evidence product = meta_.product;
    product.name = title_;
    return product;
  }

  // A title with a mark in it may hold more than the name, which only the page's heading can tell.
  [[nodiscard]] bool MetaDecides() const { return meta_.product.Decides() && !HasTitleMark(title_); }

  // Where structured sources name different prices, what the page shows decides.
  [[nodiscard]] bool Agrees(const Evidence& product) const {
    return !product.price || !meta_.product.price || SamePrice(*product.price, *meta_.product.price);
  }

  // Meta's image and price speak of the same page; its name is only the last resort.
  [[nodiscard]] Evidence WithMeta(Evidence product) const {
    Evidence meta = meta_.product;
    meta.name.clear();
    return Completed(std::move(product), meta);
  }

  Extraction ReadTree(Evidence product, bool described) {
    if (const auto microdata = MainProduct(ReadMicrodata(read_.document, hints_), Identity())) {
      product = Completed(std::move(product), *microdata);
      described = true;
    }
    product = WithMeta(std::move(product));
    if (product.currency) hints_.currency = *product.currency;
    const VisibleEvidence seen = ReadVisible(read_.document, title_, hints_);
    const bool sure = (described && (product.price || seen.cards < kManyCards)) || meta_.product.price;
    if (!sure)
      if (auto reason = WhyNoProduct(seen); !reason.empty()) return NotAProduct{std::move(reason)};
    product = Completed(Corrected(std::move(product), seen.product), seen.product);
    if (product.name.empty()) product.name = title_;
    if (product.name.empty()) return NotAProduct{"no_name"};
    return Finished(std::move(product));
  }

  // Structured data that lags behind the page: it names the price that the page shows struck through, or
  // another than meta and page agree on.
  [[nodiscard]] Evidence Corrected(Evidence product, const Evidence& seen) const {
    if (!product.price || !seen.price || SamePrice(*product.price, *seen.price)) return product;
    const bool is_struck = seen.regular_price && SamePrice(*seen.regular_price, *product.price);
    const bool meta_agrees = meta_.product.price && SamePrice(*meta_.product.price, *seen.price);
    if (is_struck) product.regular_price = product.price;
    if (is_struck || meta_agrees) product.price = seen.price;
    return product;
  }

  // A heading that links elsewhere names the subject of a page of reviews or the like.
  [[nodiscard]] bool IsAboutAnotherPage(const VisibleEvidence& seen) const {
    if (seen.heading_link.empty()) return false;
    const auto url = ResolveUrl(seen.heading_link, base_);
    if (!url || CanonicalUrl(*url) == CanonicalUrl(page_.url)) return false;
    const auto canonical = canonical_.empty() ? std::nullopt : ParseUrl(canonical_);
    return !canonical || CanonicalUrl(*url) != CanonicalUrl(*canonical);
  }

  [[nodiscard]] std::string WhyNoProduct(const VisibleEvidence& seen) const {
    if (IsAboutAnotherPage(seen)) return "about_another";
    const bool buyable = seen.has_buy_button || seen.has_identifier || seen.is_clear || meta_.is_typed ||
                         seen.product.availability.has_value();
    if (seen.product.price && buyable) return {};
    if (seen.cards >= kManyCards) return "listing";
    if (seen.product.name.empty()) return "no_name";
    const bool sold_out = seen.product.availability == Availability::kOutOfStock && seen.has_identifier;
    return sold_out ? "" : "no_price";
  }

  Extraction Finished(Evidence evidence) const {
    Product product;
    product.name = CleanName(evidence.name, title_);
    const std::string currency = evidence.currency.value_or("");
    if (evidence.price) product.price = NormalizeAmount(*evidence.price, currency);
    if (evidence.price) product.currency = evidence.currency;
    product.regular_price = HigherRegular(evidence, currency);
    product.availability = evidence.availability;
    product.sku = std::move(evidence.sku);
    product.gtin = std::move(evidence.gtin);
    product.brand = std::move(evidence.brand);
    if (std::string image = Absolute(evidence.image.value_or(""), base_); !image.empty())
      product.image = std::move(image);
    if (!canonical_.empty()) product.canonical = canonical_;
    return product;
  }

  static std::optional<std::string> HigherRegular(const Evidence& evidence, std::string_view currency) {
    if (!evidence.price || !evidence.regular_price) return std::nullopt;
    const auto price = ParseDecimal(*evidence.price);
    const auto regular = ParseDecimal(*evidence.regular_price);
    if (!price || !regular || *regular <= *price) return std::nullopt;
    return NormalizeAmount(*evidence.regular_price, currency);
  }

  const Page& page_;
  SketchedPage read_;
  const PageScan& scan_ = read_.scan;
  Url base_;
  std::string canonical_;
  SourceHints hints_;
  MetaEvidence meta_;
  std::string title_;
};

}  // namespace

Extraction Extract(const Page& page) {
  if (page.body.empty()) return Unreadable{"empty"};
  if (IsOtherMedia(page.content_type)) return NotAProduct{"not_html"};
  return Extractor(page).Run();
}

}  // namespace pricecrew
