#include "common/html/wall.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "common/html/ascii.h"

namespace pricecrew {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t kShortPage = 2'500;  // bytes of visible text of a page that says one thing
constexpr std::size_t kEmptyPage = 300;    // of a page that waits for its scripts
constexpr std::size_t kFewLinks = 40;

// In titles, and in the text of short pages.
constexpr std::array<std::string_view, 32> kBlocked{"just a moment",
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
                                                    "captcha",
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
                                                    "you have been blocked",
                                                    "checking your browser",
                                                    "ddos protection",
                                                    "type the characters you see",
                                                    "bist du ein roboter",
                                                    "vous êtes un robot",
                                                    "no eres un robot",
                                                    "доступ ограничен"};

// Parts of what bot checks load or set.
constexpr std::array<std::string_view, 9> kBlockedMarks{
    "cf-challenge",     "challenge-platform", "_incapsula_resource", "px-captcha",    "captcha-delivery",
    "distil_r_captcha", "g-recaptcha",        "h-captcha",           "perimeterx.net"};

constexpr std::array<std::string_view, 18> kLogin{
    "log in",    "login",        "sign in",   "signin",     "einloggen",      "anmelden",
    "anmeldung", "se connecter", "connexion", "identifiez", "iniciar sesión", "inicia sesión",
    "accedi",    "inloggen",     "zaloguj",   "logga in",   "войти",          "ログイン"};

constexpr std::array<std::string_view, 20> kConsent{"before you continue",    "we use cookies",
                                                    "this site uses cookies", "this website uses cookies",
                                                    "cookie consent",         "accept all",
                                                    "accept cookies",         "privacy settings",
                                                    "your privacy",           "consent",
                                                    "alle akzeptieren",       "cookies akzeptieren",
                                                    "tout accepter",          "accepter les cookies",
                                                    "aceptar todo",           "accetta tutti",
                                                    "are you over 18",        "confirm your age",
                                                    "age verification",       "of legal age"};

constexpr std::array<std::string_view, 8> kNeedsScript{
    "enable javascript",     "requires javascript", "javascript is disabled", "javascript is required",
    "javascript aktivieren", "activer javascript",  "habilita javascript",    "turn on javascript"};

bool HasAny(std::string_view lower, Words words) {
  return std::ranges::any_of(
      words, [lower](std::string_view word) { return lower.find(word) != std::string_view::npos; });
}

/// What tells a wall, in one walk over the tree.
struct Census {
  std::size_t links = 0;
  std::size_t scripts = 0;
  bool asks_password = false;
  bool has_mount = false;  // an element that a script is to fill
};

bool IsMount(Node node) {
  constexpr std::array<std::string_view, 8> kIds{"root",     "app",        "__next", "__nuxt",
                                                 "main-app", "react-root", "gatsby", "___gatsby"};
  const std::string_view id = node.Attribute("id").value_or("");
  return std::ranges::find(kIds, id) != kIds.end() || node.Attribute("ng-app") || node.Tag() == "app-root";
}

Census Count(Node root) {
  Census census;
  for (Node node = root; node; node = node.Next(root)) {
    const std::string_view tag = node.Tag();
    census.links += tag == "a" ? 1 : 0;
    census.scripts += tag == "script" ? 1 : 0;
    census.asks_password =
        census.asks_password || (tag == "input" && node.Attribute("type") == std::string_view("password"));
    census.has_mount = census.has_mount || IsMount(node);
  }
  return census;
}

bool NoscriptAsks(std::string_view html) {
  const std::string lower = AsciiLower(html.substr(0, std::size_t{256} << 10));
  return HasAny(lower, kNeedsScript);
}

}  // namespace

std::string_view WallOf(const SketchedPage& page) {
  const std::string title = AsciiLower(page.scan.title);
  const std::string text = AsciiLower(page.document.Root().Text());
  const Census census = Count(page.document.Root());
  const bool is_short = text.size() <= kShortPage && census.links <= kFewLinks;
  if (HasAny(title, kBlocked) || (is_short && HasAny(text, kBlocked))) return "blocked";
  if (is_short && HasAny(AsciiLower(page.html), kBlockedMarks)) return "blocked";
  if (census.asks_password && (HasAny(title, kLogin) || (is_short && HasAny(text, kLogin)))) return "login";
  if (is_short && HasAny(text, kConsent)) return "consent";
  const bool is_empty = text.size() <= kEmptyPage;
  if (is_empty && (census.has_mount || census.scripts > 0 || NoscriptAsks(page.html))) return "needs_script";
  return {};
}

}  // namespace pricecrew
