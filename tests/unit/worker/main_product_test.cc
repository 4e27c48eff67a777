#include "worker/main_product.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

Evidence Named(std::string name, std::optional<std::string> url = {}) {
  Evidence evidence;
  evidence.name = std::move(name);
  evidence.url = std::move(url);
  return evidence;
}

class MainProductTest : public testing::Test {
 protected:
  Url url_ = *ParseUrl("https://shop.example/p/2");
};

TEST_F(MainProductTest, IsTheOnlyOne) {
  EXPECT_EQ(MainProduct({Named("A")}, {&url_})->name, "A");
  EXPECT_FALSE(MainProduct({}, {&url_}));
}

TEST_F(MainProductTest, IsTheOneThatTheTitleNames) {
  EXPECT_EQ(MainProduct({Named("Red lamp"), Named("Blue chair")}, {&url_, "", "Blue chair | Shop"})->name,
            "Blue chair");
}

TEST_F(MainProductTest, IsTheOneAtThePagesUrl) {
  EXPECT_EQ(MainProduct({Named("A", "/p/1"), Named("B", "/p/2")}, {&url_, "", "Welcome"})->name, "B");
}

TEST_F(MainProductTest, IsNoneInAList) {
  EXPECT_FALSE(MainProduct({Named("A", "/p/1"), Named("B", "/p/3")}, {&url_, "", "All lamps"}));
}

TEST_F(MainProductTest, MergesWhatIsSaidTwice) {
  Evidence priced = Named("A");
  priced.price = "5";
  EXPECT_EQ(MainProduct({Named("A"), priced}, {&url_})->price, "5");
}

TEST(MainOfState, IsTheOneOfTheHeadingElseTheOneWithoutAName) {
  Evidence related;
  related.name = "Wool rug";
  Evidence own;
  own.name = "Red lamp";
  Evidence nameless;
  nameless.price = "5";
  const Url url = *ParseUrl("https://shop.example/p");
  const PageIdentity page{&url, {}, "Red lamp - Shop", "Red lamp"};
  EXPECT_EQ(MainOfState({related, nameless, own}, page)->name, "Red lamp");
  EXPECT_EQ(MainOfState({related, nameless}, page)->price, "5");
  EXPECT_FALSE(MainOfState({related}, page));
}

}  // namespace
}  // namespace pricecrew
