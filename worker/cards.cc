#include "worker/cards.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "common/html/ascii.h"
#include "common/html/short_names.h"
#include "worker/visible_words.h"

namespace pricecrew {
namespace {

constexpr ShortNames kAside("nav", "footer", "header", "aside");

/// Where links begin: how many there are before an element.
std::vector<std::size_t> LinksBefore(const VisibleOutline& outline) {
  std::vector<std::size_t> before{0};
  before.reserve(outline.elements().size() + 1);
  for (const VisibleElement& element : outline.elements()) {
    const auto href = element.node.Tag() == "a" ? element.node.Attribute("href") : std::nullopt;
    const bool leads = href && !href->empty() && !href->starts_with('#') && !href->starts_with("javascript");
    before.push_back(before.back() + (leads ? 1 : 0));
  }
  return before;
}

/// What makes two children of an element look alike.
struct Kind {
  std::uint32_t parent = 0;
  std::string_view tag;
  std::uint64_t words = 0;  ///< a hash of its class, as far as that is said of each of them
  std::string_view name;    ///< its id, unless that has digits and thus counts or is generated

  friend bool operator==(const Kind&, const Kind&) = default;
};

struct KindHash {
  std::size_t operator()(const Kind& kind) const {
    const std::hash<std::string_view> hash;
    const std::size_t place = hash(kind.tag) + kind.parent * std::size_t{0x9E3779B97F4A7C15};
    return kind.words ^ place ^ hash(kind.name) << 1;
  }
};

// "post-811", "first", "product_cat-lamps": words that tell one card from the next.
bool IsOfOneCard(std::string_view word) {
  constexpr std::array<std::string_view, 10> kWords{"first",  "last",       "odd",    "even",     "instock",
                                                    "onsale", "outofstock", "active", "featured", "sale"};
  return word.find_first_of("0123456789") != std::string_view::npos ||
         std::ranges::find(kWords, word) != kWords.end() || word.starts_with("product_cat-") ||
         word.starts_with("product_tag-");
}

// Calls `take` with each word of a class.
template <typename Take>
void ForEachClass(std::string_view words, Take take) {
  constexpr std::string_view kSpace = " \t\n\r\f";
  for (std::size_t at = words.find_first_not_of(kSpace); at != std::string_view::npos;) {
    const std::size_t end = std::min(words.find_first_of(kSpace, at), words.size());
    take(words.substr(at, end - at));
    at = words.find_first_not_of(kSpace, end);
  }
}

std::uint64_t HashOfClass(std::string_view words) {
  std::uint64_t hash = 0;
  ForEachClass(words, [&hash](std::string_view word) {
    if (!IsOfOneCard(word)) hash = hash * 31 + std::hash<std::string_view>{}(word);
  });
  return hash == 0 ? std::hash<std::string_view>{}(words) : hash;
}

Kind KindOf(const VisibleElement& element) {
  const std::string_view id = element.node.Attribute("id").value_or("");
  const bool counts = id.find_first_of("0123456789") != std::string_view::npos;
  return {element.parent, element.node.Tag(), HashOfClass(element.node.Attribute("class").value_or("")),
          counts ? "" : id};
}

// The same of a larger kind: "section" of "section section--dark".
Kind RoughKindOf(const VisibleElement& element) {
  std::string_view first;
  ForEachClass(element.node.Attribute("class").value_or(""), [&first](std::string_view word) {
    if (first.empty()) first = word;
  });
  return {element.parent, element.node.Tag(), std::hash<std::string_view>{}(first), ""};
}

bool IsItem(const VisibleElement& element) {
  return element.node.Tag() == "li" || element.node.Tag() == "article";
}

// "suggested-retail-price" suggests nothing else.
bool IsMarkedAside(Marks marks) {
  const bool is_former = marks.Has(Mark::kPrice) && (marks.Has(Mark::kFormer) || marks.Has(Mark::kRegular));
  return marks.Has(Mark::kAside) && !is_former;
}

// Some shops set what sells their product aside from what describes it: one button to buy, in <aside>.
bool IsBuyBox(const VisibleOutline& outline, std::size_t index) {
  constexpr std::size_t kMostElements = 400;
  const VisibleElement& box = outline.at(index);
  if (box.node.Tag() != "aside" || box.end - index > kMostElements) return false;
  std::size_t buttons = 0;
  for (std::size_t i = index + 1; i < box.end; ++i) {
    const std::string_view tag = outline.at(i).node.Tag();
    if ((tag == "button" || tag == "a") && ReadLabel(outline.Text(i)).buys) ++buttons;
  }
  return buttons == 1;
}

class CardFinder {
 public:
  CardFinder(const VisibleOutline& outline, std::span<const std::size_t> priced, std::size_t heading)
      : outline_(outline),
        heading_(heading),
        links_(LinksBefore(outline)),
        kinds_(outline.elements().size(), 0) {
    for (std::size_t i = heading; i > 0; i = outline.at(i).parent) beside_.insert(RoughKindOf(outline.at(i)));
    for (const std::size_t element : priced) NotePriced(element);
  }

