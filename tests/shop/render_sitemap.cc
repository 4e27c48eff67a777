#include <fmt/format.h>

#include "tests/shop/html_text.h"
#include "tests/shop/render.h"

namespace pricecrew::shop {

std::string RenderSitemap(const Catalogue& catalogue) {
  std::string urls;
  for (const Category& category : catalogue.categories())
    urls += fmt::format("<url><loc>{}</loc></url>\n", Escape(category.path));
  for (std::size_t i = 0; i < catalogue.options().products; ++i)
    urls += fmt::format("<url><loc>{}</loc></url>\n", Escape(catalogue.ProductAt(i).path));
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "
      "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}</urlset>\n",
      urls);
}

}  // namespace pricecrew::shop
