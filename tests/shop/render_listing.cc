#include <fmt/format.h>

#include <algorithm>

#include "tests/shop/html_text.h"
#include "tests/shop/render.h"
#include "tests/shop/render_layout.h"
#include "tests/shop/vocabulary.h"

namespace pricecrew::shop {
namespace {

std::string PagePath(const Category& category, std::size_t page) {
  return page == 1 ? category.path : fmt::format("{}?page={}", category.path, page);
}

std::string PageNumber(const Category& category, std::size_t number, std::size_t current) {
  if (number == current)
    return fmt::format("<li class=\"active\"><span aria-current=\"page\">{}</span></li>", number);
  return fmt::format("<li><a href=\"{}\">{}</a></li>", PagePath(category, number), number);
}

// The first, the last and two either side, as shops do: no list of a thousand numbers.
std::string PageNumbers(const Category& category, std::size_t current) {
  std::string numbers;
  for (std::size_t number = 1; number <= category.pages; ++number) {
    const bool near = number + 2 >= current && number <= current + 2;
    if (near || number == 1 || number == category.pages) numbers += PageNumber(category, number, current);
  }
  return numbers;
}

std::string NextLink(const Category& category, std::size_t page) {
  const std::string_view next = category.market->phrases.next;
  const bool last = page >= category.pages;
  if (category.paging == Paging::kLinkRel) return "";
  if (last) return fmt::format("<li class=\"disabled\"><span>{}</span></li>", next);
  if (category.paging == Paging::kNumbers) {
    return fmt::format("<li><a href=\"{}\" aria-label=\"{}\">&raquo;</a></li>", PagePath(category, page + 1),
                       next);
  }
  return fmt::format("<li class=\"next\"><a href=\"{}\">{}</a></li>", PagePath(category, page + 1), next);
}

std::string LoadMoreButton(const Category& category, std::size_t page) {
  if (page >= category.pages) return "";
  return fmt::format("<button type=\"button\" class=\"load-more\" data-url=\"{}\">Load more</button>\n",
                     PagePath(category, page + 1));
}

std::string Pagination(const Category& category, std::size_t page) {
  if (category.pages == 1) return "";
  if (category.paging == Paging::kLoadMore) return LoadMoreButton(category, page);
  const bool numbered = category.paging != Paging::kNextText;
  const std::string numbers =
      numbered ? PageNumbers(category, page) : fmt::format("<li>{} / {}</li>", page, category.pages);
  return fmt::format("<nav class=\"pagination\"><ul>{}{}</ul></nav>\n", numbers, NextLink(category, page));
}

std::string RelLinks(const Category& category, std::size_t page) {
  std::string links = fmt::format("<link rel=\"canonical\" href=\"{}\">\n", PagePath(category, page));
  if (category.paging != Paging::kLinkRel) return links;
  if (page > 1) links += fmt::format("<link rel=\"prev\" href=\"{}\">\n", PagePath(category, page - 1));
  if (page < category.pages)
    links += fmt::format("<link rel=\"next\" href=\"{}\">\n", PagePath(category, page + 1));
  return links;
}

std::string Filters(const Category& category) {
  std::string brands;
  for (const std::string_view brand : Brands()) {
    brands += fmt::format(
        "<li><label><input type=\"checkbox\" name=\"brand\"><a rel=\"nofollow\" href=\"{}?brand={}\">{}</a>"
        "</label></li>",
        category.path, brand.substr(0, brand.find(' ')), Escape(brand));
  }
  return fmt::format(
      "<aside class=\"filters\"><form><select name=\"sort\"><option>1-9</option><option>9-1</option></select>"
      "<fieldset><legend>{}</legend><input type=\"range\" min=\"0\" "
      "max=\"{}\"></fieldset><ul>{}</ul></form></aside>\n",
      category.market->currency, 2500 * category.market->units_per_dollar, brands);
}

// Slides lead to other categories and pages of text, with amounts on them, as campaign banners do.
std::string Carousel(const Catalogue& catalogue, const Category& category) {
  std::string slides;
  const auto& categories = catalogue.categories();
  for (std::size_t i = 1; i <= std::min<std::size_t>(3, categories.size() - 1); ++i) {
    const Category& other = categories[(category.index + i) % categories.size()];
    slides += fmt::format(
        "<div class=\"slide\"><a href=\"{}\"><img src=\"/img/{}.svg\" alt=\"\"><h2>{}</h2><span>- "
        "{}%</span></a></div>",
        other.path, other.index + 1, Escape(other.name), 10 * i);
  }
  return fmt::format(
      "<section class=\"carousel\"><button>&lsaquo;</button>{}<div class=\"slide\"><a "
      "href=\"/info/shipping\">{}</a>"
      "</div><button>&rsaquo;</button></section>\n",
      slides, FreeShippingLine(*category.market));
}

// What a script would make cards of, and the same for search engines.
std::string ScriptedGrid(const Category& category, const std::vector<ShopProduct>& products) {
  std::string items;
  std::string state;
  for (const ShopProduct& product : products) {
    items += fmt::format(R"({}{{"@type":"ListItem","position":{},"url":"{}"}})", items.empty() ? "" : ",",
                         product.rank, product.path);
    state += fmt::format("{}[{},{}]", state.empty() ? "" : ",", product.index, product.price);
  }
  return fmt::format(
      "<div id=\"app\" data-category=\"{}\"></div>\n"
      "<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"ItemList\","
      "\"itemListElement\":[{}]}}</script>\n<script>window.grid=[{}];</script>\n",
      category.index, items, state);
}

std::string Grid(const Category& category, const std::vector<ShopProduct>& products) {
  if (category.filled_by_script) return ScriptedGrid(category, products);
  const std::string_view element = category.index % 2 == 0 ? "ul" : "div";
  std::string cards;
  for (const ShopProduct& product : products) cards += ProductCard(product, category);
  return fmt::format("<{0} class=\"grid\">\n{1}</{0}>\n", element, cards);
}

}  // namespace

std::string RenderListing(const Catalogue& catalogue, const Category& category, std::size_t page) {
  const std::string name = Escape(category.name);
  const std::string body =
      fmt::format("<ol class=\"breadcrumb\"><li><a href=\"/\">Home</a></li><li>{0}</li></ol>\n<h1>{0}</h1>\n",
                  name) +
      Carousel(catalogue, category) + Filters(category) + Grid(category, catalogue.Listing(category, page)) +
      Pagination(category, page);
  return FurnishedPage(catalogue, {.lang = category.market->lang,
                                   .title = category.name,
                                   .head = RelLinks(category, page),
                                   .body = body});
}

}  // namespace pricecrew::shop
