#include "common/html/wall.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

using Phrases = std::span<const std::string_view>;

constexpr std::size_t kShortPage = 2'500;  // bytes of visible text of a page that says one thing
constexpr std::size_t kBarePage = 1'000;   // of one that says next to nothing beside it
constexpr std::size_t kEmptyPage = 300;    // of a page that waits for its scripts
constexpr std::size_t kFewLinks = 40;
constexpr std::size_t kHardlyLinks = 15;
constexpr int kMostHeadings = 8;  // they may lie in each other, and each is read as a whole

// In titles, and in the text of short pages.
constexpr std::array<std::string_view, 34> kBlocked{"just a moment",
                                                    "attention required",
                                                    "access denied",
                                                    "access to this page has been denied",
                                                    "access to this site has been denied",
                                                    "are you a robot",
                                                    "are you a human",
                                                    "robot check",
                                                    "robot or human",
                                                    "bot protection",
                                                    "bot check",
                                                    "security check",
                                                    "verify you are human",
                                                    "verifying you are human",
                                                    "verify that you are human",
                                                    "verify you're human",
                                                    "confirm you are human",
                                                    "pardon our interruption",
                                                    "unusual traffic",
                                                    "automated access",
                                                    "automated requests",
                                                    "request unsuccessful",
                                                    "request blocked",
                                                    "request rejected",
                                                    "requested url was rejected",
                                                    "request is being verified",
                                                    "you have been blocked",
                                                    "checking your browser",
                                                    "ddos protection",
                                                    "type the characters you see",
                                                    "bist du ein roboter",
                                                    "vous êtes un robot",
                                                    "no eres un robot",
                                                    "доступ ограничен"};

// In the title and the headings of short pages: elsewhere forms speak of them too.
constexpr std::array<std::string_view, 3> kBlockedHeadings{"captcha", "not a robot", "not a bot"};

// Parts of what bot checks load or set.
constexpr std::array<std::string_view, 7> kBlockedMarks{
    "cf-challenge",     "challenge-platform", "_incapsula_resource", "px-captcha",
    "captcha-delivery", "distil_r_captcha",   "perimeterx.net"};

// The same, of those that also run on ordinary pages, to which a short one may belong.
constexpr std::array<std::string_view, 7> kServiceMarks{
    "awswaf", "gokuprops", "kpsdk", "/tspd/", "/_sec/cp_challenge", "queue-it.net", "sgcaptcha"};

// What a person solves. Forms to write to a shop have them as well.
constexpr std::array<std::string_view, 2> kWidgetMarks{"g-recaptcha", "h-captcha"};

constexpr std::array<std::string_view, 18> kLogin{
    "log in",    "login",        "sign in",   "signin",     "einloggen",      "anmelden",
    "anmeldung", "se connecter", "connexion", "identifiez", "iniciar sesión", "inicia sesión",
    "accedi",    "inloggen",     "zaloguj",   "logga in",   "войти",          "ログイン"};

constexpr std::array<std::string_view, 27> kConsent{"before you continue",
                                                    "we use cookies",
                                                    "this site uses cookies",
                                                    "this website uses cookies",
                                                    "cookie consent",
                                                    "accept all",
                                                    "accept cookies",
                                                    "privacy settings",
                                                    "bevor sie fortfahren",
                                                    "wir verwenden cookies",
                                                    "alle akzeptieren",
                                                    "cookies akzeptieren",
                                                    "avant de continuer",
                                                    "avant d'accéder",
                                                    "tout accepter",
                                                    "accepter les cookies",
                                                    "antes de continuar",
                                                    "aceptar todo",
                                                    "prima di continuare",
                                                    "accetta tutti",
                                                    "voordat je verdergaat",
                                                    "zanim przejdziesz",
                                                    "are you over 18",
                                                    "confirm your age",
                                                    "age verification",
                                                    "legal drinking age",
                                                    "of legal age"};

constexpr std::array<std::string_view, 8> kNeedsScript{
    "enable javascript",     "requires javascript", "javascript is disabled", "javascript is required",
    "javascript aktivieren", "activer javascript",  "habilita javascript",    "turn on javascript"};

bool Holds(std::string_view lower, std::string_view word) {
  return lower.find(word) != std::string_view::npos;
}

bool HasAny(std::string_view lower, Phrases phrases) {
  return std::ranges::any_of(phrases, [lower](std::string_view phrase) { return Holds(lower, phrase); });
}

/// What tells a wall, in one walk over the tree.
struct Census {
  std::size_t links = 0;
  std::size_t scripts = 0;
  bool asks_password = false;
  bool asks_text = false;     // a form that a person writes in
  bool asks_captcha = false;  // a form that sends the answer to one
  bool has_mount = false;     // an element that a script is to fill
  int heading_count = 0;
  std::string headings;  // in lower case
};

