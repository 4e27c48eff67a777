#include "producer/sitemap_scanner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxKept = 8'192;  // the protocol's longest URL has 2,047 bytes
constexpr std::string_view kSpace = " \t\r\n\f";

std::string_view Trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string_view PrefixOf(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
}

std::string_view LocalOf(std::string_view name) {
  return name.substr(PrefixOf(name).size() + (PrefixOf(name).empty() ? 0 : 1));
}

std::string_view ValueOf(std::string_view tag, std::string_view attribute) {
  for (auto at = tag.find(attribute); at != std::string_view::npos; at = tag.find(attribute, at + 1)) {
    const auto equals = tag.find_first_not_of(kSpace, at + attribute.size());
    if (at == 0 || kSpace.find(tag[at - 1]) == std::string_view::npos) continue;
    if (equals == std::string_view::npos || tag[equals] != '=') continue;
    const auto quote = tag.find_first_not_of(kSpace, equals + 1);
    if (quote == std::string_view::npos || (tag[quote] != '"' && tag[quote] != '\'')) continue;
    return tag.substr(quote + 1, tag.find(tag[quote], quote + 1) - quote - 1);
  }
  return {};
}

// XML has five names of its own; what is no reference stays as it is.
std::string WithoutReferences(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNames{
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  std::string plain;
  while (!text.empty()) {
    const auto ampersand = std::min(text.find('&'), text.size());
    plain.append(text.substr(0, ampersand));
    text.remove_prefix(ampersand);
    if (text.empty()) break;
    const auto end = text.substr(0, 12).find(';');
    const auto name = end == std::string_view::npos ? std::string_view{} : text.substr(1, end - 1);
    const auto known =
        std::find_if(kNames.begin(), kNames.end(), [name](const auto& one) { return one.first == name; });
    plain.push_back(known == kNames.end() ? '&' : known->second);
    text.remove_prefix(known == kNames.end() ? 1 : end + 1);
  }
  return plain;
}

// Where the markup that begins `text` ends (one past it), npos where it does not.
std::size_t EndOfMarkup(std::string_view text) {
  const auto after = [&text](std::string_view end) {
    const auto at = text.find(end);
    return at == std::string_view::npos ? at : at + end.size();
  };
  if (text.starts_with("<!--")) return after("-->");
  if (text.starts_with("<![CDATA[")) return after("]]>");
  return after(">");
}

}  // namespace

void SitemapScanner::Take(std::string_view piece) {
  if (IsFull()) return;
  pending_.append(piece);
  const std::string text = std::exchange(pending_, {});
  Consume(text);
}

void SitemapScanner::Consume(std::string_view text) {
  while (!text.empty() && !IsFull()) {
    const auto open = std::min(text.find('<'), text.size());
    if (text_.size() < kMaxKept) text_.append(text.substr(0, std::min(open, kMaxKept)));
    text.remove_prefix(open);
    if (text.empty()) return;
    const auto end = EndOfMarkup(text);
    if (end == std::string_view::npos) {
      // A comment may be long; what is no tag by now is text.
      const bool comment = text.starts_with("<!--");
      if (comment && text.size() > kMaxKept)
        text.remove_prefix(text.size() - 4), pending_ = "<!--" + std::string(text);
      else if (text.size() <= kMaxKept)
        pending_ = text;
      return;
    }
    if (text.starts_with("<![CDATA[")) {
      if (text_.size() < kMaxKept) text_.append(text.substr(9, std::min(end - 12, kMaxKept)));
    } else if (!text.starts_with("<!") && !text.starts_with("<?")) {
      OnTag(text.substr(1, end - 2));
    }
    text.remove_prefix(end);
  }
}

void SitemapScanner::OnTag(std::string_view tag) {
  const bool end = tag.starts_with('/');
  if (end) tag.remove_prefix(1);
  const auto name = tag.substr(0, std::min(tag.find_first_of(" \t\r\n/"), tag.size()));
  end ? OnEnd(name) : OnStart(name, tag);
  text_.clear();
}

void SitemapScanner::OnStart(std::string_view name, std::string_view tag) {
  const auto local = LowerCase(LocalOf(name));
  const auto begin = [&](Entry entry) {
    entry_ = entry;
    prefix_ = PrefixOf(name);
    address_.clear();
  };
  if (local == "url") begin(Entry::kPage);
  if (local == "sitemap") begin(Entry::kSitemap);
  if (local == "entry") begin(Entry::kAtom);
  if (local == "item") begin(Entry::kRss);
  if (local != "link" || entry_ != Entry::kAtom || !address_.empty()) return;
  const auto rel = ValueOf(tag, "rel");
  if (rel.empty() || rel == "alternate") address_ = ValueOf(tag, "href");
}

void SitemapScanner::OnEnd(std::string_view name) {
  if (entry_ == Entry::kNone) return;
  const auto local = LowerCase(LocalOf(name));
  const bool own = PrefixOf(name) == prefix_;
  if (own && address_.empty() && (local == "loc" || (local == "link" && entry_ == Entry::kRss)))
    address_ = Trimmed(text_);
  const bool ends = own && (local == "url" || local == "sitemap" || local == "entry" || local == "item");
  if (!ends) return;
  // Some write the address without its element.
  if (address_.empty() && entry_ != Entry::kAtom) address_ = Trimmed(text_);
  Add(address_);
  entry_ = Entry::kNone;
}

void SitemapScanner::Add(std::string_view address) {
  auto url = WithoutReferences(Trimmed(address));
  if (url.empty()) return;
  (entry_ == Entry::kSitemap ? found_.sitemaps : found_.pages).push_back(std::move(url));
}

Sitemap SitemapScanner::Finish() {
  if (entry_ != Entry::kNone || !pending_.empty()) found_.broken = "xml";
  return std::move(found_);
}

}  // namespace pricecrew
