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

TEST(Wall, TellsBotChecksByWhatTheyLoad) {
  for (const std::string html : {
           "<title></title><script>window.gokuProps = {};</script><div id=c></div>",
           "<script src=https://1.edge.sdk.awswaf.com/challenge.js></script>",
           "<script>window.KPSDK={}</script>",
           "<script src='/TSPD/08?type=8'></script>",
           "<iframe src=/_sec/cp_challenge/ak-challenge.htm></iframe>",
           "<script src=https://static.queue-it.net/script/client.js></script><h2>You are in line</h2>",
           "<meta http-equiv=refresh content='0;/.well-known/sgcaptcha/?r=1'>",
           "<h4>Click to continue shopping</h4><form "
           "action=/errors/validateCaptcha><button>Go</button></form>",
       })
    EXPECT_EQ(Wall(html), "blocked") << html;
}

TEST(Wall, TellsBotChecksByTheirHeadings) {
  for (const std::string html : {
           "<title>Making sure you're not a bot!</title><p>Loading...</p>",
           "<title>Shop</title><h1>Solve the captcha</h1>",
           "<title>Request Rejected</title><p>Your support ID is 12</p>",
           "<title>Wait</title><h1>Please wait while your request is being verified</h1>",
       })
    EXPECT_EQ(Wall(html), "blocked") << html;
}

TEST(Wall, LeavesFormsToWriteToTheShopAlone) {
  for (const std::string html : {
           "<title>Contact</title><form><input name=email><div "
           "class=g-recaptcha></div></form><script></script>",
           "<title>Contact</title><form><textarea></textarea><div class=h-captcha></div></form>",
           "<title>About</title><p>This site is protected by hCaptcha.</p>",
       })
    EXPECT_EQ(Wall(html), "") << html;
  EXPECT_EQ(Wall("<form><input name=captcha_answer><div class=g-recaptcha></div></form>"), "blocked");
}

TEST(Wall, LeavesOrdinaryPagesOfWatchedShopsAlone) {
  const std::string watched = "<script src=https://1.edge.sdk.awswaf.com/challenge.js></script>";
  EXPECT_EQ(Wall("<title>About</title>" + watched + Words(25)), "");
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

TEST(Wall, LeavesPagesWithABannerAlone) {
  const std::string page =
      "<title>Lamps</title><p>Lamps are made by hand in the old mill, one at a time.</p>";
  for (const std::string end :
       {"<p>We use cookies.</p><button>Accept all</button>", "<a href=/p>Your Privacy Choices</a>",
        "<a href=/c>Manage Consent</a>", "<p>You consent to our letters.</p>"})
    EXPECT_EQ(Wall(page + end), "") << end;
  EXPECT_EQ(Wall("<p>We use cookies.</p>" + page + Words(20)), "") << "it says much else";
}

TEST(Wall, TellsPagesThatAreEmptyWithoutTheirScripts) {
  EXPECT_EQ(Wall("<title>Shop</title><body><div id=root></div><script src=/app.js></script>"),
            "needs_script");
  EXPECT_EQ(
      Wall("<title>Shop</title><noscript>Please enable JavaScript.</noscript><script src=a.js></script>"),
      "needs_script");
}

TEST(Wall, TakesNoDataForAScriptToWaitFor) {
  EXPECT_EQ(Wall("<title>Shop</title><script type=application/ld+json>{}</script><p>Hello</p>"), "");
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
