#include "common/io/confirm_window.h"

#include <gtest/gtest.h>

#include <string>

namespace pricecrew {
namespace {

class ConfirmWindowTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* entry : {"a", "b", "c", "d"}) window_.Add(entry);
  }
  auto Note() {
    return [this](const std::string& entry) { settled_ += entry; };
  }
  ConfirmWindow<std::string> window_;
  std::string settled_;
};

TEST_F(ConfirmWindowTest, SettlesOneOrARunOnce) {
  window_.Settle(2, Note());
  window_.Settle(2, Note());
  EXPECT_EQ(settled_, "b");
  window_.SettleAllUpTo(3, Note());
  EXPECT_EQ(settled_, "bac");
  EXPECT_EQ(window_.size(), 1U);
  window_.SettleAllUpTo(99, Note());
  EXPECT_EQ(settled_, "bacd");
  EXPECT_EQ(window_.next_tag(), 5U);
}

TEST_F(ConfirmWindowTest, FindsWhatIsUnsettled) {
  window_.Settle(1, Note());
  EXPECT_EQ(window_.Find(0), nullptr);
  EXPECT_EQ(window_.Find(1), nullptr);
  EXPECT_EQ(*window_.Find(4), "d");
  EXPECT_EQ(window_.Find(5), nullptr);
}

TEST_F(ConfirmWindowTest, GivesBackTheRestInOrderAndCountsFromOneAgain) {
  window_.Settle(2, Note());
  EXPECT_EQ(window_.TakeAll(), (std::vector<std::string>{"a", "c", "d"}));
  EXPECT_EQ(window_.size(), 0U);
  EXPECT_EQ(window_.next_tag(), 1U);
}

}  // namespace
}  // namespace pricecrew
