#include "worker/marks.h"

#include <algorithm>

#include "common/html/ascii.h"
#include "worker/phrase_index.h"

namespace pricecrew {
namespace {

constexpr std::string_view kTitle[] = {"product-title", "product-name", "productname", "producttitle",
                                       "product_title", "product_name", "item-title"};

constexpr std::string_view kBuying[] = {"add-to-cart",   "addtocart",   "add_to_cart",
                                        "add-to-basket", "addtobasket", "add-to-bag",
                                        "buy-now",       "buynow",      "add-cart"};

constexpr std::string_view kAside[] = {
    "facet",        "refinement",   "smartfilter",  "layered-nav",  "filter-options",
    "filter-panel", "price_slider", "filter-price", "price-filter", "related",
    "recommend",    "similar",      "carousel",     "slider",       "also",
    "upsell",       "up-sell",      "crosssell",    "cross-sell",   "recently",
    "sponsored",    "bundle",       "accessor",     "footer",       "nav",
    "menu",         "minicart",     "mini-cart",    "cart-total",   "cart-summary",
    "review",       "comparison",   "breadcrumb",   "shoveler",     "rhf",
    "suggest",      "alternativ",   "together",     "bought",       "viewed",
    "history",      "ads",          "banner",       "swiper",       "slick"};

constexpr std::string_view kPrice[] = {"productprice", "itemprice",    "saleprice", "ourprice", "yourprice",
                                       "finalprice",   "currentprice", "sellprice", "price",    "prix",
                                       "preis",        "precio",       "prezzo",    "cena",     "prijs",
                                       "fiyat",        "harga",        "hinta",     "cijena",   "kaina",
                                       "shopprice",    "shop_price"};

constexpr std::string_view kPriceWords[] = {"pris", "preco", "precos", "pret", "pretul"};

constexpr std::string_view kAmount[] = {"amount"};

constexpr std::string_view kFormer[] = {
    "vana-hind",    "vanahind",     "veca-cena", "sena-kaina",   "vanha-hinta", "regi-ar",
    "puvodni-cena", "povodna-cena", "old",       "was",          "list-price",  "listprice",
    "rrp",          "msrp",         "strike",    "compare",      "before",      "crossed",
    "previous",     "uvp",          "statt",     "line-through", "barred",      "ordpris",
    "stara-cena",   "stara-cijena", "mp-cena",   "eski-fiyat",   "piyasafiyat", "piyasa-fiyat"};

constexpr std::string_view kRegular[] = {"regular",     "original",   "retail",       "basis",
                                         "full-price",  "full_price", "origin-price", "origin_price",
                                         "originprice", "normalprice"};

constexpr std::string_view kFormerWords[] = {"mrp", "coret"};

constexpr std::string_view kRegularWords[] = {"orig"};

constexpr std::string_view kCurrent[] = {"current", "sale",   "final", "our",   "now",
                                         "special", "actual", "deal",  "to-pay"};

constexpr std::string_view kOtherSum[] = {
    "saving",        "save",      "unit",       "instal",     "month",       "finance",   "shipping",
    "delivery",      "per-",      "used",       "swatch",     "variant",     "option",    "excl-tax",
    "excluding-tax", "ex-tax",    "extax",      "tax-amount", "taxamount",   "price-tax", "fee",
    "warranty",      "coupon",    "points",     "conv",       "memberprice", "loyalty",   "tierprice",
    "staffelpr",     "wholesale", "club-price", "club_price", "clubprice",   "qty-price", "qtyprice",
    "pricediscount", "parcela",   "cuota",      "taksit",     "havale",      "kargo",     "frete",
    "usteda",        "gotovin",   "delv"};

constexpr std::string_view kOtherSumWords[] = {"member", "members",   "tier",    "tiers", "tiered",
                                               "bulk",   "graduated", "staffel", "grosir"};

constexpr std::string_view kHidden[] = {"displaynone", "display-none", "d-none", "is-hidden", "js-hidden"};
constexpr std::string_view kShownFromAWidth[] = {"d-sm", "d-md", "d-lg", "d-xl"};

// What is taken off, but not where it is a price after that.
constexpr std::string_view kDiscount[] = {"discount"};
constexpr std::string_view kDiscounted[] = {"discounted", "discount-price", "discount_price", "discountprice",
                                            "price-discount"};

constexpr std::size_t kLongestValue = 256;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

std::size_t SlotOf(std::string_view value) {
  const auto at = [value](std::size_t i) { return static_cast<unsigned char>(value[i]); };
  const std::size_t last = value.size() - 1;
  return value.size() + 3 * at(0) + 7 * at(last / 2) + 31 * at(last - last / 4) + 61 * at(last);
}

constexpr std::uint32_t Bit(Mark mark) { return static_cast<std::uint32_t>(mark); }

Marks MarksOf(std::string_view lower) {
  enum : std::uint32_t { kTakenOff = 1U << 16, kAfterThat = 1U << 17, kShown = 1U << 18 };
  static const PhraseIndex index{{Bit(Mark::kTitle), kTitle},
                                 {Bit(Mark::kBuying), kBuying},
                                 {Bit(Mark::kAside), kAside},
                                 {Bit(Mark::kPrice), kPrice},
                                 {Bit(Mark::kPrice), kPriceWords, PhraseEnd::kWord},
                                 {Bit(Mark::kAmount), kAmount},
                                 {Bit(Mark::kFormer), kFormer},
                                 {Bit(Mark::kFormer), kFormerWords, PhraseEnd::kWord},
                                 {Bit(Mark::kRegular), kRegular},
                                 {Bit(Mark::kRegular), kRegularWords, PhraseEnd::kWord},
                                 {Bit(Mark::kCurrent), kCurrent},
                                 {Bit(Mark::kOtherSum), kOtherSum},
                                 {Bit(Mark::kOtherSum), kOtherSumWords, PhraseEnd::kWord},
                                 {Bit(Mark::kHidden), kHidden, PhraseEnd::kWord},
                                 {kShown, kShownFromAWidth},
                                 {kTakenOff, kDiscount},
                                 {Bit(Mark::kCurrent) | kAfterThat, kDiscounted, PhraseEnd::kWord}};
  const std::uint32_t meanings = index.MeaningsIn(lower);
  const bool taken_off = (meanings & (kTakenOff | kAfterThat)) == kTakenOff;
  const std::uint32_t hidden = (meanings & kShown) != 0 ? Bit(Mark::kHidden) : 0;
  return Marks((meanings & (kTakenOff - 1) & ~hidden) | (taken_off ? Bit(Mark::kOtherSum) : 0));
}

}  // namespace

std::string MarkText(std::string_view value) {
  value = value.substr(0, kLongestValue);
  std::string words;
  words.reserve(value.size() + 8);
  char before = ' ';
  for (const char c : value) {
    if (IsUpper(c) && before >= 'a' && before <= 'z') words.push_back('-');
    words.push_back(AsciiLower(c));
    before = c;
  }
  return words;
}

Marks MarksIn(std::string_view value) {
  value = value.substr(0, kLongestValue);
  if (std::ranges::any_of(value, IsUpper)) return MarksOf(MarkText(value));
  return MarksOf(value);
}

Marks RecentMarks::In(std::string_view value) {
  if (value.empty()) return {};
  Known& known = known_[SlotOf(value) % known_.size()];
  if (known.value != value) known = {value, MarksIn(value)};
  return known.marks;
}

}  // namespace pricecrew