bool IsMount(Node node) {
  constexpr std::array<std::string_view, 8> kIds{"root",     "app",        "__next", "__nuxt",
                                                 "main-app", "react-root", "gatsby", "___gatsby"};
  const std::string_view id = node.Attribute("id").value_or("");
  return std::ranges::find(kIds, id) != kIds.end() || node.Attribute("ng-app") || node.Tag() == "app-root";
}

// But for the answer to a captcha.
bool IsTextField(Node node) {
  constexpr std::array<std::string_view, 4> kTypes{"", "text", "email", "tel"};
  const auto is_captcha = [node](std::string_view name) {
    return Holds(AsciiLower(node.Attribute(name).value_or("")), "captcha");
  };
  if (is_captcha("name") || is_captcha("id")) return false;
  const std::string type = AsciiLower(node.Attribute("type").value_or(""));
  return node.Tag() == "textarea" || std::ranges::find(kTypes, type) != kTypes.end();
}

// Not JSON-LD and the like, which draws nothing.
bool IsProgram(Node node) { return !Holds(AsciiLower(node.Attribute("type").value_or("")), "json"); }

bool IsHeading(std::string_view tag) { return tag == "h1" || tag == "h2" || tag == "h3"; }

void CountElement(Node node, Census& census) {
  const std::string_view tag = node.Tag();
  if (tag == "a") ++census.links;
  if (tag == "script" && IsProgram(node)) ++census.scripts;
  if (tag == "input" && node.Attribute("type") == std::string_view("password")) census.asks_password = true;
  if ((tag == "input" || tag == "textarea") && IsTextField(node)) census.asks_text = true;
  if (tag == "form" && Holds(AsciiLower(node.Attribute("action").value_or("")), "captcha"))
    census.asks_captcha = true;
  if (IsMount(node)) census.has_mount = true;
  if (IsHeading(tag) && census.heading_count++ < kMostHeadings)
    census.headings += AsciiLower(node.Text()) + "\n";
}

Census Count(Node root) {
  Census census;
  for (Node node = root; node; node = node.Next(root))
    if (node.IsElement()) CountElement(node, census);
  return census;
}

/// The words of a page in lower case, and what it is made of.
struct Words {
  std::string title;
  std::string text;
  Census census;
  bool is_short = false;
};

Words WordsOf(const SketchedPage& page) {
  Words words{AsciiLower(page.scan.title), AsciiLower(page.document.Root().Text()),
              Count(page.document.Root()), false};
  words.is_short = words.text.size() <= kShortPage && words.census.links <= kFewLinks;
  return words;
}

bool IsBlocked(const SketchedPage& page, const Words& words) {
  if (HasAny(words.title, kBlocked)) return true;
  if (!words.is_short) return false;
  if (words.census.asks_captcha || HasAny(words.text, kBlocked) || HasAny(words.title, kBlockedHeadings) ||
      HasAny(words.census.headings, kBlockedHeadings))
    return true;
  const std::string html = AsciiLower(page.html);
  return HasAny(html, kBlockedMarks) || (!words.census.asks_text && HasAny(html, kWidgetMarks)) ||
         (words.text.size() <= kBarePage && HasAny(html, kServiceMarks));
}

bool IsLogin(const Words& words) {
  if (!words.census.asks_password) return false;
  return HasAny(words.title, kLogin) || (words.is_short && HasAny(words.text, kLogin));
}

// A banner at the end of an ordinary page, or a line of its footer, is no wall.
bool IsConsent(const Words& words) {
  if (!words.is_short) return false;
  if (HasAny(words.title, kConsent) || HasAny(words.census.headings, kConsent)) return true;
  if (words.text.size() > kBarePage || words.census.links > kHardlyLinks) return false;
  const std::size_t third = words.text.size() / 3;
  return std::ranges::any_of(kConsent,
                             [&](std::string_view phrase) { return words.text.find(phrase) < third; });
}

bool NoscriptAsks(std::string_view html) {
  const std::string lower = AsciiLower(html.substr(0, std::size_t{256} << 10));
  return HasAny(lower, kNeedsScript);
}

}  // namespace

std::string_view WallOf(const SketchedPage& page) {
  const Words words = WordsOf(page);
  if (IsBlocked(page, words)) return "blocked";
  if (IsLogin(words)) return "login";
  if (IsConsent(words)) return "consent";
  const bool is_empty = words.text.size() <= kEmptyPage && !words.census.asks_text;
  const bool has_scripts = words.census.has_mount || words.census.scripts > 0;
  if (is_empty && (has_scripts || NoscriptAsks(page.html))) return "needs_script";
  return {};
}

}  // namespace pricecrew
