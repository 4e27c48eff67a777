#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/page.h"

namespace pricecrew {

/// What a sitemap names (https://www.sitemaps.org/protocol.html), in order, as written but for white space
/// and character references.
struct Sitemap {
  std::vector<std::string> pages;
  std::vector<std::string> sitemaps;  ///< of an index, or of a robots.txt
  std::string broken;                 ///< empty, or how it ends before its time: "gzip", "xml", "too_large"
};

/// The protocol's limits; what goes beyond is left out.
inline constexpr std::size_t kMaxSitemapUrls = 50'000;
inline constexpr std::size_t kMaxSitemapBytes = std::size_t{50} << 20;

/// Reads a page that is no page but a sitemap: XML (with any namespace prefix; images and videos in it are
/// left out), an index, Atom, RSS or a list of URLs, all of them maybe gzipped; or a robots.txt, for its
/// Sitemap lines. Absent for anything else. What is broken is read up to there. Linear; what is gzipped is
/// never unpacked as a whole.
std::optional<Sitemap> ReadSitemap(const Page& page);

/// The pages that are products, told by shape: those whose addresses name a product, else those of the most
/// frequent kind of address that is none of a category, an article or the like. All where nothing tells.
std::vector<std::string> ProductPagesOf(const std::vector<std::string>& pages);

}  // namespace pricecrew
