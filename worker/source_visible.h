#pragma once

#include <string>
#include <string_view>

#include "common/html/document.h"
#include "worker/evidence.h"

namespace pricecrew {

/// What a reader of the page sees.
struct VisibleEvidence {
  Evidence product;          ///< name (the heading), price, regular price, availability
  std::string heading_link;  ///< href of the link that the heading is, as written; empty where it is none
  bool is_clear = false;     ///< the price leaves little doubt: marked as one, near the heading
  bool has_buy_button = false;
  bool has_identifier = false;  ///< a label such as "SKU" or "ISBN"
  std::size_t cards = 0;        ///< prices that stand in cards of other products
};

/// Reads the heading and the price that belongs to it. `title` is what the page calls itself elsewhere
/// (og:title or its title).
VisibleEvidence ReadVisible(const Document& document, std::string_view title, const SourceHints& hints);

}  // namespace pricecrew
