#include "worker/heading.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

std::string HeadingIn(std::string_view html, std::string_view title) {
  const Document document = Document::Sketch(html);
  const VisibleOutline outline(document);
  const std::size_t heading = FindHeading(outline, title);
  return heading == 0 ? "none" : std::string(outline.WholeText(heading));
}

TEST(FindHeading, TakesTheFirstHeadingMostLikeTheTitle) {
  EXPECT_EQ(HeadingIn("<h1>Best shop</h1><h1>Red lamp</h1><h2>Lamp</h2>", "Red lamp | Best shop"),
            "Red lamp");
  EXPECT_EQ(HeadingIn("<h1>Garden</h1><div class=product-title>Red lamp</div>", "Red lamp"), "Red lamp");
}

TEST(FindHeading, TakesNoLogoForAHeading) {
  for (const char* home : {"/", "https://shop.example", "https://shop.example/", "./", "/index.php"}) {
    const std::string logo = "<h1><a href='" + std::string(home) + "'>Best shop</a></h1>";
    EXPECT_EQ(HeadingIn(logo, "Red lamp | Best shop"), "none") << home;
    EXPECT_EQ(HeadingIn(logo + "<h1>Red lamp</h1>", "Red lamp | Best shop"), "Red lamp") << home;
  }
  EXPECT_EQ(HeadingIn("<h1><a href='/p/1'>Red lamp</a></h1>", "Red lamp"), "Red lamp");
}

TEST(FindHeading, TakesWhatRepeatsAPartOfTheTitleWhereThereIsNone) {
  EXPECT_EQ(HeadingIn("<p>Best shop</p><h2>Red Lamp</h2>", "Red lamp | Best shop"), "Red Lamp");
  EXPECT_EQ(HeadingIn("<font size=4>Red lamp</font>", "Red lamp - Best shop"), "Red lamp");
  EXPECT_EQ(HeadingIn("<h1>Best shop</h1><h3>Red lamp, large</h3>", "Red lamp, large_Lamps"),
            "Red lamp, large");
}

TEST(FindHeading, TakesALowerHeadingThatIsMostOfAPart) {
  EXPECT_EQ(HeadingIn("<h4>Mountain bike, red</h4>", "Mountain bike, red Springfield \u2022 Best shop"),
            "Mountain bike, red");
  EXPECT_EQ(HeadingIn("<p>Mountain bike, red</p>", "Mountain bike, red Springfield"), "none");
  EXPECT_EQ(HeadingIn("<h4>Mountain bike, r</h4>", "Mountain bike, red Springfield"), "none");
}

TEST(FindHeading, TakesNoLinkOrMenuForOne) {
  for (const char* aside : {"<nav><b>Red lamp</b></nav>", "<a href=/x>Red lamp</a>", "<ul><li>Red lamp</ul>",
                            "<div class=breadcrumb>Red lamp</div>", "<h2 hidden>Red lamp</h2>"})
    EXPECT_EQ(HeadingIn(aside, "Red lamp | Best shop"), "none") << aside;
}

}  // namespace
}  // namespace pricecrew
