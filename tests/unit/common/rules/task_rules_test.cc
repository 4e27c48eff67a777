#include "common/rules/task_rules.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(TaskRules, AreReadOnceForTheTasksOfAJob) {
  const std::string text =
      R"({"sites": [{"hosts": ["shop.example"], "fields": {"name": {"selector": "h1"}}}]})";
  const auto rules = TaskRules(text);
  ASSERT_TRUE(rules);
  EXPECT_NE(rules->For("shop.example"), nullptr);
  EXPECT_EQ(TaskRules(text), rules);
  EXPECT_EQ(TaskRules("{"), nullptr);
  EXPECT_NE(TaskRules(text)->For("shop.example"), nullptr);
}

}  // namespace
}  // namespace pricecrew
