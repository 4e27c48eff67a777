#include "worker/source_meta.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(ReadMeta, ReadsOpenGraphProducts) {
  const MetaEvidence meta = ReadMeta({{"og:type", "product"},
                                      {"og:title", "Lamp"},
                                      {"product:price:amount", "19,90"},
                                      {"product:price:currency", "EUR"},
                                      {"og:image", "/a.jpg"},
                                      {"product:availability", "oos"},
                                      {"product:brand", "Acme"},
                                      {"og:site_name", "Shop"}},
                                     {});
  EXPECT_EQ(meta.product.name, "Lamp");
  EXPECT_EQ(meta.product.price, "19.90");
  EXPECT_EQ(meta.product.currency, "EUR");
  EXPECT_EQ(meta.product.availability, Availability::kOutOfStock);
  EXPECT_EQ(meta.product.brand, "Acme");
  EXPECT_TRUE(meta.is_typed);
  EXPECT_EQ(meta.site_name, "Shop");
}

TEST(ReadMeta, PrefersTheSalePrice) {
  const MetaEvidence meta = ReadMeta({{"product:price:amount", "20.00"},
                                      {"product:sale_price:amount", "15.00"},
                                      {"product:sale_price:currency", "USD"}},
                                     {});
  EXPECT_EQ(meta.product.price, "15.00");
  EXPECT_EQ(meta.product.regular_price, "20.00");
}

TEST(ReadMeta, ReadsTwitterCards) {
  const MetaEvidence meta =
      ReadMeta({{"twitter:title", "Lamp"}, {"twitter:label1", "Price"}, {"twitter:data1", "$5.00"}}, {});
  EXPECT_EQ(meta.product.price, "5.00");
  EXPECT_EQ(meta.product.currency, "USD");
}

TEST(ReadMeta, SaysNothingOfAnArticle) {
  const MetaEvidence meta = ReadMeta({{"og:type", "article"}, {"og:title", "News"}}, {});
  EXPECT_FALSE(meta.is_typed);
  EXPECT_FALSE(meta.product.price);
}

}  // namespace
}  // namespace pricecrew
