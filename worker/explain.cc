#include "worker/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <variant>
#include <vector>

#include "common/html/charset.h"
#include "common/html/document.h"
#include "worker/extract.h"
#include "worker/name_choice.h"
#include "worker/page_kind.h"
#include "worker/page_sources.h"
#include "worker/price_vote.h"
#include "worker/rules_product.h"

namespace pricecrew {
namespace {

constexpr std::size_t kLongest = 100;   // bytes of a text that are printed
constexpr std::size_t kMostShown = 12;  // prices of the page

std::string Short(std::string_view text) {
  if (text.size() <= kLongest) return std::string(text);
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

std::string Amount(const std::optional<std::string>& amount, const std::optional<std::string>& currency) {
  return amount ? *amount + (currency ? " " + *currency : std::string()) : "-";
}

std::string Joined(const std::vector<std::string>& reasons) {
  std::string joined;
  for (const std::string& reason : reasons) joined += (joined.empty() ? "" : "; ") + reason;
  return joined;
}

class Explainer {
 public:
  explicit Explainer(const PageSources& page) : page_(page) {}

  std::string Explain(const Extraction& extraction) && {
    Verdict(extraction);
    Names();
    Prices();
    Shown();
    Sources();
    return std::move(text_);
  }

 private:
  template <typename... Args>
  void Line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_.push_back('\n');
  }

  void Verdict(const Extraction& extraction) {
    if (const auto* none = std::get_if<NotAProduct>(&extraction))
      return Line("no product page: {}", none->reason);
    if (const auto* bad = std::get_if<Unreadable>(&extraction)) return Line("failed: {}", bad->reason);
    const auto& product = std::get<Product>(extraction);
    Line("product: {}", product.name);
    Line("price:   {}{}", Amount(product.price, product.currency),
         product.regular_price ? ", regularly " + *product.regular_price : "");
  }

  void Names() {
    const NameChoice choice = ChooseName(page_);
    Line("\nname, {:.2f} sure: {}", choice.confidence, choice.reason.empty() ? "none found" : choice.reason);
    for (const SourceEvidence& source : page_.sources)
      if (source.main && !source.main->name.empty())
        Line("  {:<12} {}", ToString(source.source), Short(source.main->name));
    Line("  {:<12} {}", "heading", Short(page_.seen.product.name));
    Line("  {:<12} {}", "title", Short(page_.title));
  }

  void Prices() {
    const PriceVotes votes = VoteOnPrice(page_);
    Line("\nprice, {:.2f} sure{}", votes.confidence, votes.winner ? "" : ": no source names one");
    for (const PriceVote& vote : votes.votes) {
      Line("  {:<4} {:<12} {:<16} weighs {:4.1f}  {}", vote.won ? "won" : "lost", ToString(vote.source),
           Amount(vote.evidence.price, vote.evidence.currency), vote.weight, Joined(vote.reasons));
    }
  }

  void Shown() {
    const auto& prices = page_.seen.prices;
    std::vector<std::size_t> order(prices.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return prices[a].score > prices[b].score; });
    order.resize(std::min(order.size(), kMostShown));
    Line("\nprices that the page shows, the likeliest first ({} in all, {} in cards of other products)",
         prices.size(), page_.seen.cards);
    for (const std::size_t i : order) {
      const VisiblePrice& price = prices[i];
      Line("  {:<16} scores {:5.1f}{}  \"{}\" {}", Amount(price.amount, price.currency), price.score,
           Remark(price), Short(price.text), price.where);
    }
  }

  static std::string_view Remark(const VisiblePrice& price) {
    if (price.elsewhere) return "";
    if (price.struck) return ", struck through";
    if (price.former) return ", no longer asked";
    return price.other ? ", an amount of something else" : "";
  }

  void Sources() {
    Line("\nwhat is named as a product");
    for (const SourceEvidence& source : page_.sources)
      for (const Evidence& one : source.products) {
        const bool is_main = source.main && source.main->name == one.name && source.main->price == one.price;
        Line("  {:<12} {:<16} {}  {}{}", ToString(source.source), Amount(one.price, one.currency),
             Short(one.name), one.where.empty() ? "" : "(" + one.where + ")",
             is_main ? "  the page's own" : "");
      }
    const Evidence& meta = page_.meta.product;
    Line("  {:<12} {:<16} {}", "meta", Amount(meta.price, meta.currency), Short(meta.name));
    Line("buy button: {}, kinds of article numbers: {}, in stock: {}",
         page_.seen.has_buy_button ? "yes" : "no", page_.seen.identifiers,
         page_.seen.product.availability ? ToString(*page_.seen.product.availability) : "not said");
  }

  const PageSources& page_;
  std::string text_;
};

}  // namespace

std::string ExplainProduct(const Page& page) {
  const Extraction extraction = Extract(page);
  const Utf8Text text(page.body, page.content_type);
  const SketchedPage read = SketchBorrowed(text.View());
  return Explainer(GatherSources(read, page.url, VisibleDetail::kPlaces)).Explain(extraction);
}

std::string ExplainRules(const Page& page, const Rules& rules) {
  const SiteRules* site = rules.For(page.url.host);
  if (site == nullptr) return fmt::format("\nrules: none for {}\n", page.url.host);
  const RuledEvidence ruled = ReadByRules(page, *site);
  std::string text = fmt::format("\nrules for {}, which win over all above\n", page.url.host);
  const auto line = [&text](std::string_view field, const std::optional<std::string>& value) {
    if (value && !value->empty()) text += fmt::format("  {:<14} {}\n", field, Short(*value));
  };
  const Evidence& found = ruled.product;
  line("name", found.name);
  line("price", found.price ? std::optional(Amount(found.price, found.currency)) : std::nullopt);
  line("regular_price", found.regular_price);
  line("availability",
       found.availability ? std::optional(std::string(ToString(*found.availability))) : std::nullopt);
  line("sku", found.sku);
  line("gtin", found.gtin);
  line("brand", found.brand);
  line("image", found.image);
  for (const RuledField field : ruled.missed) text += fmt::format("  {:<14} not found\n", ToString(field));
  return text;
}

}  // namespace pricecrew
