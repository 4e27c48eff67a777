#include <fmt/format.h>

#include <utility>

#include "tests/shop/html_text.h"
#include "tests/shop/render.h"
#include "tests/shop/render_layout.h"
#include "tests/shop/render_markup.h"
#include "tests/shop/render_noise.h"

namespace pricecrew::shop {
namespace {

constexpr std::size_t kRelatedProducts = 4;
// Without a wish for a size, a page gets this much of reviews and tables.
constexpr std::size_t kDefaultNoiseBytes = 3'000;

ProductMarkup MarkUp(const ShopProduct& product, const Category& category) {
  switch (category.markup) {
    case Markup::kJsonLd:
      return JsonLdMarkup(product, category);
    case Markup::kJsonLdGraph:
      return JsonLdGraphMarkup(product, category);
    case Markup::kMicrodata:
      return MicrodataMarkup(product, category);
    case Markup::kMeta:
      return MetaMarkup(product, category);
    case Markup::kPlain:
      break;
  }
  return PlainMarkup(product, category);
}

std::string Breadcrumb(const Category& category) {
  return fmt::format(
      "<ol class=\"breadcrumb\"><li><a href=\"/\">Home</a></li><li><a href=\"{}\">{}</a></li></ol>\n",
      category.path, Escape(category.name));
}

std::string RelatedProducts(const Catalogue& catalogue, const ShopProduct& product,
                            const Category& category) {
  std::string cards;
  for (const ShopProduct& other : catalogue.Related(product, kRelatedProducts))
    cards += ProductCard(other, category);
  const std::string_view element = category.index % 2 == 0 ? "ul" : "div";
  return fmt::format("<section class=\"related\"><h2>{0}</h2><{1} class=\"grid\">\n{2}</{1}></section>\n",
                     category.market->phrases.related, element, cards);
}

PageParts Parts(const ShopProduct& product, const Category& category) {
  ProductMarkup markup = MarkUp(product, category);
  return {.lang = category.market->lang,
          .title = product.name,
          .head = std::move(markup.head),
          .body = std::move(markup.main)};
}

std::string PaddedBarePage(const Catalogue& catalogue, const ShopProduct& product, PageParts parts) {
  const std::size_t wanted = catalogue.options().page_bytes;
  const std::size_t size = BarePage(parts).size();
  if (size < wanted) parts.body += Noise(catalogue, product, wanted - size);
  return BarePage(parts);
}

}  // namespace

std::string RenderProduct(const Catalogue& catalogue, const ShopProduct& product) {
  const Category& category = catalogue.categories()[product.category];
  PageParts parts = Parts(product, category);
  if (catalogue.bare()) return PaddedBarePage(catalogue, product, std::move(parts));
  const std::size_t wanted = catalogue.options().page_bytes;
  parts.head += fmt::format("<link rel=\"canonical\" href=\"{}\">\n", product.path);
  PageParts lean = parts;
  parts.body = Breadcrumb(category) + parts.body + RelatedProducts(catalogue, product, category);
  std::string page = FurnishedPage(catalogue, parts);
  // Furniture gives way where the page is wished smaller than it.
  if (wanted != 0 && page.size() > wanted) return PaddedBarePage(catalogue, product, std::move(lean));
  parts.body += Noise(catalogue, product, wanted == 0 ? kDefaultNoiseBytes : wanted - page.size());
  return FurnishedPage(catalogue, parts);
}

}  // namespace pricecrew::shop
