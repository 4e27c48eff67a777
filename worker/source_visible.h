#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/html/document.h"
#include "worker/evidence.h"

namespace pricecrew {

/// Whether a person is to be told where each price stands, which costs.
enum class VisibleDetail : unsigned char { kFacts, kPlaces };

/// Whether the prices that stand aside (in menus, carousels, footers) are read, too. They are never the
/// product's; they tell a listing from a product.
enum class VisibleReach : unsigned char { kPage, kProduct };

/// A price that the page shows.
struct VisiblePrice {
  std::string amount;
  std::optional<std::string> currency;
  bool struck = false;      ///< struck through
  bool former = false;      ///< that, or said to be no longer asked
  bool elsewhere = false;   ///< in a card of another product, a menu, a footer
  bool other = false;       ///< an instalment, a saving, the cost of shipping
  bool named = false;       ///< the page calls it a price
  bool in_heading = false;  ///< it is a part of the product's heading
  std::size_t place = 0;    ///< bytes of text before it
  double score = 0;         ///< how likely it is the product's, as far as its place and words tell
  std::string text;         ///< the words it was read from
  std::string where;        ///< for a person: its element, and why it is of something else; with kPlaces only
};

/// What a reader of the page sees.
struct VisibleEvidence {
  Evidence product;          ///< name (the heading), price, regular price, availability
  std::string heading_link;  ///< href of the link that the heading is, as written; empty where it is none
  std::vector<VisiblePrice> prices;            ///< those within reach, in order
  std::optional<std::string> common_currency;  ///< of most prices that the page shows
  std::optional<std::size_t> chosen;           ///< which of them is product.price
  bool is_clear = false;  ///< the price leaves little doubt: marked as one, near the heading
  bool has_buy_button = false;
  bool sorts_by_price = false;     ///< it offers to order products by their prices; told with kPage only
  bool is_on_request = false;      ///< it says that the price is told on request
  bool has_unique_number = false;  ///< a label of a number that one product has in all shops: EAN, ISBN
  std::size_t identifiers = 0;     ///< kinds of labels such as "SKU" or "ISBN"
  std::size_t cards = 0;           ///< prices that stand in cards of other products
};

/// Whether the page shows an amount as a price, neither in a card of another product nor aside.
bool ShowsInOwnPlace(const VisibleEvidence& seen, std::string_view amount);

/// Reads the heading and the price that belongs to it. `title` is what the page calls itself elsewhere
/// (og:title or its title).
VisibleEvidence ReadVisible(const Document& document, std::string_view title, const SourceHints& hints,
                            VisibleReach reach = VisibleReach::kPage,
                            VisibleDetail detail = VisibleDetail::kFacts);

}  // namespace pricecrew
