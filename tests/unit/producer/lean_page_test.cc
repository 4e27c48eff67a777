#include "producer/lean_page.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

struct Case {
  const char* page;
  const char* lean;
};

TEST(LeanPage, DropsWhatDiscoveryNeverLooksAt) {
  const Case cases[] = {
      {"a<script>if (a<b) x='<a href=1>'</script >b", "ab"},
      {"a<SCRIPT src=x></SCRIPT>b", "ab"},
      {"a<script src=x />y</script>b", "ab"},
      {"a<svg/>b", "a<svg/>b"},
      {"a<style>p>a{}</style>b", "ab"},
      {"a<svg><path d='M0'/><a href=/x>x</a></svg>b", "ab"},
      {"a<!-- <a href=1> -- > -->b<!-->c<!--->d", "abcd"},
      {"a \n\t b", "a b"},
      {"<a data-x='>' href='/y' onclick=go()>z</a>", "<a href='/y'>z</a>"},
      {"<A CLASS = \"b c\" ID=d>", "<a CLASS = \"b c\" ID=d>"},
  };
  for (const auto& one : cases) EXPECT_EQ(LeanPage(one.page), one.lean) << one.page;
}

TEST(LeanPage, KeepsWhatOnlyLooksLikeMarkup) {
  const Case cases[] = {
      {"1 < 2 <3", "1 < 2 <3"},
      {"<!DOCTYPE html><p>", "<!DOCTYPE html><p>"},
      {"<textarea><script>x</textarea>y", "<textarea><script>x</textarea>y"},
      {"<img src=a.png/>", "<img src=a.png/>"},
      {"<br/>x", "<br/>x"},
  };
  for (const auto& one : cases) EXPECT_EQ(LeanPage(one.page), one.lean) << one.page;
}

TEST(LeanPage, EndsWhereThePageDoes) {
  const Case cases[] = {
      {"", ""},
      {"a<", "a<"},
      {"a<b", "a<b>"},
      {"a<script>b", "a"},
      {"a<!-- b", "a"},
      {"<a href='x", "<a href='x>"},
      {"<svg>a", "<svg>a"},
      {"a<script", "a"},
      {"</", "</"},
      {"<a href=", "<a href=>"},
      {"<title>a", "<title>a"},
      {"<script></script", ""},
  };
  for (const auto& one : cases) EXPECT_EQ(LeanPage(one.page), one.lean) << one.page;
}

}  // namespace
}  // namespace pricecrew
