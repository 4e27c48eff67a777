#include "tests/shop/generated_site.h"

#include <charconv>
#include <optional>

#include "tests/shop/render.h"

namespace pricecrew::shop {
namespace {

std::optional<std::size_t> Number(std::string_view digits) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// 1 where the query names no page, 0 where it names one that cannot be.
std::size_t PageOf(std::string_view query) {
  while (!query.empty()) {
    const std::string_view parameter = query.substr(0, query.find('&'));
    if (parameter.starts_with("page=")) return Number(parameter.substr(5)).value_or(0);
    query.remove_prefix(std::min(query.size(), parameter.size() + 1));
  }
  return 1;
}

Response Html(std::string page) {
  Response response;
  response.body = std::move(page);
  return response;
}

Response Image(std::string_view name) {
  const std::size_t dot = name.find('.');
  const std::optional<std::size_t> number = Number(name.substr(0, dot));
  if (!number || dot == std::string_view::npos || name.substr(dot) != ".svg") return NotFound();
  return {.content_type = "image/svg+xml", .headers = {}, .body = RenderImage(*number)};
}

Response Listing(const Catalogue& catalogue, std::string_view path, std::string_view query) {
  const Category* category = catalogue.FindCategory(path);
  const std::size_t page = PageOf(query);
  if (category == nullptr || page < 1 || page > category->pages) return NotFound();
  return Html(RenderListing(catalogue, *category, page));
}

}  // namespace

Response GeneratedSite::Answer(std::string_view target) const {
  const std::size_t mark = target.find('?');
  const std::string_view path = target.substr(0, mark);
  const std::string_view query = mark == std::string_view::npos ? "" : target.substr(mark + 1);
  if (path == "/") return Html(RenderHome(catalogue_));
  if (path == "/robots.txt")
    return {.content_type = "text/plain",
            .headers = {},
            .body = "User-agent: *\nAllow: /\nSitemap: /sitemap.xml\n"};
  if (path == "/sitemap.xml")
    return {.content_type = "application/xml", .headers = {}, .body = RenderSitemap(catalogue_)};
  if (path.starts_with("/c/")) return Listing(catalogue_, path, query);
  if (path.starts_with("/img/")) return Image(path.substr(5));
  if (path.starts_with("/info/")) return Html(RenderInfo(catalogue_, path.substr(6)));
  if (const auto product = catalogue_.FindProduct(path)) return Html(RenderProduct(catalogue_, *product));
  return NotFound();
}

}  // namespace pricecrew::shop
