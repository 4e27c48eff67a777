#include "producer/next_link.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "producer/next_words.h"
#include "producer/numbered_pages.h"
#include "producer/page_number.h"
#include "producer/word_match.h"

namespace pricecrew {
namespace {

// What speaks for a link. A relation or a word is enough; a bare arrow or a name needs to stand among page
// links or to lead to a URL with a page number.
constexpr int kRelation = 100;
constexpr int kWord = 60;
constexpr int kNewer = 52;
constexpr int kNumber = 55;
constexpr int kName = 35;
constexpr int kArrow = 30;
constexpr int kAmongPages = 20;
constexpr int kPageUrl = 15;
constexpr int kEnough = 50;

constexpr std::array<std::string_view, 12> kPagerWords = {"pagination", "pager",   "paging",    "paginator",
                                                          "pages",      "pagenav", "pagelinks", "paginate",
                                                          "pagenavi",   "seiten",  "toolbar",   "page"};

class NextFinder {
 public:
  NextFinder(const Outline& outline, const LinkCensus& census, const PageAddress& address)
      : outline_(outline), census_(census), address_(address), here_(CanonicalUrl(address.page)) {}

  [[nodiscard]] std::optional<std::string> Find(std::string_view rel_next) {
    if (const auto url = rel_next.empty() ? std::nullopt : ResolveWithinShop(rel_next, address_)) {
      if (IsBelieved(*url)) return url->Href();
    }
    CountNumbers();
    for (std::size_t at = 0; at < census_.links.size(); ++at) CountLink(at);
    auto best = Best();
    return best ? std::move(best) : LoadMore();
  }

 private:
  // The head of a page names what its content system has next: the next page of this one, which a link leads
  // to as well or the address shows; but also the next article, or the second page of a blog that a home page
  // does not show.
  [[nodiscard]] bool IsBelieved(const Url& url) const {
    const auto identity = CanonicalUrl(url);
    if (!LeadsOn(identity)) return false;
    bool linked = false;
    for (const auto& link : census_.links) {
      if (link.identity != identity) continue;
      linked = true;
      if (DirectionOfText(link.text) == Direction::kPrevious) return false;
    }
    if (linked) return true;
    const bool home = address_.page.path == "/" && !address_.page.query;
    return !home && (url.path == address_.page.path || PageNumberIn(identity));
  }

  // A next page is another page, and no earlier one.
  [[nodiscard]] bool LeadsOn(const std::string& identity) const {
    if (identity == here_) return false;
    const auto step = StepBetween(here_, identity);
    return !step || *step > 0 || !PageNumberIn(here_);
  }

  [[nodiscard]] bool LeadsToPage(const std::string& identity) const {
    const auto there = PageNumberIn(identity);
    return there && *there > PageNumberIn(here_).value_or(0) && LeadsOn(identity);
  }

  // A button, or what stands below the grid until it comes into sight, from whose attribute a script takes
  // the address of what it adds.
  [[nodiscard]] std::optional<std::string> LoadMore() const {
    for (std::size_t at = 0; at < outline_.elements.size(); ++at) {
      const Node node = outline_.elements[at].node;
      for (const auto& attribute : node.Attributes()) {
        if (!HoldsAddress(attribute.name)) continue;
        const auto url = ResolveWithinShop(attribute.value, address_);
        if (url && LeadsToPage(CanonicalUrl(*url)) && SaysMore(at, attribute.name)) return url->Href();
      }
    }
    return std::nullopt;
  }

  static bool HoldsAddress(std::string_view attribute) {
    if (attribute == "hx-get") return true;
    if (!attribute.starts_with("data-")) return false;
    const auto words = WordsOf(attribute);
    constexpr auto kWords =
        std::to_array<std::string_view>({"url", "href", "link", "next", "src", "more", "action"});
    return std::any_of(words.begin(), words.end(), [&](const auto& word) { return HoldsWord(kWords, word); });
  }

  [[nodiscard]] bool SaysMore(std::size_t element, std::string_view attribute) const {
    const auto text = outline_.TextOf(element);
    if (SaysLoadMore(text) || DirectionOfText(text) == Direction::kNext) return true;
    constexpr auto kWords = std::to_array<std::string_view>(
        {"more", "loadmore", "showmore", "next", "infinite", "scroll", "loader"});
    const Node node = outline_.elements[element].node;
    for (const auto name :
         {attribute, node.Attribute("class").value_or(""), node.Attribute("id").value_or("")}) {
      const auto words = WordsOf(name);
      if (std::any_of(words.begin(), words.end(), [&](const auto& word) { return HoldsWord(kWords, word); }))
        return true;
    }
    return node.Attribute("hx-trigger").value_or("").find("revealed") != std::string_view::npos;
  }

  void CountNumbers() {
    const auto pages = FindNumberedPages(outline_, census_, address_.page);
    for (const auto link : pages.next) Add(link, kNumber);
    for (const auto link : pages.next) numbered_.push_back(link);
    for (const auto link : pages.elsewhere) numbered_.push_back(link);
    std::sort(numbered_.begin(), numbered_.end());
  }

