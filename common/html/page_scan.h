#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/script_texts.h"

namespace pricecrew {

/// A meta element with a name and a content.
struct MetaTag {
  std::string key;      ///< its `property`, else `name`, else `itemprop`, in lower case
  std::string content;  ///< character references resolved, trimmed
};

/// What one linear pass over the tokens of a page finds, without a tree.
struct PageScan {
  std::vector<MetaTag> metas;        ///< in document order
  std::vector<std::string> json_ld;  ///< the raw texts of `script type="application/ld+json"`
  std::string title;                 ///< of the first title element; trimmed, white space folded
  std::string lang;                  ///< `html lang`, as written
  std::string canonical;             ///< href of `link rel=canonical`, as written
  std::string next;                  ///< href of the first `link rel=next`, as written
  std::string base;                  ///< href of the first `base`, as written
  std::size_t start_tags = 0;        ///< start tags in all
  std::size_t tree_elements =
      0;                      ///< elements that a tree builder could make; what it opens again counts again
  std::size_t max_depth = 0;  ///< the deepest nesting of unclosed elements that a tree builder could reach
  std::size_t max_attributes = 0;       ///< the most attributes of one tag
  std::vector<TextRange> script_texts;  ///< the texts of scripts and style sheets that are whole, in order
};

/// Scans a page in UTF-8. Pure; linear in time; bounded memory (at most 256 metas and 64 JSON-LD blocks are
/// kept).
PageScan ScanPage(std::string_view html);

/// The page without `scan.script_texts`, where `scan` is of the same page: the tree of it has the same
/// elements, and gumbo, which goes through a script letter by letter, is done in a fraction of the time.
std::string WithoutScriptTexts(std::string_view html, const PageScan& scan);

/// The largest pages that a tree is built of: gumbo is quadratic in depth and in the attributes of a tag, and
/// takes 100 times the bytes of tag-dense input, so a page beyond these never reaches it. kMaxTreeTags limits
/// `tree_elements`.
inline constexpr std::size_t kMaxTreeDepth = 1'000;
inline constexpr std::size_t kMaxTreeTags = 200'000;
inline constexpr std::size_t kMaxTreeAttributes = 256;

}  // namespace pricecrew
