#include "producer/sitemap.h"

#include <algorithm>
#include <array>
#include <map>

#include "producer/gunzip.h"
#include "producer/product_url.h"
#include "producer/sitemap_scanner.h"
#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr std::string_view kSpace = " \t\r\n\f";
constexpr std::size_t kHead = 4'096;

std::string_view WithoutMark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  return text;
}

std::string_view FirstLine(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

bool IsUrl(std::string_view line) { return line.starts_with("http://") || line.starts_with("https://"); }

enum class Form { kNone, kXml, kList };

Form FormOf(std::string_view head) {
  head = WithoutMark(head.substr(0, kHead));
  if (IsUrl(head) && FirstLine(head).find_first_of(" <\t") == std::string_view::npos) return Form::kList;
  if (!head.starts_with('<')) return Form::kNone;
  for (const std::string_view root :
       {"<urlset", "<sitemapindex", "<feed", "<rss", ":urlset", ":sitemapindex"}) {
    const auto at = head.find(root);
    if (at != std::string_view::npos && head.substr(0, at).find("<html") == std::string_view::npos)
      return Form::kXml;
  }
  return Form::kNone;
}

// The lines of a text, as its pieces come.
class LineReader {
 public:
  void Take(std::string_view piece) {
    constexpr std::size_t kMaxLine = 8'192;
    while (!piece.empty()) {
      const auto end = std::min(piece.find('\n'), piece.size());
      if (line_.size() < kMaxLine) line_.append(piece.substr(0, std::min(end, kMaxLine)));
      if (end == piece.size()) return;
      piece.remove_prefix(end + 1);
      EndLine();
    }
  }

  Sitemap Finish() {
    EndLine();
    return std::move(found_);
  }

 private:
  void EndLine() {
    const auto line = FirstLine(WithoutMark(line_));
    if (IsUrl(line) && found_.pages.size() < kMaxSitemapUrls) found_.pages.emplace_back(line);
    line_.clear();
  }

  std::string line_;
  Sitemap found_;
};

// The pieces of a page, unpacked where it is packed; what went wrong with that.
template <typename Reader>
Sitemap ReadPieces(std::string_view body, Reader reader) {
  if (!IsGzip(body)) {
    reader.Take(body.substr(0, kMaxSitemapBytes));
    auto found = reader.Finish();
    if (body.size() > kMaxSitemapBytes) found.broken = "too_large";
    return found;
  }
  const auto end = Gunzip(body, kMaxSitemapBytes, [&reader](std::string_view piece) { reader.Take(piece); });
  auto found = reader.Finish();
  if (end == GunzipEnd::kBroken) found.broken = "gzip";
  if (end == GunzipEnd::kTooLarge) found.broken = "too_large";
  return found;
}

std::string HeadOf(std::string_view body) {
  if (!IsGzip(body)) return std::string(body.substr(0, kHead));
  std::string head;
  Gunzip(body, kHead, [&head](std::string_view piece) { head.append(piece.substr(0, kHead)); });
  return head;
}

// "Sitemap: URL" lines stand for themselves, whatever group is around them (RFC 9309 leaves them to others).
Sitemap FromRobots(std::string_view text) {
  Sitemap found;
  while (!text.empty()) {
    const auto line = WithoutMark(FirstLine(text));
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    if (LowerCase(line.substr(0, 8)) != "sitemap:" || found.sitemaps.size() == kMaxSitemapUrls) continue;
    const auto url = FirstLine(WithoutMark(line.substr(8)));
    if (!url.empty()) found.sitemaps.emplace_back(url.substr(0, url.find_first_of(" \t#")));
  }
  return found;
}

constexpr auto kOtherPages =
    std::to_array<std::string_view>({"category",   "categories",   "product-category",
                                     "collection", "collections",  "c",
                                     "kategorie",  "kategorien",   "categorie",
                                     "categoria",  "categorias",   "blog",
                                     "blogs",      "news",         "article",
                                     "articles",   "page",         "pages",
                                     "tag",        "tags",         "brand",
                                     "brands",     "author",       "help",
                                     "faq",        "info",         "about",
                                     "contact",    "product-tag",  "marken",
                                     "magazine",   "magazin",      "stores",
                                     "search",     "manufacturer", "post",
                                     "posts",      "cms",          "cat"});

bool IsOtherPage(std::string_view url) {
  const auto host = url.find("://");
  const auto path =
      url.substr(std::min(url.find('/', host == std::string_view::npos ? 0 : host + 3), url.size()));
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find_first_of("/?&=", at), path.size());
    if (HoldsWord(kOtherPages, path.substr(at, end - at))) return true;
    at = end + 1;
  }
  return path.empty() || path == "/";
}

std::size_t DepthOf(std::string_view url) {
  return static_cast<std::size_t>(std::count(url.begin(), url.end(), '/'));
}

template <typename Wanted>
std::vector<std::string> PagesThat(const std::vector<std::string>& pages, Wanted wanted) {
  std::vector<std::string> found;
  std::copy_if(pages.begin(), pages.end(), std::back_inserter(found), wanted);
  return found;
}

}  // namespace

std::optional<Sitemap> ReadSitemap(const Page& page) {
  if (page.url.path == "/robots.txt" && !page.body.starts_with('<')) return FromRobots(page.body);
  switch (FormOf(HeadOf(page.body))) {
    case Form::kXml:
      return ReadPieces(page.body, SitemapScanner());
    case Form::kList:
      return ReadPieces(page.body, LineReader());
    case Form::kNone:
      break;
  }
  return std::nullopt;
}

std::vector<std::string> ProductPagesOf(const std::vector<std::string>& pages) {
  auto named =
      PagesThat(pages, [](const std::string& url) { return NamesProduct(url) && !IsOtherPage(url); });
  if (!named.empty()) return named;
  auto rest = PagesThat(pages, [](const std::string& url) { return !IsOtherPage(url); });
  auto numbered = PagesThat(rest, LooksLikeProductUrl);
  if (2 * numbered.size() >= rest.size() && !numbered.empty()) return numbered;
  // A shop has more products than anything else, and they stand at one depth.
  std::map<std::size_t, std::size_t> count;
  for (const auto& url : rest) ++count[DepthOf(url)];
  const auto most = std::max_element(count.begin(), count.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == count.end() || 10 * most->second < 6 * rest.size()) return rest;
  return PagesThat(rest, [depth = most->first](const std::string& url) { return DepthOf(url) == depth; });
}

}  // namespace pricecrew
