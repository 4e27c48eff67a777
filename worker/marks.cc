#include "worker/marks.h"

#include <algorithm>

#include "common/html/ascii.h"
#include "worker/phrase_index.h"

namespace pricecrew {
namespace {

constexpr std::string_view kTitle[] = {"product-title", "product-name",  "productname", "producttitle",
                                       "product_title", "product_name", "item-title"};

constexpr std::string_view kBuying[] = {"add-to-cart",   "addtocart",   "add_to_cart",
                                        "add-to-basket", "addtobasket", "add-to-bag",
                                        "buy-now",       "buynow",      "add-cart"};

constexpr std::string_view kAside[] = {
    "related",   "recommend",  "similar",      "carousel",   "slider",     "also",
    "upsell",    "up-sell",    "crosssell",    "cross-sell", "recently",   "sponsored",
    "bundle",    "accessor",   "footer",       "nav",        "menu",       "minicart",
    "mini-cart", "cart-total", "cart-summary", "review",     "comparison", "breadcrumb",
    "shoveler",  "rhf",        "suggest",      "alternativ", "together",   "bought",
    "viewed",    "history",    "ads",          "banner",     "swiper",     "slick"};

constexpr std::string_view kPrice[] = {"price", "prix", "preis", "precio", "prezzo", "cena"};

constexpr std::string_view kAmount[] = {"amount"};

constexpr std::string_view kFormer[] = {
    "old",     "was",    "list-price", "listprice", "rrp",   "msrp",         "strike", "compare",
    "before",  "crossed", "previous",   "uvp",       "statt", "line-through", "barred"};

constexpr std::string_view kRegular[] = {"regular", "original", "retail", "basis", "full-price"};

constexpr std::string_view kCurrent[] = {"current", "sale",    "final",  "our", "now",
                                         "special", "actual", "deal", "to-pay"};

constexpr std::string_view kOtherSum[] = {
    "saving",   "save",     "discount", "unit",   "instal", "month",   "finance",
    "shipping", "delivery", "per-",     "used",   "swatch", "variant", "option",
    "tax",      "fee",      "warranty", "coupon", "points", "conv"};

constexpr std::size_t kLongestValue = 256;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

std::size_t SlotOf(std::string_view value) {
  const auto at = [value](std::size_t i) { return static_cast<unsigned char>(value[i]); };
  const std::size_t last = value.size() - 1;
  return value.size() + 3 * at(0) + 7 * at(last / 2) + 31 * at(last - last / 4) + 61 * at(last);
}

constexpr std::uint32_t Bit(Mark mark) { return static_cast<std::uint32_t>(mark); }

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
  static const PhraseIndex index{
      {Bit(Mark::kTitle), kTitle},   {Bit(Mark::kBuying), kBuying}, {Bit(Mark::kAside), kAside},
      {Bit(Mark::kPrice), kPrice},   {Bit(Mark::kAmount), kAmount}, {Bit(Mark::kFormer), kFormer}, {Bit(Mark::kRegular), kRegular},
      {Bit(Mark::kCurrent), kCurrent}, {Bit(Mark::kOtherSum), kOtherSum}};
  value = value.substr(0, kLongestValue);
  return Marks(index.MeaningsIn(std::ranges::any_of(value, IsUpper) ? std::string_view(MarkText(value)) : value));
}

Marks RecentMarks::In(std::string_view value) {
  if (value.empty()) return {};
  Known& known = known_[SlotOf(value) % known_.size()];
  if (known.value != value) known = {value, MarksIn(value)};
  return known.marks;
}

}  // namespace pricecrew
