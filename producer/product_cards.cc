#include "producer/product_cards.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "producer/card_links.h"
#include "producer/product_url.h"
#include "producer/word_match.h"

namespace pricecrew {
namespace {

// Only the groups with most prices are looked at closely, which keeps the work linear.
constexpr std::size_t kGroupsLookedAt = 48;
// A card may show an old price, a unit price, a saving and instalments; a page's main part shows far more.
constexpr double kPricesInCard = 12;
// Fewer cards than this need a word of the page's own that they are products.
constexpr std::size_t kSelfEvident = 3;

// In a grid of products some are sold out and show no price; where hardly any shows one, it is a list of
// something else.
constexpr double kPricedShare = 0.3;
constexpr double kNamedShare = 0.8;

// What tells a card from a list of anything else.
enum class Proof : unsigned char {
  kPrices,  ///< cards show prices
  kNames,   ///< no price anywhere (shown on request, or by script): pictures, and URLs that name products
  kMarks,   ///< likewise: pictures, and cards that are called products
};

struct ScoredGroup {
  const RepeatedElements* group = nullptr;
  std::vector<MainLink> links;
  double score = 0;
};

struct Tally {
  std::unordered_set<std::string_view> identities;
  std::unordered_set<std::string_view> priced_identities;
  std::unordered_set<std::string_view> names;
  std::size_t pictured = 0;
  std::size_t prices = 0;
  std::size_t priced = 0;
  std::size_t name_bytes = 0;
  std::size_t product_urls = 0;
  std::size_t product_named = 0;
};

double Share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

class CardFinder {
 public:
  CardFinder(const Outline& outline, const std::vector<Region>& regions, const LinkCensus& census,
             const PageEvidence& evidence, const Url& page)
      : outline_(outline), regions_(regions), census_(census), page_(page), evidence_(evidence) {
    for (std::size_t at = 0; at < outline.elements.size(); ++at) {
      if (IsHeadingTag(outline.elements[at].node.Tag())) headings_.push_back(at);
    }
  }

  // The cards of the best group, and of those that have its form.
  [[nodiscard]] std::vector<ProductCard> Find(Region widest, Proof proof) const {
    const auto groups = FindRepeatedElements(outline_, regions_, evidence_, widest);
    const auto scored = Score(groups, proof);
    const auto* best = Best(scored);
    return best == nullptr ? std::vector<ProductCard>{} : Cards(WithAlike(*best, scored));
  }

  // The cards of all groups whose links are of the same kind as the best group's.
  [[nodiscard]] std::vector<ProductCard> FindAll(Region widest, Proof proof) const {
    const auto groups = FindRepeatedElements(outline_, regions_, evidence_, widest);
    const auto scored = Score(groups, proof);
    const auto* best = Best(scored);
    return best == nullptr ? std::vector<ProductCard>{} : Cards(OfOneKind(*best, scored));
  }

 private:
  [[nodiscard]] std::vector<ScoredGroup> Score(const std::vector<RepeatedElements>& groups,
                                               Proof proof) const {
    std::vector<const RepeatedElements*> worth;
    const auto size = proof == Proof::kPrices ? &RepeatedElements::priced : &RepeatedElements::pictured;
    for (const auto& group : groups) {
      if (group.*size > 0) worth.push_back(&group);
    }
    std::stable_sort(worth.begin(), worth.end(),
                     [size](const auto* a, const auto* b) { return a->*size > b->*size; });
    worth.resize(std::min(worth.size(), kGroupsLookedAt));
    std::vector<ScoredGroup> scored;
    scored.reserve(worth.size());
    for (const auto* group : worth) scored.push_back(ScoreGroup(*group, proof));
    return scored;
  }

  [[nodiscard]] ScoredGroup ScoreGroup(const RepeatedElements& group, Proof proof) const {
    ScoredGroup scored{.group = &group, .links = ChooseMainLinks(outline_, census_, evidence_, group)};
    if (scored.links.empty()) return scored;
    const auto tally = TallyOf(scored.links);
    if (IsProven(proof, tally, scored)) scored.score = ScoreOf(tally, scored);
    return scored;
  }

  [[nodiscard]] Tally TallyOf(const std::vector<MainLink>& links) const {
    Tally tally;
    for (const auto& main : links) {
      const auto& link = census_.links[main.link];
      const auto& named = census_.links[main.named];
      const std::string_view name = named.text.empty() ? named.label : named.text;
      tally.identities.insert(link.identity);
      if (evidence_.HasPrice(main.card)) {
        tally.priced_identities.insert(link.identity);
        ++tally.priced;
      }
      tally.names.insert(name);
      tally.name_bytes += name.size();
      tally.pictured += evidence_.HasPicture(main.card) ? 1 : 0;
      tally.prices += evidence_.Prices(main.card);
      tally.product_named += NamesProduct(link.url) ? 1 : 0;
      tally.product_urls += LooksLikeProductUrl(link.url) ? 1 : 0;
    }
    return tally;
  }

