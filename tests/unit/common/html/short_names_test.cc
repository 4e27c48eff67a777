#include "common/html/short_names.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

TEST(ShortNames, HoldsItsNamesAndNoOthers) {
  constexpr ShortNames kNames("a", "span", "template");
  for (const char* name : {"a", "span", "template"}) EXPECT_TRUE(kNames.Holds(name)) << name;
  for (const char* name : {"", "b", "aa", "spa", "spans", "templat", "templates", "A", "\xE1"})
    EXPECT_FALSE(kNames.Holds(name)) << name;
  EXPECT_FALSE(kNames.Holds(std::string("\0a", 2))) << "a zero is a byte, too";
}

}  // namespace
}  // namespace pricecrew
