#include "worker/page_sources.h"

#include <algorithm>
#include <utility>

#include "common/domain/currency.h"
#include "worker/currency_mention.h"
#include "worker/field_text.h"
#include "worker/main_product.h"
#include "worker/script_values.h"
#include "worker/source_json_ld.h"
#include "worker/source_microdata.h"
#include "worker/source_microformats.h"
#include "worker/source_rdfa.h"
#include "worker/source_state.h"
#include "worker/title.h"

namespace pricecrew {
namespace {

std::string Absolute(std::string_view reference, const Url& base) {
  const auto url = reference.empty() ? std::nullopt : ResolveUrl(reference, base);
  return url ? url->Href() : std::string();
}

// "zh-Hant-TW" as "zh-TW".
std::string LanguageAndRegion(std::string_view lang) {
  const std::size_t first = lang.find_first_of("-_");
  const std::size_t last = lang.find_last_of("-_");
  if (first == last) return std::string(lang);
  return std::string(lang.substr(0, first)).append(lang.substr(last));
}

bool NamesRegion(std::string_view lang) { return lang.find_first_of("-_") != std::string_view::npos; }

class Gatherer {
 public:
  Gatherer(const SketchedPage& page, const Url& url, VisibleDetail detail)
      : page_(page), url_(url), detail_(detail), base_(ResolveUrl(page.scan.base, url).value_or(url)) {}

  PageSources Gather() && {
    all_.url = url_;
    all_.canonical = Absolute(page_.scan.canonical, base_);
    region_ = Region();
    hints_.region = region_;
    all_.meta = ReadMeta(page_.scan.metas, hints_);
    all_.title =
        WithoutSiteName(all_.meta.product.name.empty() ? CleanText(page_.scan.title) : all_.meta.product.name,
                        all_.meta.site_name);
    TakeCurrency(all_.meta.product.currency);
    TakeCurrency(all_.meta.only_currency);
    Add(Source::kJsonLd, ReadJsonLd(page_.scan.json_ld, hints_));
    const DocumentMarks& marks = page_.document.marks();
    if (marks.microdata) Add(Source::kMicrodata, ReadMicrodata(page_.document, hints_));
    if (marks.rdfa) Add(Source::kRdfa, ReadRdfa(page_.document, hints_));
    if (marks.microformats) Add(Source::kMicroformat, ReadMicroformats(page_.document, hints_));
    for (const SourceEvidence& source : all_.sources)
      if (source.main) TakeCurrency(source.main->currency);
    if (hints_.currency.empty()) TakeCurrency(MentionedCurrency(page_.html));
    if (hints_.currency.empty()) ByLinks();
    // Markup with price and currency is that of a product, whatever else the page shows.
    const bool described = NamesPrice() && !hints_.currency.empty();
    all_.seen = ReadVisible(page_.document, all_.title, hints_,
                            described ? VisibleReach::kProduct : VisibleReach::kPage, detail_);
    all_.heads_elsewhere = HeadsElsewhere();
    for (SourceEvidence& source : all_.sources)
      if (source.main && IsOfAnotherPage(*source.main)) source.main.reset();
    if (!NamesPrice())
      Add(Source::kState, ReadState(ReadScriptValues(page_.html, page_.scan, page_.document.Root()), hints_));
    return std::move(all_);
  }

 private:
  // The page's own language, or Open Graph's, whichever names a region.
  [[nodiscard]] std::string Region() const { return std::string(RegionOf(Language(), url_.host)); }

  // Where neither the host nor the language names a country, the page's links may.
  void ByLinks() {
    if (!RegionOf("", url_.host).empty() || NamesRegion(Language())) return;
    std::string linked = LinkedRegion(page_.html);
    if (linked.empty()) return;
    region_ = std::move(linked);
    hints_.region = region_;
  }

  [[nodiscard]] std::string Language() const {
    std::string lang = LanguageAndRegion(page_.scan.lang);
    if (NamesRegion(lang)) return lang;
    for (const MetaTag& meta : page_.scan.metas)
      if (meta.key == "og:locale" && NamesRegion(meta.content)) return LanguageAndRegion(meta.content);
    return lang;
  }

  void TakeCurrency(const std::optional<std::string>& currency) {
    if (!currency || !hints_.currency.empty()) return;
    currency_ = *currency;
    hints_.currency = currency_;
  }

  void Add(Source source, std::vector<Evidence> products) {
    if (products.empty()) return;
    for (Evidence& product : products) product.source = source;
    const PageIdentity identity{&url_, all_.canonical, all_.title, all_.seen.product.name};
    std::optional<Evidence> main =
        source == Source::kState ? MainOfState(products, identity) : MainProduct(products, identity);
    all_.sources.push_back({source, std::move(products), std::move(main)});
  }

  [[nodiscard]] bool NamesPrice() const {
    return all_.meta.product.price || std::ranges::any_of(all_.sources, [](const SourceEvidence& source) {
             return source.main && source.main->price;
           });
  }

  // A list of one product: it has a page of its own, nothing here is called by its name, and its price stands
  // in a card.
  [[nodiscard]] bool IsOfAnotherPage(const Evidence& product) const {
    constexpr double kUnlike = 0.35;
    if (!product.url || product.name.empty() || all_.seen.product.name.empty()) return false;
    if (TitleLikeness(product.name, all_.seen.product.name) >= kUnlike ||
        TitleLikeness(product.name, all_.title) >= kUnlike)
      return false;
    if (product.price && ShowsInOwnPlace(all_.seen, *product.price)) return false;
    const auto url = ResolveUrl(*product.url, base_);
    return url && url->path != url_.path && CanonicalUrl(*url) != all_.canonical;
  }

  // A heading that links elsewhere names the subject of a page of reviews or the like.
  [[nodiscard]] bool HeadsElsewhere() const {
    if (all_.seen.heading_link.empty()) return false;
    const auto url = ResolveUrl(all_.seen.heading_link, base_);
    if (!url || CanonicalUrl(*url) == CanonicalUrl(url_)) return false;
    const auto canonical = all_.canonical.empty() ? std::nullopt : ParseUrl(all_.canonical);
    return !canonical || CanonicalUrl(*url) != CanonicalUrl(*canonical);
  }

  const SketchedPage& page_;
  const Url& url_;
  VisibleDetail detail_;
  Url base_;
  PageSources all_;
  SourceHints hints_;
  std::string currency_;
  std::string region_;
};

}  // namespace

PageSources GatherSources(const SketchedPage& page, const Url& url, VisibleDetail detail) {
  return Gatherer(page, url, detail).Gather();
}

}  // namespace pricecrew
