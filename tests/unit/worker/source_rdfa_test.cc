#include "worker/source_rdfa.h"

#include <gtest/gtest.h>

#include "worker/source_microformats.h"

namespace pricecrew {
namespace {

TEST(ReadRdfa, ReadsProductsOfEitherVocabulary) {
  const Document page = Document::Sketch(
      "<div vocab='https://schema.org/' typeof=Product><h1 property=name>Red lamp</h1>"
      "<div property=offers typeof=Offer><span property=price content=12.50>12,50</span>"
      "<meta property=priceCurrency content=EUR></div></div>"
      "<div typeof='gr:Offering schema:Product'><b property='schema:name'>Rug</b>"
      "<i property='gr:hasCurrencyValue' content=7></i><i property='gr:hasCurrency' content=USD></i></div>");
  const auto products = ReadRdfa(page, {});
  ASSERT_EQ(products.size(), 2U);
  EXPECT_EQ(products[0].name, "Red lamp");
  EXPECT_EQ(products[0].price, "12.50");
  EXPECT_EQ(products[0].currency, "EUR");
  EXPECT_EQ(products[0].source, Source::kRdfa);
  EXPECT_EQ(products[1].name, "Rug");
  EXPECT_EQ(products[1].price, "7");
  EXPECT_EQ(products[1].currency, "USD");
}

TEST(ReadMicroformats, ReadsBothGenerations) {
  const Document page = Document::Sketch(
      "<div class='h-product'><h1 class='p-name'>Red lamp</h1><data class='p-price' value='EUR "
      "12.50'>12,50</data></div>"
      "<div class='hproduct'><b class='fn'>Rug</b> <i class='price'>$7.00</i></div>");
  const auto products = ReadMicroformats(page, {});
  ASSERT_EQ(products.size(), 2U);
  EXPECT_EQ(products[0].name, "Red lamp");
  EXPECT_EQ(products[0].price, "12.50");
  EXPECT_EQ(products[0].currency, "EUR");
  EXPECT_EQ(products[1].name, "Rug");
  EXPECT_EQ(products[1].price, "7.00");
}

}  // namespace
}  // namespace pricecrew
