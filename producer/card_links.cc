#include "producer/card_links.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

// What holds more links than this is no card.
constexpr std::size_t kMaxLinksInCard = 80;

// A link within a card.
struct Candidate {
  std::size_t member = 0;  // position in the group
  std::size_t link = 0;    // position in the census
  std::uint64_t slot = 0;
  bool in_heading = false;
  bool named_product = false;
};

struct SlotTally {
  std::unordered_set<std::size_t> members;
  std::unordered_set<std::string_view> identities;
  std::unordered_set<std::string_view> texts;
  std::size_t links = 0;
  std::size_t text_bytes = 0;
  std::size_t in_heading = 0;
  std::size_t named_product = 0;
};

constexpr std::array<std::string_view, 7> kHeadings = {"h1", "h2", "h3", "h4", "h5", "h6", "strong"};
constexpr std::array<std::string_view, 12> kNameWords = {"product", "title",    "name",    "item",
                                                         "produkt", "artikel",  "article", "goods",
                                                         "produit", "producto", "detail",  "details"};

bool HasNameWord(Node node) {
  const auto words = WordsOf(node.Attribute("class").value_or(""));
  return std::any_of(words.begin(), words.end(),
                     [](const auto& word) { return HoldsWord(kNameWords, word); });
}

Candidate CandidateAt(const Outline& outline, std::size_t card, std::size_t link_element) {
  Candidate candidate;
  for (auto at = link_element;; at = outline.elements[at].parent) {
    const auto& element = outline.elements[at];
    candidate.in_heading = candidate.in_heading || HoldsWord(kHeadings, element.node.Tag());
    if (at != card || at == link_element)
      candidate.named_product = candidate.named_product || HasNameWord(element.node);
    candidate.slot = candidate.slot * 1099511628211ULL + element.shape;
    if (at == card || at == 0) return candidate;
  }
}

std::string_view NameOf(const Link& link) { return link.text.empty() ? link.label : link.text; }

std::vector<Candidate> CandidatesOf(const Outline& outline, const LinkCensus& census,
                                    const PageEvidence& evidence, const RepeatedElements& group) {
  std::vector<Candidate> candidates;
  for (std::size_t member = 0; member < group.members.size(); ++member) {
    const auto [first, last] = evidence.LinksWithin(group.members[member]);
    if (last - first > kMaxLinksInCard) continue;
    for (auto at = first; at < last; ++at) {
      const auto& link = census.links[at];
      if (link.errand || link.region == Region::kFurniture) continue;
      auto candidate = CandidateAt(outline, group.members[member], link.element);
      candidate.member = member;
      candidate.link = at;
      candidates.push_back(candidate);
    }
  }
  return candidates;
}

using Tallies = std::unordered_map<std::uint64_t, SlotTally>;

Tallies TallySlots(const LinkCensus& census, const std::vector<Candidate>& candidates) {
  Tallies tallies;
  for (const auto& candidate : candidates) {
    const auto& link = census.links[candidate.link];
    auto& tally = tallies[candidate.slot];
    tally.members.insert(candidate.member);
    tally.identities.insert(link.identity);
    tally.texts.insert(NameOf(link));
    tally.text_bytes += NameOf(link).size();
    tally.in_heading += candidate.in_heading ? 1 : 0;
    tally.named_product += candidate.named_product ? 1 : 0;
    ++tally.links;
  }
  return tallies;
}

double Share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// How much the links of one place in the cards look like the cards' own.
double Weight(const SlotTally& tally, std::size_t cards) {
  const double everywhere = Share(tally.members.size(), cards);
  const double own_page = Share(tally.identities.size(), tally.links);
  const double own_text = 0.4 + 0.6 * Share(tally.texts.size(), tally.links);
  const double length = 0.3 + 0.7 * std::min(1.0, Share(tally.text_bytes, tally.links) / 30.0);
  const double marks =
      1.0 + 0.5 * Share(tally.in_heading, tally.links) + 0.5 * Share(tally.named_product, tally.links);
  return everywhere * own_page * own_page * own_text * length * marks;
}

struct Choice {
  double weight = 0;
  Candidate first;
  std::size_t named = 0;
  double best_slot = 0;
};

// The candidates of one card; those to one page speak for it together.
MainLink ChooseInCard(const LinkCensus& census, const std::vector<Candidate>& card,
                      const std::unordered_map<std::uint64_t, double>& weights) {
  std::unordered_map<std::string_view, Choice> choices;
  const Choice* best = nullptr;
  for (const auto& candidate : card) {
    const auto& link = census.links[candidate.link];
    const double weight = weights.at(candidate.slot);
    auto [known, fresh] =
        choices.try_emplace(link.identity, Choice{.first = candidate, .named = candidate.link});
    auto& choice = known->second;
    choice.weight += weight;
    if (weight > choice.best_slot) {
      choice.best_slot = weight;
      choice.first.slot = candidate.slot;
    }
    if (link.text.size() > census.links[choice.named].text.size()) choice.named = candidate.link;
    if (best == nullptr || choice.weight > best->weight) best = &choice;
  }
  return {.link = best->first.link, .named = best->named, .slot = best->first.slot};
}

}  // namespace

std::vector<MainLink> ChooseMainLinks(const Outline& outline, const LinkCensus& census,
                                      const PageEvidence& evidence, const RepeatedElements& group) {
  const auto candidates = CandidatesOf(outline, census, evidence, group);
  std::unordered_map<std::uint64_t, double> weights;
  for (const auto& [slot, tally] : TallySlots(census, candidates))
    weights[slot] = Weight(tally, group.members.size());
  std::vector<MainLink> chosen;
  for (auto at = candidates.begin(); at != candidates.end();) {
    const auto next =
        std::find_if(at, candidates.end(), [at](const auto& c) { return c.member != at->member; });
    chosen.push_back(ChooseInCard(census, {at, next}, weights));
    chosen.back().card = group.members[at->member];
    at = next;
  }
  return chosen;
}

}  // namespace pricecrew
