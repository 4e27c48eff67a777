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
  std::size_t attributes = 0;           ///< of all tags
  std::vector<TextRange> script_texts;  ///< the texts of scripts and style sheets that are whole, in order
};

/// Scans a page in UTF-8. Pure; linear in time; bounded memory (at most 256 metas are kept, and 64 JSON-LD
/// blocks of kMaxKeptText together; a larger one is passed over).
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
/// Of all tags together: each takes some 200 bytes in a tree. Pages as they are have up to 26,000.
inline constexpr std::size_t kMaxTreeAttributesInAll = 200'000;

/// JSON-LD takes up to 30 times its bytes to read; on pages as they are it is up to 20 KB.
inline constexpr std::size_t kMaxKeptText = std::size_t{1} << 20;

}  // namespace pricecrew