  [[nodiscard]] bool ProvenByPrices(const Tally& tally, const ScoredGroup& scored) const {
    if (Share(tally.priced, scored.links.size()) < kPricedShare) return false;
    const bool evident = tally.priced_identities.size() >= kSelfEvident && evidence_.PricesAreCertain();
    return evident || SaysProduct(scored);
  }

  [[nodiscard]] bool IsProven(Proof proof, const Tally& tally, const ScoredGroup& scored) const {
    if (proof == Proof::kPrices) return ProvenByPrices(tally, scored);
    return proof == Proof::kNames ? ProvenByNames(tally, scored) : ProvenByMarks(tally, scored);
  }

  [[nodiscard]] bool ProvenByMarks(const Tally& tally, const ScoredGroup& scored) const {
    const auto cards = scored.links.size();
    if (tally.identities.size() <= kSelfEvident || Share(tally.pictured, cards) <= kNamedShare) return false;
    const auto marked = std::count_if(scored.links.begin(), scored.links.end(), [this](const MainLink& main) {
      const Node card = outline_.elements[main.card].node;
      return IsMarkedProduct(card.Attribute("class").value_or(""), card.Attribute("itemtype").value_or(""));
    });
    return Share(static_cast<std::size_t>(marked), cards) > kNamedShare;
  }

  static bool ProvenByNames(const Tally& tally, const ScoredGroup& scored) {
    const auto cards = scored.links.size();
    return tally.identities.size() >= kSelfEvident && Share(tally.product_named, cards) > kNamedShare &&
           Share(tally.pictured, cards) > kNamedShare;
  }

  [[nodiscard]] double ScoreOf(const Tally& tally, const ScoredGroup& scored) const {
    const auto cards = scored.links.size();
    const auto proven = std::max(tally.priced_identities.size(), tally.product_named);
    const auto found = proven > 0 ? proven : tally.identities.size();
    const double pictures = 0.5 + 0.5 * Share(tally.pictured, cards);
    const double names = 0.2 + 0.8 * Share(tally.names.size(), cards);
    const double length = 0.4 + 0.6 * std::min(1.0, Share(tally.name_bytes, cards) / 20.0);
    const double urls = 1.0 + 0.4 * Share(tally.product_urls, cards);
    const double crowd = std::min(1.0, kPricesInCard / std::max(1.0, Share(tally.prices, cards)));
    // What stands apart from the longest run hardly counts.
    const auto run = std::min(found, LongestRun(scored.links));
    const double size = static_cast<double>(run) + 0.1 * static_cast<double>(found - run);
    return size * pictures * names * length * urls * crowd;
  }

  // A grid stands together; several side shows of one form each stand under a heading of their own.
  [[nodiscard]] std::size_t LongestRun(const std::vector<MainLink>& links) const {
    std::size_t longest = 0;
    std::size_t run = 0;
    std::size_t end = 0;
    for (const auto& link : links) {
      const auto heading = std::lower_bound(headings_.begin(), headings_.end(), end);
      run = heading != headings_.end() && *heading < link.card ? 1 : run + 1;
      end = outline_.elements[link.card].end;
      longest = std::max(longest, run);
    }
    return longest;
  }

  // For a single card or two: the link's address or the card's own class says that it is about a product.
  [[nodiscard]] bool SaysProduct(const ScoredGroup& scored) const {
    return std::any_of(scored.links.begin(), scored.links.end(), [this](const MainLink& main) {
      if (IsSubjectOf(page_, census_.links[main.link].url)) return false;
      const auto card = outline_.elements[main.card].node;
      return HasProductWord(card.Attribute("class").value_or("")) ||
             HasProductWord(card.Attribute("itemtype").value_or("")) ||
             NamesProduct(census_.links[main.link].url);
    });
  }

  static const ScoredGroup* Best(const std::vector<ScoredGroup>& scored) {
    const auto best = std::max_element(scored.begin(), scored.end(),
                                       [](const auto& a, const auto& b) { return a.score < b.score; });
    return best == scored.end() || best->score <= 0 ? nullptr : &*best;
  }

  [[nodiscard]] std::vector<MainLink> OfOneKind(const ScoredGroup& best,
                                                const std::vector<ScoredGroup>& scored) const {
    std::unordered_set<std::string> kinds;
    for (const auto& main : best.links) kinds.insert(UrlKind(census_.links[main.link].url));
    std::vector<MainLink> links;
    for (const auto& group : scored) {
      for (const auto& main : group.links) {
        const bool alike = kinds.contains(UrlKind(census_.links[main.link].url));
        if (alike && evidence_.HasPrice(main.card) && evidence_.HasPicture(main.card)) links.push_back(main);
      }
    }
    return InPageOrder(std::move(links));
  }

