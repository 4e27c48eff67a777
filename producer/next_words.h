#pragma once

#include <string_view>

namespace pricecrew {

/// What the words of a link say about the direction it leads in.
enum class Direction : unsigned char {
  kNone,      ///< nothing
  kArrow,     ///< a bare sign such as "»": forward among page numbers, anything elsewhere
  kNewer,     ///< "Newer posts": what a list by date calls its next page, and the end of which is its first
  kNext,      ///< "Next page", "weiter", "次へ", ...
  kPrevious,  ///< "Previous", "zurück", "« back", ...
};

/// Reads a link's text or label, in any of the languages known. The whole text has to say it, signs and
/// counts aside: "Next day delivery" says nothing.
Direction DirectionOfText(std::string_view text);

/// Reads a class, an id or a file name: "page-next", "icon-chevron-right", "btn_prev.gif". A name that tells
/// of months, slides or pictures leads through those, and says nothing.
Direction DirectionOfName(std::string_view name);

/// True for "Load more", "Mehr anzeigen", "Voir plus de produits", "さらに表示", ...: the whole text, counts
/// aside. Menus and filters say the same of what they hide, so it proves nothing by itself.
bool SaysLoadMore(std::string_view text);

}  // namespace pricecrew
