#include "tests/shop/generated_site.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/shop/html_text.h"

namespace pricecrew::shop {
namespace {

std::size_t StartTags(std::string_view html) {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < html.size(); ++i) {
    count += html[i] == '<' && html[i + 1] >= 'a' && html[i + 1] <= 'z' ? 1 : 0;
  }
  return count;
}

bool Has(std::string_view page, std::string_view text) { return page.find(text) != std::string_view::npos; }

std::vector<std::string> Hrefs(std::string_view html, std::string_view prefix) {
  constexpr std::string_view kHref = "href=\"";
  std::vector<std::string> hrefs;
  for (std::size_t at = html.find(kHref); at != std::string_view::npos; at = html.find(kHref, at + 1)) {
    const std::string_view value =
        html.substr(at + kHref.size(), html.find('"', at + kHref.size()) - at - kHref.size());
    if (value.starts_with(prefix)) hrefs.emplace_back(value);
  }
  return hrefs;
}

// What a program reads of the price, in each way of marking up.
std::string MarkedPrice(const ShopProduct& product, const Category& category) {
  const std::string price = DecimalAmount(*category.market, product.price);
  switch (category.markup) {
    case Markup::kJsonLd:
      return fmt::format(R"("price":"{}","priceCurrency":"{}")", price, category.market->currency);
    case Markup::kJsonLdGraph:
      return fmt::format(R"("price":{},"priceCurrency":"{}")", price, category.market->currency);
    case Markup::kMicrodata:
      return fmt::format(
          R"(<meta itemprop="priceCurrency" content="{}"><span itemprop="price" content="{}">)",
          category.market->currency, price);
    case Markup::kMeta:
      return fmt::format(R"(<meta property="product:price:amount" content="{}">)", price);
    case Markup::kPlain:
      break;
  }
  return fmt::format(R"(<span class="price">{}</span>)", ShownAmount(*category.market, product.price));
}

std::string MarkedStock(Stock stock, const Category& category) {
  switch (category.markup) {
    case Markup::kMeta:
      return stock == Stock::kInStock ? "content=\"in stock\"" : "";
    case Markup::kPlain:
      return stock == Stock::kOutOfStock ? std::string(category.market->phrases.out_of_stock) : "";
    default:
      return fmt::format("https://schema.org/{}\"", ToString(stock));
  }
}

TEST(GeneratedSite, SaysTheTruthOnEveryProductPage) {
  const GeneratedSite site({.products = 160, .categories = 10});
  for (std::size_t i = 0; i < 160; ++i) {
    const ShopProduct product = site.catalogue().ProductAt(i);
    const Category& category = site.catalogue().categories()[product.category];
    const Response response = site.Answer(product.path);
    ASSERT_EQ(response.status, 200) << product.path;
    const std::string& page = response.body;
    EXPECT_TRUE(Has(page, Escape(product.name) + "</h1>")) << product.path;
    EXPECT_TRUE(Has(page, ShownAmount(*category.market, product.price))) << product.path;
    EXPECT_TRUE(Has(page, MarkedPrice(product, category))) << product.path;
    EXPECT_TRUE(Has(page, MarkedStock(*product.stock, category))) << product.path;
    EXPECT_TRUE(Has(page, Escape(*product.brand))) << product.path;
    if (product.sku) {
      EXPECT_TRUE(Has(page, *product.sku)) << product.path;
    }
    if (product.gtin) {
      EXPECT_TRUE(Has(page, *product.gtin)) << product.path;
    }
    if (product.regular_price) {
      EXPECT_TRUE(Has(page, ShownAmount(*category.market, *product.regular_price)));
    }
    EXPECT_TRUE(Has(page, fmt::format("<html lang=\"{}\"", category.market->lang)));
  }
}

TEST(GeneratedSite, PlainPagesCarryNoMarkup) {
  const GeneratedSite site({.products = 20, .categories = 5});
  for (std::size_t i = 0; i < 20; ++i) {
    const ShopProduct product = site.catalogue().ProductAt(i);
    if (site.catalogue().categories()[product.category].markup != Markup::kPlain) continue;
    const std::string page = site.Answer(product.path).body;
    EXPECT_FALSE(Has(page, "ld+json") || Has(page, "itemprop") || Has(page, "property="));
  }
}

TEST(GeneratedSite, FillsPagesToTheSizeAskedForWithTagsEnough) {
  for (const std::size_t wanted :
       {std::size_t{0}, std::size_t{200}, std::size_t{2'000}, std::size_t{10'000}, std::size_t{100'000}}) {
    const GeneratedSite site({.products = 40, .categories = 10, .page_bytes = wanted});
    for (std::size_t i = 0; i < 40; ++i) {
      const std::string page = site.Answer(site.catalogue().ProductAt(i).path).body;
      EXPECT_GE(StartTags(page) * 1000.0 / page.size(), 8.0) << page;
      if (wanted < 2'000) continue;
      EXPECT_NEAR(static_cast<double>(page.size()), static_cast<double>(wanted), wanted * 0.05 + 200) << i;
    }
  }
}

TEST(GeneratedSite, BarePagesAreSmall) {
  const GeneratedSite site({.products = 40, .categories = 10, .page_bytes = 200});
  for (std::size_t i = 0; i < 40; ++i) {
    const ShopProduct product = site.catalogue().ProductAt(i);
    const Category& category = site.catalogue().categories()[product.category];
    const std::string page = site.Answer(product.path).body;
    EXPECT_LT(page.size(), 500U);
    EXPECT_TRUE(Has(page, MarkedPrice(product, category))) << page;
  }
}

TEST(GeneratedSite, FollowingTheLinksFindsEveryProduct) {
  const GeneratedSite site({.products = 303, .categories = 10, .page_size = 9});
  std::set<std::string> found;
  const auto categories = Hrefs(site.Answer("/").body, "/c/");
  for (const std::string& category : std::set<std::string>(categories.begin(), categories.end())) {
    std::string next = category;
    for (std::size_t page = 1; !next.empty(); ++page) {
      const Response listing = site.Answer(next);
      ASSERT_EQ(listing.status, 200) << next;
      for (const std::string& path : Hrefs(listing.body, "/p/")) found.insert(path);
      const std::string following = fmt::format("{}?page={}", category, page + 1);
      next = Hrefs(listing.body, following).empty() ? "" : following;
    }
  }
  EXPECT_EQ(found.size(), 303U);
}

TEST(GeneratedSite, ShowsTheNextPageInTheStyleOfTheCategory) {
  const GeneratedSite site({.products = 300, .categories = 3, .page_size = 10});
  for (const Category& category : site.catalogue().categories()) {
    const std::string first = site.Answer(category.path).body;
    const std::string last = site.Answer(fmt::format("{}?page={}", category.path, category.pages)).body;
    const std::string link_rel = fmt::format("<link rel=\"next\" href=\"{}?page=2\">", category.path);
    const std::string next_text =
        fmt::format("{}?page=2\">{}</a>", category.path, category.market->phrases.next);
    EXPECT_EQ(Has(first, link_rel), category.paging == Paging::kLinkRel);
    EXPECT_EQ(Has(first, next_text), category.paging == Paging::kNextText);
    EXPECT_FALSE(Has(last, fmt::format("?page={}\"", category.pages + 1)));
    EXPECT_FALSE(Has(last, "rel=\"next\""));
  }
}

TEST(GeneratedSite, AnswersEveryLinkOfItsPages) {
  const GeneratedSite site({.products = 60, .categories = 6, .page_size = 4});
  for (const std::string& start : {std::string("/"), site.catalogue().categories()[1].path,
                                   site.catalogue().ProductAt(1).path, std::string("/info/shipping")}) {
    for (const std::string& href : Hrefs(site.Answer(start).body, "/")) {
      EXPECT_EQ(site.Answer(href).status, 200) << href;
    }
  }
}

TEST(GeneratedSite, KnowsPagesByTheirNumber) {
  const GeneratedSite site({.products = 100, .categories = 2, .page_size = 10});
  const std::string& path = site.catalogue().categories()[0].path;
  EXPECT_EQ(site.Answer(path + "?page=1").body, site.Answer(path).body);
  EXPECT_EQ(site.Answer(path + "?brand=x&page=2").body, site.Answer(path + "?page=2").body);
  EXPECT_EQ(site.Answer(path + "?page=5").status, 200);
  for (const char* query : {"?page=6", "?page=0", "?page=-1", "?page=x", "?page="}) {
    EXPECT_EQ(site.Answer(path + query).status, 404) << query;
  }
  for (const char* target : {"/x", "/c/none", "/p/none-1", "/img/1.png", "/img/x.svg", ""}) {
    EXPECT_EQ(site.Answer(target).status, 404) << target;
  }
  EXPECT_EQ(site.Answer("/img/7.svg").content_type, "image/svg+xml");
}

}  // namespace
}  // namespace pricecrew::shop
