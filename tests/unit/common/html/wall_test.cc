#include "common/html/wall.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

std::string_view Wall(const std::string& html) { return WallOf(SketchPage(html)); }

std::string Words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "<p>Some words about lamps and <a href=/x>more</a> of them.</p>";
  return text;
}

TEST(Wall, TellsBotChecks) {
  for (const std::string html : {
           "<title>Just a moment...</title><p>Checking your browser before accessing the shop.</p>",
           "<title>Access Denied</title><h1>Access Denied</h1><p>Reference 18.2f</p>",
           "<title>shop.example</title><p>Please verify you are human</p><div class=g-recaptcha></div>",
           "<title>Shop</title><iframe src='/_Incapsula_Resource?x=1'></iframe>",
       })
    EXPECT_EQ(Wall(html), "blocked") << html;
}

TEST(Wall, TellsLogins) {
  EXPECT_EQ(
      Wall("<title>Sign in</title><form><input name=u><input type=password><button>Sign in</button></form>"),
      "login");
  EXPECT_EQ(Wall("<title>Shop</title><p>Bitte anmelden</p><input type=password>"), "login");
}

TEST(Wall, TellsConsentAndAgeChecks) {
  EXPECT_EQ(Wall("<title>Shop</title><p>Before you continue: we use cookies.</p><button>Accept all</button>"),
            "consent");
  EXPECT_EQ(Wall("<title>Wine</title><p>Are you over 18?</p><button>Yes</button>"), "consent");
}

TEST(Wall, TellsPagesThatAreEmptyWithoutTheirScripts) {
  EXPECT_EQ(Wall("<title>Shop</title><body><div id=root></div><script src=/app.js></script>"),
            "needs_script");
  EXPECT_EQ(
      Wall("<title>Shop</title><noscript>Please enable JavaScript.</noscript><script src=a.js></script>"),
      "needs_script");
}

TEST(Wall, LeavesOtherPagesAlone) {
  for (const std::string& html : {
           "<title>Lamps</title>" + Words(60),
           "<title>Lamps</title>" + Words(60) +
               "<footer>We use cookies. <input type=password> Log in</footer>",
           "<title>Lamps</title>" + Words(60) + "<p>Our captcha keeps robots out.</p>",
           std::string("<title>Imprint</title><p>") + std::string(400, 'x') + "</p>",
       })
    EXPECT_EQ(Wall(html), "") << html.substr(0, 60);
}

}  // namespace
}  // namespace pricecrew