  Cards Find(std::span<const std::size_t> priced) const {
    Cards cards;
    cards.of.reserve(priced.size());
    cards.covered.resize(outline_.elements().size(), 0);
    for (const std::size_t element : priced) {
      const std::size_t card = CardOf(element);
      cards.of.push_back(card);
      if (card > 0 && cards.covered[card] == 0) Cover(Whole(card), cards.covered);
    }
    return cards;
  }

 private:
  struct Group {  // of elements of one kind
    int priced = 0;
    bool is_beside_heading = false;  // or one that holds it
  };

  void NotePriced(std::size_t index) {
    while (index > 0 && kinds_[index] == 0) {
      const auto [known, is_new] =
          numbers_.try_emplace(KindOf(outline_.at(index)), static_cast<std::uint32_t>(groups_.size()));
      if (is_new) groups_.push_back({0, beside_.contains(RoughKindOf(outline_.at(index)))});
      kinds_[index] = known->second;
      ++groups_[known->second].priced;
      index = outline_.at(index).parent;
    }
  }

  [[nodiscard]] bool HoldsHeading(std::size_t index) const {
    return heading_ > 0 && outline_.Contains(index, heading_);
  }

  [[nodiscard]] std::size_t CardOf(std::size_t place) const {
    constexpr int kLevels = 24;
    std::size_t index = place;
    for (int level = 0; level < kLevels && index > 0; ++level, index = outline_.at(index).parent) {
      if (HoldsHeading(index)) return 0;
      if (IsCard(index, place, level)) return index;
    }
    return 0;
  }

  // The parts of a page that stand beside the one of the heading are no cards, few as they are.
  [[nodiscard]] bool IsBesideHeading(std::size_t index) const {
    constexpr int kFew = 4;
    const Group& group = groups_[kinds_[index]];
    return group.is_beside_heading && group.priced <= kFew;
  }

  [[nodiscard]] bool IsCard(std::size_t index, std::size_t place, int level) const {
    constexpr int kNear = 10;  // levels within which two of a kind are enough
    const VisibleElement& element = outline_.at(index);
    const std::string_view tag = element.node.Tag();
    if (tag == "a" && links_[index + 1] > links_[index]) return true;
    if (links_[element.end] == links_[index] || IsBesideHeading(index)) return false;
    if (IsItem(element) && links_[place] > links_[index]) return true;
    if (tag == "tr" || tag == "td" || tag == "tbody") return false;
    return groups_[kinds_[index]].priced > (level < kNear ? 1 : 2);
  }

  // A link is the link of the repeated or listed element around it.
  [[nodiscard]] std::size_t Whole(std::size_t card) const {
    constexpr int kLevels = 6;
    if (outline_.at(card).node.Tag() != "a") return card;
    std::size_t index = outline_.at(card).parent;
    for (int level = 0; level < kLevels && index > 0 && !HoldsHeading(index); ++level) {
      const bool repeated = groups_[kinds_[index]].priced > 1 && !IsBesideHeading(index);
      if (repeated || IsItem(outline_.at(index))) return index;
      index = outline_.at(index).parent;
    }
    return card;
  }

  void Cover(std::size_t card, std::vector<char>& covered) const {
    const auto begin = covered.begin() + static_cast<std::ptrdiff_t>(card);
    std::fill(begin, covered.begin() + static_cast<std::ptrdiff_t>(outline_.at(card).end), char{1});
  }

  const VisibleOutline& outline_;
  std::size_t heading_;
  std::vector<std::size_t> links_;
  std::vector<std::uint32_t> kinds_;  // of the elements that hold a price: their group, else 0
  std::vector<Group> groups_{Group{}};
  std::unordered_map<Kind, std::uint32_t, KindHash> numbers_;
  std::unordered_set<Kind, KindHash> beside_;  // what stands there is no card
};

}  // namespace

std::vector<std::size_t> FindAside(const VisibleOutline& outline, std::size_t heading) {
  std::vector<std::size_t> aside(outline.elements().size(), 0);
  for (std::size_t i = 1; i < aside.size(); ++i) {
    const VisibleElement& element = outline.at(i);
    const bool holds_heading = heading > 0 && outline.Contains(i, heading);
    aside[i] = aside[element.parent];
    if (aside[i] != 0 || holds_heading || element.parent == 0) continue;
    if (IsMarkedAside(element.marks) || (kAside.Holds(element.node.Tag()) && !IsBuyBox(outline, i)))
      aside[i] = i;
  }
  return aside;
}

Cards FindCards(const VisibleOutline& outline, std::span<const std::size_t> priced, std::size_t heading) {
  return CardFinder(outline, priced, heading).Find(priced);
}

}  // namespace pricecrew