  void CountLink(std::size_t at) {
    const auto& link = census_.links[at];
    const int said = Said(link);
    if (said == 0) return;
    if (said == kNewer) return AddNewer(at);
    Add(at, said + (AmongPages(at) ? kAmongPages : 0) + (HasPageUrl(link) ? kPageUrl : 0));
  }

  // What the link itself says of where it leads; 0 for nothing.
  [[nodiscard]] int Said(const Link& link) const {
    const Node node = outline_.elements[link.element].node;
    const auto rel = WordsOf(node.Attribute("rel").value_or(""));
    if (HoldsWord(rel, "next")) return kRelation;
    const auto text = DirectionOfText(link.text);
    const auto label = DirectionOfText(link.label);
    if (text == Direction::kPrevious || label == Direction::kPrevious) return 0;
    if (text == Direction::kNewer) return kNewer;
    if (text == Direction::kNext || label == Direction::kNext) return kWord;
    // Menus and filters say so as well: the address has to be a later page's.
    if (LeadsToPage(link.identity) && (SaysLoadMore(link.text) || SaysLoadMore(link.label))) return kWord;
    const auto name = NameDirection(link);
    constexpr std::size_t kMaxSignBytes = 12;
    if (name == Direction::kPrevious || (text != Direction::kArrow && link.text.size() > kMaxSignBytes))
      return 0;
    if (name == Direction::kNext) return kName + (text == Direction::kArrow ? kArrow : 0);
    return text == Direction::kArrow || label == Direction::kArrow || name == Direction::kArrow ? kArrow : 0;
  }

  // The names of the link, of the element just around it and of what it holds.
  [[nodiscard]] Direction NameDirection(const Link& link) const {
    constexpr std::size_t kWithin = 6;
    const auto& place = outline_.elements[link.element];
    std::vector<std::size_t> near;
    if (outline_.TextOf(place.parent).size() == outline_.TextOf(link.element).size())
      near.push_back(place.parent);
    for (auto at = link.element; at < std::min<std::size_t>(place.end, link.element + kWithin); ++at)
      near.push_back(at);
    auto found = Direction::kNone;
    for (const auto at : near) {
      const Node node = outline_.elements[at].node;
      for (const auto* attribute : {"class", "id", "src"}) {
        const auto name = node.Attribute(attribute).value_or("");
        const auto direction = DirectionOfName(name.substr(name.rfind('/') + 1));
        if (direction == Direction::kPrevious) return direction;
        found = std::max(found, direction);
      }
    }
    return found;
  }

  // Beside page numbers, or in an element named after them.
  [[nodiscard]] bool AmongPages(std::size_t link) const {
    const auto near = std::lower_bound(numbered_.begin(), numbered_.end(), link);
    if (near != numbered_.end() && *near - link <= 3) return true;
    if (near != numbered_.begin() && link - *std::prev(near) <= 3) return true;
    auto at = census_.links[link].element;
    for (int level = 0; level < 4 && at != 0; ++level, at = outline_.elements[at].parent) {
      const Node node = outline_.elements[at].node;
      for (const auto* attribute : {"class", "id"}) {
        const auto words = WordsOf(node.Attribute(attribute).value_or(""));
        if (std::any_of(words.begin(), words.end(), [](const auto& w) { return HoldsWord(kPagerWords, w); }))
          return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool HasPageUrl(const Link& link) const {
    return PageNumberIn(link.identity).has_value() || StepBetween(here_, link.identity).value_or(0) > 0;
  }

  // The numbers fall on the way to newer entries: the one link that may lead back to the first page.
  void AddNewer(std::size_t link) {
    auto [known, fresh] = scores_.try_emplace(census_.links[link].identity, Score{.link = link});
    known->second.said = std::max(known->second.said, kNewer);
  }

  void Add(std::size_t link, int score) {
    const auto& identity = census_.links[link].identity;
    if (!LeadsOn(identity)) return;
    auto [known, fresh] = scores_.try_emplace(identity, Score{.link = link});
    // Said and numbered together are stronger than either; saying it twice is not.
    auto& part = score == kNumber ? known->second.numbered : known->second.said;
    part = std::max(part, score);
  }

  [[nodiscard]] std::optional<std::string> Best() const {
    const Score* best = nullptr;
    for (const auto& [identity, score] : scores_) {
      const bool better = best == nullptr || score.Sum() > best->Sum() ||
                          (score.Sum() == best->Sum() && score.link < best->link);
      if (better) best = &score;
    }
    if (best == nullptr || best->Sum() < kEnough) return std::nullopt;
    return census_.links[best->link].url;
  }

  struct Score {
    std::size_t link = 0;
    int said = 0;
    int numbered = 0;
    [[nodiscard]] int Sum() const { return said + numbered; }
  };

  const Outline& outline_;
  const LinkCensus& census_;
  const PageAddress& address_;
  std::string here_;
  std::vector<std::size_t> numbered_;
  std::unordered_map<std::string_view, Score> scores_;
};

}  // namespace

std::optional<std::string> FindNextLink(const Outline& outline, const LinkCensus& census,
                                        const PageAddress& address, std::string_view rel_next) {
  return NextFinder(outline, census, address).Find(rel_next);
}

}  // namespace pricecrew
