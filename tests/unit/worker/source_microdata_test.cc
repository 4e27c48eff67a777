#include "worker/source_microdata.h"

#include <gtest/gtest.h>

#include "common/html/page_scan.h"

namespace pricecrew {
namespace {

std::vector<Evidence> Read(std::string_view html) {
  const Document document = Document::Sketch(html);
  return ReadMicrodata(document, {});
}

TEST(ReadMicrodata, ReadsAProductWithAnOffer) {
  const auto products =
      Read(R"(<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Lamp</h1>
    <img itemprop="image" src="/a.jpg"><span itemprop="brand" itemscope itemtype="http://schema.org/Brand"><b itemprop="name">Acme</b></span>
    <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR">
    <span itemprop="price" content="19.90">19,90 €</span><link itemprop="availability" href="http://schema.org/InStock"></div></div>)");
  ASSERT_EQ(products.size(), 1u);
  EXPECT_EQ(products[0].name, "Lamp");
  EXPECT_EQ(products[0].price, "19.90");
  EXPECT_EQ(products[0].currency, "EUR");
  EXPECT_EQ(products[0].availability, Availability::kInStock);
  EXPECT_EQ(products[0].brand, "Acme");
  EXPECT_EQ(products[0].image, "/a.jpg");
}

TEST(ReadMicrodata, ReadsThePriceAsText) {
  const auto products = Read(R"(<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">A</b>
    <p itemprop="offers" itemscope itemtype="https://schema.org/Offer"><i itemprop="price">1.299,00 €</i></p></div>)");
  ASSERT_EQ(products.size(), 1u);
  EXPECT_EQ(products[0].price, "1299.00");
  EXPECT_EQ(products[0].currency, "EUR");
}

TEST(ReadMicrodata, LeavesOutItemsWithinTheItem) {
  const auto products = Read(R"(<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">A</b>
    <div itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product"><b itemprop="name">B</b><i itemprop="price">5</i></div></div>)");
  ASSERT_EQ(products.size(), 1u);
  EXPECT_EQ(products[0].name, "A");
  EXPECT_FALSE(products[0].price);
}

TEST(ReadMicrodata, GivesAnOnlyLooseOfferToTheOnlyProduct) {
  const std::string offer =
      R"(<div itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="5"></div>)";
  const auto one =
      Read("<div itemscope itemtype='https://schema.org/Product'><b itemprop=name>A</b></div>" + offer);
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0].price, "5");
  EXPECT_TRUE(Read(offer + offer).empty());
}

}  // namespace
}  // namespace pricecrew
