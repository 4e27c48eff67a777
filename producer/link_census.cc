#include "producer/link_census.h"

#include <algorithm>
#include <array>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr auto kErrands = std::to_array<std::string_view>({
    "cart",         "basket",          "warenkorb",       "panier",       "carrito",
    "wishlist",     "wish-list",       "merkzettel",      "compare",      "login",
    "signin",       "register",        "account",         "checkout",     "customer",
    "search",       "newsletter",      "contact",         "add-to-cart",  "add_to_wishlist",
    "reviews",      "product-reviews", "product_compare", "addtocart",    "help",
    "logout",       "sign-in",         "log-in",          "my-account",   "myaccount",
    "wishlists",    "favorites",       "favourites",      "bag",          "shopping-cart",
    "shopping-bag", "shoppingcart",    "quickview",       "quick-view",   "korb",
    "merkliste",    "wunschliste",     "anmelden",        "konto",        "mein-konto",
    "kasse",        "vergleich",       "vergleichen",     "mon-compte",   "compte",
    "connexion",    "favoris",         "commande",        "comparer",     "cesta",
    "carro",        "favoritos",       "cuenta",          "mi-cuenta",    "comparar",
    "carrinho",     "minha-conta",     "carrello",        "preferiti",    "accedi",
    "confronta",    "winkelwagen",     "winkelmand",      "verlanglijst", "inloggen",
    "afrekenen",    "kundvagn",        "varukorg",        "kassa",        "handlekurv",
    "kurv",         "ostoskori",       "koszyk",          "schowek",      "logowanie",
    "porownanie",   "kosik",           "kosar",           "sepet",        "favoriler",
    "giris",        "korzina",         "izbrannoe",       "sravnenie",    "wishlist_add",
    "add_to_cart",
});

// Only whole parts of a path or query are errands: "/cart/add", "?add-to-cart=3", never "/shopping-cart-bag".
bool IsErrand(const Url& url) {
  static const WordSet errands{kErrands};
  const auto lower = LowerCase(url.path + "/" + url.query.value_or(""));
  for (std::size_t at = 0; at < lower.size();) {
    const auto end = std::min(lower.find_first_of("/&=", at), lower.size());
    if (errands.Holds(std::string_view(lower).substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

// Bounds on what is kept of one link, so that links within links cost no more than others.
constexpr std::size_t kMaxTextBytes = 400;
constexpr std::size_t kMaxElementsWithin = 64;

// An alternative text that a picture within the link has.
std::string AlternativeText(const Outline& outline, std::size_t element) {
  const auto end = std::min<std::size_t>(outline.elements[element].end, element + kMaxElementsWithin);
  for (auto at = element + 1; at < end; ++at) {
    const Node node = outline.elements[at].node;
    for (const auto* name : {"alt", "aria-label", "title"}) {
      const auto found = node.Attribute(name);
      if (found && !found->empty()) return std::string(*found);
    }
  }
  return {};
}

std::string LabelOf(const Outline& outline, std::size_t element) {
  const Node node = outline.elements[element].node;
  for (const auto* name : {"aria-label", "title"}) {
    const auto found = node.Attribute(name);
    if (found && !found->empty()) return std::string(*found);
  }
  return AlternativeText(outline, element);
}

}  // namespace

PageAddress AddressOf(const Url& page, std::string_view base_href, std::vector<std::string> hosts) {
  auto base = base_href.empty() ? std::nullopt : ResolveUrl(base_href, page);
  return {.page = page,
          .base = base.value_or(page),
          .domain = RegistrableDomain(page.host),
          .hosts = std::move(hosts)};
}

bool IsWithinShop(const Url& url, const PageAddress& address) {
  if (BudgetHost(url) == BudgetHost(address.page)) return true;
  if (url.port == address.page.port && RegistrableDomain(url.host) == address.domain) return true;
  return std::any_of(address.hosts.begin(), address.hosts.end(), [&url](const std::string& host) {
    return url.host == host || (host.starts_with('.') && url.host.ends_with(host));
  });
}

std::optional<Url> ResolveWithinShop(std::string_view href, const PageAddress& address) {
  auto url = ResolveUrl(href, address.base);
  if (!url || !IsWithinShop(*url, address)) return std::nullopt;
  url->fragment.reset();
  return url;
}

LinkCensus TakeLinkCensus(const Outline& outline, const std::vector<Region>& regions,
                          const PageAddress& address) {
  LinkCensus census;
  const auto here = CanonicalUrl(address.page);
  for (std::size_t element = 0; element < outline.elements.size(); ++element) {
    const Node node = outline.elements[element].node;
    if (node.Tag() != "a" && node.Tag() != "area") continue;
    const auto href = node.Attribute("href");
    if (!href) continue;
    ++census.seen;
    const auto url = ResolveWithinShop(*href, address);
    if (!url) continue;
    auto identity = CanonicalUrl(*url);
    if (identity == here) {
      if (!href->empty() && !href->starts_with('#')) census.selves.push_back(element);
      continue;
    }
    census.links.push_back({.element = element,
                            .url = url->Href(),
                            .identity = std::move(identity),
                            .text = std::string(outline.TextOf(element).substr(0, kMaxTextBytes)),
                            .label = LabelOf(outline, element),
                            .region = regions[element],
                            .errand = IsErrand(*url)});
  }
  return census;
}

}  // namespace pricecrew
