#include "common/rules/url_glob.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

struct Case {
  const char* pattern;
  std::string_view url;
  bool wanted;
};

TEST(UrlGlob, StarStandsForAnyCharacters) {
  for (const Case& one :
       {Case{"http://a/p/1", "http://a/p/1", true}, Case{"http://a/p/1", "http://a/p/12", false},
        Case{"*", "", true}, Case{"*/p/*", "http://a/p/1", true}, Case{"*/p/*", "http://a/p", false},
        Case{"http://a/*", "http://b/a/", false}, Case{"*.html", "http://a/x.html", true},
        Case{"*.html", "http://a/x.html?y", false}, Case{"*a*a", "a", false}, Case{"a*a", "a", false},
        Case{"*ab*ab", "xabab", true}, Case{"**x**", "axb", true}})
    EXPECT_EQ(UrlGlob(one.pattern).Matches(one.url), one.wanted) << one.pattern << " " << one.url;
}

}  // namespace
}  // namespace pricecrew
