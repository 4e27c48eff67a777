#include <gtest/gtest.h>

#include <ctime>

#include "tests/unit/producer/shop_page.h"

namespace pricecrew {
namespace {

std::string Repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t at = 0; at < times; ++at) text += part;
  return text;
}

TEST(DiscoverLimits, ReadsPagesOfAnyDepthAndSize) {
  EXPECT_EQ(DiscoverIn(Repeated("<div>", 5'000)).unreadable, "");
  EXPECT_EQ(DiscoverIn(Repeated("<a href=/x>x</a>", 1'000'000)).unreadable, "");
}

TEST(DiscoverLimits, SaysWhyAPageCannotBeRead) { EXPECT_EQ(DiscoverIn("").unreadable, "empty"); }

std::clock_t TimeOf(std::size_t cards) {
  std::string html = "<ul>";
  for (std::size_t card = 0; card < cards; ++card) {
    const auto id = std::to_string(card);
    html += "<li><a href='/p/" + id + "'>Lamp number " + id + "</a> $12.00</li>";
  }
  const auto start = std::clock();
  EXPECT_EQ(DiscoverIn(html).products.size(), cards);
  return std::clock() - start;
}

TEST(DiscoverLimits, TakesTimeInProportionToThePage) {
  TimeOf(1'000);
  const auto small = TimeOf(5'000);
  const auto large = TimeOf(50'000);
  EXPECT_LT(large, 40 * small) << "ten times the page";
}

TEST(DiscoverLimits, ReadsBrokenMarkup) {
  EXPECT_EQ(DiscoverIn("<a href='/x").links_seen, 0U);
  EXPECT_EQ(DiscoverIn("<a href><a href=''><a href='http://['>x<a").links_seen, 3U);
  EXPECT_EQ(DiscoverIn(std::string("<a href=/x>\0\xff\xfe", 14)).links_seen, 1U);
}

}  // namespace
}  // namespace pricecrew