  [[nodiscard]] std::vector<MainLink> InPageOrder(std::vector<MainLink> links) const {
    std::stable_sort(links.begin(), links.end(),
                     [](const auto& a, const auto& b) { return a.link < b.link; });
    return links;
  }

  // A page may part its products into several grids, and name a card after its state ("sale", "new") first:
  // what has the same form as the best, or stands among its cards, belongs to it.
  [[nodiscard]] std::vector<MainLink> WithAlike(const ScoredGroup& best,
                                                const std::vector<ScoredGroup>& scored) const {
    std::unordered_set<std::uint64_t> slots;
    std::unordered_set<std::uint32_t> parents;
    for (const auto& link : best.links) {
      slots.insert(link.slot);
      parents.insert(outline_.elements[link.card].parent);
    }
    const auto& first = outline_.elements[best.group->members.front()];
    std::vector<MainLink> links = best.links;
    for (const auto& other : scored) {
      if (other.group == best.group) continue;
      const bool alike = outline_.elements[other.group->members.front()].shape == first.shape;
      for (const auto& link : other.links) {
        const auto& card = outline_.elements[link.card];
        const bool among = parents.contains(card.parent) && card.node.Tag() == first.node.Tag() &&
                           evidence_.HasPicture(link.card);
        if ((among || (alike && slots.contains(link.slot))) && evidence_.HasPrice(link.card))
          links.push_back(link);
      }
    }
    std::stable_sort(links.begin(), links.end(),
                     [](const auto& a, const auto& b) { return a.card < b.card; });
    return links;
  }

  [[nodiscard]] std::vector<ProductCard> Cards(const std::vector<MainLink>& links) const {
    std::vector<ProductCard> cards;
    std::unordered_set<std::string_view> known;
    const auto kinds = KindsOfPriced(links);
    for (const auto& main : links) {
      const auto& link = census_.links[main.link];
      if (!evidence_.HasPrice(main.card) && !evidence_.HasPicture(main.card)) continue;
      // Among cards with prices one without is sold out, or a tile that leads elsewhere.
      if (!evidence_.HasPrice(main.card) && !kinds.empty() && !kinds.contains(UrlFolder(link.url))) continue;
      if (known.insert(link.identity).second) cards.push_back(CardOf(main));
    }
    return cards;
  }

  [[nodiscard]] std::unordered_set<std::string> KindsOfPriced(const std::vector<MainLink>& links) const {
    std::unordered_set<std::string> kinds;
    for (const auto& main : links) {
      if (evidence_.HasPrice(main.card)) kinds.insert(UrlFolder(census_.links[main.link].url));
    }
    return kinds;
  }

  [[nodiscard]] ProductCard CardOf(const MainLink& main) const {
    const auto& link = census_.links[main.link];
    const auto& named = census_.links[main.named];
    ProductCard card{main.card, link.url, link.identity, named.text, {}, {}};
    if (card.text.empty()) card.text = HeadingIn(main.card);
    if (card.text.empty()) card.text = named.label;
    if (const auto* price = evidence_.PriceOf(main.card)) {
      card.price = price->amount;
      card.currency = price->currency;
    }
    return card;
  }

  [[nodiscard]] std::string_view HeadingIn(std::size_t card) const {
    const auto heading = std::lower_bound(headings_.begin(), headings_.end(), card);
    if (heading == headings_.end() || *heading >= outline_.elements[card].end) return {};
    return outline_.TextOf(*heading);
  }

  const Outline& outline_;
  const std::vector<Region>& regions_;
  const LinkCensus& census_;
  const Url& page_;
  const PageEvidence& evidence_;
  std::vector<std::size_t> headings_;  // element indices
};

}  // namespace

std::vector<ProductCard> FindProductCards(const Outline& outline, const std::vector<Region>& regions,
                                          const LinkCensus& census, const PageEvidence& evidence,
                                          const Url& page) {
  const CardFinder finder(outline, regions, census, evidence, page);
  const bool home = page.path == "/" && !page.query;
  for (const auto proof : {Proof::kPrices, Proof::kNames, Proof::kMarks}) {
    auto cards = home ? finder.FindAll(Region::kSideshow, proof) : finder.Find(Region::kContent, proof);
    if (cards.empty()) cards = finder.Find(Region::kSideshow, proof);
    if (!cards.empty()) return cards;
  }
  return {};
}

}  // namespace pricecrew
