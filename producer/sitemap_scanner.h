#pragma once

#include <string>
#include <string_view>

#include "producer/sitemap.h"

namespace pricecrew {

/// Reads a sitemap's XML as its pieces come. Tolerant: it follows start and end tags, comments and CDATA, and
/// takes every namespace for the protocol's whose prefix is that of the elements around it.
class SitemapScanner {
 public:
  /// More of the text. Memory is bounded: of one tag or text a few kilobytes are kept.
  void Take(std::string_view piece);
  /// What was read; `broken` is "xml" where the text ended within an element of the list.
  Sitemap Finish();
  /// True once the limit of the protocol is reached.
  [[nodiscard]] bool IsFull() const {
    return found_.pages.size() + found_.sitemaps.size() >= kMaxSitemapUrls;
  }

 private:
  void Consume(std::string_view text);
  void OnTag(std::string_view tag);
  void OnStart(std::string_view name, std::string_view tag);
  void OnEnd(std::string_view name);
  void Add(std::string_view address);

  std::string pending_;  // what may be the beginning of a tag
  std::string text_;     // of the element that is open
  std::string prefix_;   // of the entry that is open
  std::string address_;  // found in it
  enum class Entry : unsigned char { kNone, kPage, kSitemap, kAtom, kRss } entry_ = Entry::kNone;
  Sitemap found_;
};

}  // namespace pricecrew
