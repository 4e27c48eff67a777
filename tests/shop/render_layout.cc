#include "tests/shop/render_layout.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/shop/html_text.h"

namespace pricecrew::shop {
namespace {

// A shop with a thousand categories does not put them all into every page's menu.
constexpr std::size_t kMenuCategories = 12;

std::string Menu(const Catalogue& catalogue) {
  std::string items;
  const auto& categories = catalogue.categories();
  for (std::size_t i = 0; i < std::min(categories.size(), kMenuCategories); ++i) {
    items += fmt::format(R"(<li class="nav-item"><a class="nav-link" href="{}">{}</a></li>)",
                         categories[i].path, Escape(categories[i].name));
  }
  return fmt::format(
      "<header class=\"site-header\"><a class=\"logo\" href=\"/\"><img src=\"/img/1.svg\" alt=\"Demo "
      "Shop\"></a>"
      "<form class=\"search\" action=\"/info/search\"><input type=\"search\" name=\"q\" "
      "aria-label=\"Search\">"
      "<button type=\"submit\">&#128269;</button></form><ul class=\"tools\"><li><a "
      "href=\"/info/account\">Account</a>"
      "</li><li><a href=\"/info/cart\">Cart <span class=\"count\">0</span></a></li></ul>"
      "<nav class=\"main-nav\"><ul>{}</ul></nav></header>\n",
      items);
}

constexpr std::string_view kFooter =
    "<footer class=\"site-footer\"><div class=\"columns\"><section><h4>Service</h4><ul>"
    "<li><a href=\"/info/shipping\">Shipping</a></li><li><a href=\"/info/returns\">Returns</a></li>"
    "<li><a href=\"/info/contact\">Contact</a></li></ul></section><section><h4>Company</h4><ul>"
    "<li><a href=\"/info/about\">About us</a></li><li><a href=\"/info/jobs\">Jobs</a></li>"
    "<li><a href=\"/info/privacy\">Privacy</a></li></ul></section><section><h4>Newsletter</h4>"
    "<form action=\"/info/newsletter\"><input type=\"email\" name=\"mail\" placeholder=\"you@example.com\">"
    "<button>OK</button></form></section></div><p class=\"legal\"><small>&copy; Demo "
    "Shop</small></p></footer>\n";

constexpr std::string_view kStyle =
    "<style>body{font:16px sans-serif;margin:0 auto;max-width:72rem}ul{list-style:none;padding:0}"
    ".grid,.tools,nav "
    "ul{display:flex;flex-wrap:wrap;gap:1rem}.card{width:12rem}img{max-width:100%}</style>\n";

}  // namespace

std::string FurnishedPage(const Catalogue& catalogue, const PageParts& parts) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{} | Demo "
      "Shop</title>\n{}{}"
      "</head>\n<body>\n{}<main>\n{}</main>\n{}</body>\n</html>\n",
      parts.lang, Escape(parts.title), kStyle, parts.head, Menu(catalogue), parts.body, kFooter);
}

std::string BarePage(const PageParts& parts) {
  return fmt::format("<!DOCTYPE html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{}</title>{}<body>{}",
                     parts.lang, Escape(parts.title), parts.head, parts.body);
}

std::string ProductCard(const ShopProduct& product, const Category& category) {
  const Market& market = *category.market;
  const std::string name = Escape(product.name);
  const std::string old_price =
      product.regular_price ? fmt::format("<del>{}</del> ", ShownAmount(market, *product.regular_price)) : "";
  const std::string image = product.image.value_or("/img/1.svg");
  if (category.index % 2 == 0) {
    return fmt::format(
        "<li class=\"card product\"><a class=\"product-image\" href=\"{0}\"><img src=\"{1}\" alt=\"{2}\" "
        "loading=\"lazy\">"
        "</a><h3 class=\"product-title\"><a href=\"{0}\">{2}</a></h3><p "
        "class=\"price\">{3}<span>{4}</span></p>"
        "<button class=\"add\">{5}</button></li>\n",
        product.path, image, name, old_price, ShownAmount(market, product.price), market.phrases.add_to_cart);
  }
  return fmt::format(
      "<div class=\"card tile\"><div class=\"tile-media\"><a href=\"{0}\"><img src=\"{1}\" "
      "alt=\"\"></a></div>"
      "<div class=\"tile-body\"><a class=\"tile-name\" href=\"{0}\">{2}</a><div "
      "class=\"tile-price\">{3}<strong>{4}"
      "</strong></div></div></div>\n",
      product.path, image, name, old_price, ShownAmount(market, product.price));
}

}  // namespace pricecrew::shop
