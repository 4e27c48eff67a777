#include "common/domain/robots_pattern.h"

#include <gtest/gtest.h>

#include <random>

namespace pricecrew {
namespace {

bool Disallows(std::string_view pattern, std::string_view path) {
  return RobotsPattern::Disallow(pattern).Matches(RobotsPath(path));
}

bool Allows(std::string_view pattern, std::string_view path) {
  return RobotsPattern::Allow(pattern).Matches(RobotsPath(path));
}

struct Case {
  std::string_view pattern;
  std::string_view path;
  bool matches;
};

// RFC 9309 2.2.2: the path of a rule is the beginning of those that it is for, in their letter case.
TEST(RobotsPattern, MatchesTheBeginningOfAPath) {
  for (const Case& c :
       {Case{"/", "/a", true}, Case{"/fish", "/fish", true}, Case{"/fish", "/fish.html?id=1", true},
        Case{"/fish", "/fis", false}, Case{"/fish", "/Fish", false}, Case{"/fish", "/a/fish", false},
        Case{"/fish/", "/fish", false}, Case{"/a?b=c", "/a?b=cd", true}, Case{"/a?b", "/a", false}}) {
    EXPECT_EQ(Disallows(c.pattern, c.path), c.matches) << c.pattern << ' ' << c.path;
    EXPECT_EQ(Allows(c.pattern, c.path), c.matches) << c.pattern << ' ' << c.path;
  }
}

// RFC 9309 2.2.3: "*" is 0 or more of any character, "$" the end of the pattern.
TEST(RobotsPattern, KnowsTheSpecialCharacters) {
  for (const Case& c : {Case{"/*.php", "/a/b.php?c", true},
                        Case{"/*.php$", "/a.php", true},
                        Case{"/*.php$", "/a.php?b", false},
                        Case{"/*.php$", "/a.php.php", true},
                        Case{"*.gif", "/a.gif", true},
                        Case{"/a*", "/a", true},
                        Case{"/a*c*e", "/abcde", true},
                        Case{"/a*c*e", "/aec", false},
                        Case{"/a*ab$", "/aab", true},
                        Case{"/ab*b$", "/ab", false},
                        Case{"/ab*$", "/ab/c", true},
                        Case{"/$", "/", true},
                        Case{"/$", "/a", false},
                        Case{"/a**b", "/ab", true},
                        Case{"/**$", "/ab", true},
                        Case{"/a$b", "/a", false},
                        Case{"/a$b", "/a$bc", true},
                        Case{"/a$*", "/a$", true},
                        Case{"/a$$", "/a$", true},
                        Case{"*", "/", true}}) {
    EXPECT_EQ(Disallows(c.pattern, c.path), c.matches) << c.pattern << ' ' << c.path;
    EXPECT_EQ(Allows(c.pattern, c.path), c.matches) << c.pattern << ' ' << c.path;
  }
}

// RFC 9309 2.2.3: where a special character is itself, it is written %2A or %24.
TEST(RobotsPattern, TakesEscapedSpecialCharactersForThemselves) {
  for (const Case& c :
       {Case{"/file-with-a-%2A.html", "/file-with-a-*.html", true}, Case{"/a%2a", "/a%2A", true},
        Case{"/a%2A", "/ab", false}, Case{"/foo-%24", "/foo-$", true}, Case{"/foo-%24", "/foo-$a", true},
        Case{"/foo-%24", "/foo-", false}, Case{"/foo-*", "/foo-%2A", true}}) {
    EXPECT_EQ(Disallows(c.pattern, c.path), c.matches) << c.pattern << ' ' << c.path;
    EXPECT_EQ(Allows(c.pattern, c.path), c.matches) << c.pattern << ' ' << c.path;
  }
}

// RFC 9309 2.2.2, with its table: both sides are compared in one spelling.
TEST(RobotsPattern, ComparesBothSidesInOneSpelling) {
  for (const Case& c :
       {Case{"/foo/bar?baz=quz", "/foo/bar?baz=quz", true},
        Case{"/foo/bar/\xe3\x83\x84", "/foo/bar/%E3%83%84", true},
        Case{"/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", true},
        Case{"/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", true},
        Case{"/foo/bar/baz", "/foo/bar/%62%61%7A", true}, Case{"/~joe", "/%7Ejoe", true},
        Case{"/a b", "/a%20b", true}, Case{"/?f%5B0%5D=", "/?f[0]=1", true},
        Case{"/?f[0]=", "/?f%5b0%5d=1", true}, Case{"/a%7C", "/a|b", true}, Case{"/a%2Fb", "/a/b", false},
        Case{"/a/b", "/a%2Fb", false}, Case{"/a%3Fb", "/a?b", false}, Case{"/a%zz", "/a%zz", true},
        Case{"/a%", "/a%", true}, Case{"/a%4", "/a%4", true}}) {
    EXPECT_EQ(Disallows(c.pattern, c.path), c.matches) << c.pattern << ' ' << c.path;
    EXPECT_EQ(Allows(c.pattern, c.path), c.matches) << c.pattern << ' ' << c.path;
  }
}

// RFC 9309 2.2.2, where Google's parser reads it otherwise: what is in doubt is not allowed.
TEST(RobotsPattern, IsStrictWhereReadingsDiffer) {
  for (const Case& c :
       {Case{"/bar/%62%61%7A", "/bar/baz", true}, Case{"/%7Ejoe", "/~joe", true},
        Case{"/\xe3\x83\x84", "/\xe3\x83\x84", true}, Case{"/%E3%83%84", "/\xe3\x83\x84", true}}) {
    EXPECT_TRUE(Disallows(c.pattern, c.path)) << c.pattern << ' ' << c.path;
    EXPECT_FALSE(Allows(c.pattern, c.path)) << c.pattern << ' ' << c.path;
  }
  EXPECT_TRUE(Allows("/bar/%62%61%7a", "/bar/%62%61%7A"));
  EXPECT_TRUE(Allows("/bar*", "/bar/\xe3\x83\x84"));
}

// RFC 9309 2.2.2: the most octets win; %XX counts in the one spelling.
TEST(RobotsPattern, CountsOctetsInOneSpelling) {
  EXPECT_EQ(RobotsPattern::Allow("/%62%61%7A").octets(), 4U);
  EXPECT_EQ(RobotsPattern::Disallow("/%62%61%7A").octets(), 4U);
  EXPECT_EQ(RobotsPattern::Disallow("/a*").octets(), 3U);
}

/// As slow and as simple as can be.
bool MatchesPlainly(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return true;
  if (pattern == "$") return path.empty();
  if (pattern[0] == '*')
    return MatchesPlainly(pattern.substr(1), path) ||
           (!path.empty() && MatchesPlainly(pattern, path.substr(1)));
  return !path.empty() && pattern[0] == path[0] && MatchesPlainly(pattern.substr(1), path.substr(1));
}

std::string RandomText(std::mt19937& random, std::string_view alphabet, std::size_t max_size) {
  std::string text = "/";
  for (std::size_t left = random() % max_size; left > 0; --left) text += alphabet[random() % alphabet.size()];
  return text;
}

// RFC 9309 2.2.3
TEST(RobotsPattern, AgreesWithThePlainReadingOfTheSpecialCharacters) {
  std::mt19937 random(9309);
  int matches = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string pattern = RandomText(random, "aab**", 8) + (random() % 3 == 0 ? "$" : "");
    const std::string path = RandomText(random, "aab", 10);
    const bool wanted = MatchesPlainly(pattern, path);
    matches += wanted ? 1 : 0;
    ASSERT_EQ(Disallows(pattern, path), wanted) << pattern << ' ' << path;
    ASSERT_EQ(Allows(pattern, path), wanted) << pattern << ' ' << path;
  }
  EXPECT_GT(matches, 2'000);
  EXPECT_LT(matches, 18'000);
}

}  // namespace
}  // namespace pricecrew
