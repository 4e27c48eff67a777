#include "common/html/selector.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "common/html/document.h"

namespace pricecrew {
namespace {

std::string Repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

/// The ids of what is selected, in order; an element without one gives its tag.
std::string Selected(std::string_view html, std::string_view selector) {
  const Document document = Document::Parse(html).value();
  const auto compiled = Selector::Compile(selector);
  if (const auto* mistake = std::get_if<Mistake>(&compiled)) return "mistake: " + mistake->text;
  std::string ids;
  for (const Node node : std::get<Selector>(compiled).Select(ElementIndex(document)))
    ids += std::string(ids.empty() ? "" : " ") + std::string(node.Attribute("id").value_or(node.Tag()));
  return ids;
}

struct Case {
  std::string_view selector;
  std::string_view wanted;
};

// Sections of https://www.w3.org/TR/selectors-4/ stand before the cases that are theirs.
constexpr std::string_view kPage = R"(
<div id=shop class="shop wide">
  <h1 id=h lang=en-GB>Kettle</h1>
  <div id=a class="price Now" data-code="ab-12">12.50</div>
  <p id=b class="price"><b id=b1>1</b><i id=i1>2</i><b id=b2>3</b><b id=b3>4</b></p>
  <ul id=list>
    <li id=l1 class=item>one</li><li id=l2 class="item hot">two</li><li id=l3 class=item>three</li>
    <li id=l4 class="item last">four <a id=link href="/buy?x=1" rel="NoFollow nofollow" title="">buy</a></li>
  </ul>
  <input id=in type=SUBMIT value="Buy Now"><p id=e></p><p id=space> </p>
</div>)";

class SelectsTest : public ::testing::TestWithParam<Case> {};

TEST_P(SelectsTest, WhatIsWanted) { EXPECT_EQ(Selected(kPage, GetParam().selector), GetParam().wanted); }

INSTANTIATE_TEST_SUITE_P(TypesClassesIds, SelectsTest,  // 5.1, 5.2, 6.6, 6.7
                         ::testing::Values(Case{"h1", "h"}, Case{"H1", "h"}, Case{"head, html", "html head"},
                                           Case{"ul > *", "l1 l2 l3 l4"}, Case{".price", "a b"},
                                           Case{".Now", "a"}, Case{".now", ""}, Case{"div.price", "a"},
                                           Case{".item.hot", "l2"}, Case{"#a", "a"}, Case{"#A", ""},
                                           Case{"p#b.price", "b"}, Case{"*.hot", "l2"}, Case{"nosuch", ""},
                                           Case{"#\\61", "a"}, Case{".h\\6ft", "l2"},
                                           Case{"/* x */ h1 /* y */", "h"}));

INSTANTIATE_TEST_SUITE_P(
    Attributes, SelectsTest,  // 6.1 to 6.3
    ::testing::Values(Case{"[href]", "link"}, Case{"[HREF]", "link"}, Case{"[data-code=ab-12]", "a"},
                      Case{"[data-code='AB-12']", ""}, Case{"[data-code='AB-12' i]", "a"},
                      Case{"[data-code='AB-12'i]", "a"}, Case{"[type=submit]", "in"},
                      Case{"[type=submit s]", ""}, Case{"[class~=hot]", "l2"},
                      Case{"[class~='item hot']", ""}, Case{"[class~='']", ""},
                      Case{"[rel~=nofollow]", "link"}, Case{"[lang|=en]", "h"}, Case{"[lang|=e]", ""},
                      Case{"[lang|='EN-gb']", "h"}, Case{"[href^='/buy']", "link"}, Case{"[href^='']", ""},
                      Case{"[href$='x=1']", "link"}, Case{"[href$='']", ""}, Case{"[href*='y?']", "link"},
                      Case{"[href*='']", ""}, Case{"[value*='buy n' i]", "in"}, Case{"[title='']", "link"},
                      Case{"[ title = '' ]", "link"}, Case{"#shop[class*=\"p w\"]", "shop"}));

INSTANTIATE_TEST_SUITE_P(Combinators, SelectsTest,  // 15
                         ::testing::Values(Case{"#shop b", "b1 b2 b3"}, Case{"#shop > b", ""},
                                           Case{"p>b", "b1 b2 b3"}, Case{"b + i", "i1"}, Case{"b + b", "b3"},
                                           Case{"i ~ b", "b2 b3"}, Case{"h1 ~ p.price b", "b1 b2 b3"},
                                           Case{"h1 + p", ""}, Case{"#shop ul li a", "link"},
                                           Case{"li a, h1 ,li:first-child", "h l1 link"},
                                           Case{"html body div ul + input", "in"}, Case{"b ~ h1", ""}));

INSTANTIATE_TEST_SUITE_P(
    Places, SelectsTest,  // 14
    ::testing::Values(Case{"li:first-child", "l1"}, Case{"li:last-child", "l4"}, Case{"a:only-child", "link"},
                      Case{"li:nth-child(2)", "l2"}, Case{"li:nth-child(odd)", "l1 l3"},
                      Case{"li:nth-child( EVEN )", "l2 l4"}, Case{"li:nth-child(2n+1)", "l1 l3"},
                      Case{"li:nth-child(-n + 2)", "l1 l2"}, Case{"li:nth-child(n+3)", "l3 l4"},
                      Case{"li:nth-child( 3N - 2 )", "l1 l4"}, Case{"li:nth-child(+n)", "l1 l2 l3 l4"},
                      Case{"li:nth-child(0n+3)", "l3"}, Case{"li:nth-child(-2n+3)", "l1 l3"},
                      Case{"li:nth-child(0)", ""}, Case{"li:nth-last-child(2)", "l3"},
                      Case{"li:nth-last-child(-n+2)", "l3 l4"}, Case{"b:first-of-type", "b1"},
                      Case{"i:first-of-type", "i1"}, Case{"b:nth-of-type(2)", "b2"},
                      Case{"b:last-of-type", "b3"}, Case{"b:nth-last-of-type(2)", "b2"},
                      Case{"i:only-of-type", "i1"}, Case{":root", "html"},
                      Case{"html:first-child:last-child", "html"}, Case{"p:empty", "e space"}));

INSTANTIATE_TEST_SUITE_P(
    Lists, SelectsTest,  // 4
    ::testing::Values(Case{"li:not(.hot)", "l1 l3 l4"}, Case{"li:not(.hot, .last)", "l1 l3"},
                      Case{"li:not(:first-child):not(:last-child)", "l2 l3"}, Case{"p:not(div p)", ""},
                      Case{":is(h1, i)", "h i1"}, Case{"p :is(i, b + b)", "i1 b3"},
                      Case{":where(ul) > .hot", "l2"}, Case{"li:has(a)", "l4"},
                      Case{"li:has(> a[href])", "l4"}, Case{"ul:has(> a)", ""}, Case{"b:has(+ i)", "b1"},
                      Case{"b:has(~ b)", "b1 b2"}, Case{"li:has(+ li.hot)", "l1"},
                      Case{"div:has(h1 ~ ul a)", "shop"}, Case{"div:has(ul ~ h1)", ""},
                      Case{"ul:has(.hot + li + .last > a)", "list"}, Case{":has(> i, > a)", "b l4"},
                      Case{"p:not(:has(*))", "e space"}, Case{"li:has(:is(ul a))", "l4"},
                      Case{"li:nth-child(n+2):not(:has(a))", "l2 l3"}, Case{"body:has(#l1) #h", "h"}));

TEST(Selector, AgreesWithTheElementItselfInHas) {
  // "a b" in :has() is read from the element on: its own ancestors are no part of it.
  EXPECT_EQ(Selected("<div id=o><p id=p><b id=b></b></p></div>", "p:has(div b)"), "");
  EXPECT_EQ(Selected("<div id=o><p id=p><b id=b></b></p></div>", "div:has(p b)"), "o");
}

TEST(Selector, LeavesOutWhatATemplateHolds) {
  EXPECT_EQ(Selected("<template id=t><b id=b></b></template><b id=c></b>", "template, b"), "t c");
}

TEST(Selector, FindsNothingOnAnEmptyPage) { EXPECT_EQ(Selected("", "p"), ""); }

TEST(Selector, ReadsAnyCharacterOfANameAsItIs) {
  EXPECT_EQ(Selected("<p id=x class='größe md:w-1/2'>", ".größe.md\\:w-1\\/2"), "x");
}

// What looks at each element's descendants or siblings anew would need 10^10 steps for these.
class StaysLinearTest : public ::testing::TestWithParam<Case> {};

TEST_P(StaysLinearTest, OnAHundredThousandElements) {
  const std::string wide = Repeat("<p><b></b></p>", 50'000);
  const std::string deep = Repeat("<div>", 900) + Repeat("<i></i>", 50'000);
  const Document document = Document::Parse(wide + deep).value();
  const ElementIndex index(document);
  ASSERT_GT(index.size(), 150'000U);
  const auto selector = std::get<Selector>(Selector::Compile(GetParam().selector));
  const auto begin = std::chrono::steady_clock::now();
  const std::size_t found = selector.Select(index).size();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(std::to_string(found), GetParam().wanted);
  EXPECT_LT(took.count(), 5.0);  // 0.1 s and less, without sanitizers
}

INSTANTIATE_TEST_SUITE_P(Hostile, StaysLinearTest,
                         ::testing::Values(Case{"p:has(~ p ~ p b)", "49998"}, Case{"p:has(~ u)", "0"},
                                           Case{":has(u)", "0"}, Case{"div:has(div i)", "899"},
                                           Case{"div:not(:has(u)) div:not(:has(u)) i", "50000"},
                                           Case{"i ~ i ~ i ~ i", "49997"}, Case{"* * * * * * * * i", "50000"},
                                           Case{"p:nth-last-of-type(2)", "1"}));

}  // namespace
}  // namespace pricecrew
