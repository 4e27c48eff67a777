#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/script_texts.h"
#include "common/html/token.h"

namespace pricecrew {

/// A meta element with a name and a content.
struct MetaTag {
  std::string key;      ///< its `property`, else `name`, else `itemprop`, in lower case
  std::string content;  ///< character references resolved, trimmed
};

/// A script whose text stands in the page as it is.
struct ScriptText {
  std::string id;    ///< empty where it has none
  std::string type;  ///< as written; empty for a program
  TextRange text;    ///< within the page
};

/// What one linear pass over the tokens of a page finds, without a tree.
struct PageScan {
  std::vector<MetaTag> metas;           ///< in document order
  std::vector<std::string> json_ld;     ///< the raw texts of `script type="application/ld+json"`
  std::string title;                    ///< of the first title element; trimmed, white space folded
  std::string lang;                     ///< `html lang`, as written
  std::string canonical;                ///< href of `link rel=canonical`, as written
  std::string next;                     ///< href of the first `link rel=next`, as written
  std::string base;                     ///< href of the first `base`, as written
  std::vector<TextRange> script_texts;  ///< the texts of scripts and style sheets that are whole, in order
  std::vector<ScriptText> scripts;      ///< the scripts of these, JSON-LD left out
};

/// Scans a page in UTF-8. Pure; linear in time; bounded memory (at most 256 metas are kept, and 64 JSON-LD
/// blocks of kMaxKeptText together; a larger one is passed over).
PageScan ScanPage(std::string_view html);
/// The same; `also` gets all tokens, in the same pass.
PageScan ScanPage(std::string_view html, TokenSink& also);

/// The page without `scan.script_texts`, where `scan` is of the same page: the tree of it has the same
/// elements, and gumbo, which goes through a script letter by letter, is done in a fraction of the time.
std::string WithoutScriptTexts(std::string_view html, const PageScan& scan);

/// JSON-LD takes up to 30 times its bytes to read; on pages as they are it is up to 20 KB.
inline constexpr std::size_t kMaxKeptText = std::size_t{1} << 20;

}  // namespace pricecrew
