#include "tests/faults/shop/pages.h"

#include <fmt/format.h>

#include "tests/faults/shop/gzip_bomb.h"
#include "tests/shop/html_text.h"
#include "tests/shop/render.h"
#include "tests/shop/render_layout.h"
#include "tests/shop/render_markup.h"

namespace pricecrew::shop {
namespace {

constexpr std::size_t kDepth = 100'000;
constexpr std::size_t kHugeBytes = std::size_t{20} << 20;

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

std::string DeepJson() {
  return "<script type=\"application/ld+json\">" + std::string(kDepth, '[') + std::string(kDepth, ']') +
         "</script>\n";
}

std::string NextLinks(const Category& category, const std::string& path) {
  return fmt::format(
      "<nav class=\"pagination\"><ul><li class=\"next\"><a href=\"{}\">{}</a></li></ul></nav>\n", path,
      category.market->phrases.next);
}

}  // namespace

std::string Pages::Home() const { return RenderHome(menu_); }

std::string Pages::Listing(const Host& host, const PlannedCategory& planned, std::size_t page) const {
  const Category& category = planned.category;
  std::string cards;
  for (const PlannedProduct& one : plan_.Listing(host, category.index, page))
    cards += ProductCard(one.product, category);
  const std::string_view element = category.index % 2 == 0 ? "ul" : "div";
  std::string body =
      fmt::format("<h1>{0}</h1>\n<{1} class=\"grid\">\n{2}</{1}>\n", Escape(category.name), element, cards);
  std::string head;
  if (const auto next = Plan::Next(planned, page)) {
    head = fmt::format("<link rel=\"next\" href=\"{}\">\n", *next);
    body += NextLinks(category, *next);
  }
  if (Plan::TroubleOf(planned, page) == Trouble::kCrash) body += fmt::format("<p>{}</p>\n", kCrashText);
  return FurnishedPage(menu_,
                       {.lang = category.market->lang, .title = category.name, .head = head, .body = body});
}

std::string Pages::Product(const PlannedProduct& planned, const Category& category) const {
  const bool deep = planned.trouble == Trouble::kDeepJson;
  ProductMarkup markup = deep ? MetaMarkup(planned.product, category) : MarkUp(planned.product, category);
  if (deep) markup.head = DeepJson() + markup.head;
  if (planned.trouble == Trouble::kCrash) markup.main += fmt::format("<p>{}</p>\n", kCrashText);
  return FurnishedPage(menu_, {.lang = category.market->lang,
                               .title = planned.product.name,
                               .head = markup.head,
                               .body = markup.main});
}

const std::string& HugePage() {
  static const std::string page = [] {
    std::string text = "<!DOCTYPE html><html lang=\"en\"><title>A long page</title><body>";
    text.reserve(kHugeBytes + 100);
    while (text.size() < kHugeBytes) text += "<p>There is much to say of this lamp, again and again.</p>\n";
    return text;
  }();
  return page;
}

const std::string& Bomb() {
  static const std::string bomb =
      GzipBomb("<p>There is much to say of this lamp.</p>\n", std::size_t{1} << 30);
  return bomb;
}

}  // namespace pricecrew::shop
