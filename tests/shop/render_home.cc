#include <fmt/format.h>

#include "tests/shop/html_text.h"
#include "tests/shop/render.h"
#include "tests/shop/render_layout.h"

namespace pricecrew::shop {

std::string RenderHome(const Catalogue& catalogue) {
  std::string body = "<h1>Demo Shop</h1>\n<ul class=\"grid categories\">\n";
  for (const Category& category : catalogue.categories()) {
    body += fmt::format(
        "<li class=\"card\"><a href=\"{}\"><img src=\"/img/{}.svg\" "
        "alt=\"\"><h2>{}</h2></a><span>{}</span></li>\n",
        category.path, category.index + 1, Escape(category.name), category.products);
  }
  body += "</ul>\n";
  return FurnishedPage(catalogue, {.lang = "en", .title = "Home", .head = {}, .body = body});
}

std::string RenderInfo(const Catalogue& catalogue, std::string_view topic) {
  const std::string body = fmt::format(
      "<h1>{0}</h1>\n<p>All about {0}.</p>\n<ul><li><a href=\"/\">Home</a></li>"
      "<li><a href=\"/info/contact\">Contact</a></li></ul>\n",
      Escape(topic));
  return FurnishedPage(catalogue, {.lang = "en", .title = std::string(topic), .head = {}, .body = body});
}

std::string RenderImage(std::size_t number) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"150\"><rect width=\"200\" "
      "height=\"150\" "
      "fill=\"hsl({},60%,75%)\"/><text x=\"100\" y=\"85\" text-anchor=\"middle\">{}</text></svg>",
      number * 37 % 360, number);
}

}  // namespace pricecrew::shop
