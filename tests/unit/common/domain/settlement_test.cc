#include "common/domain/settlement.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(Replaces, LetsASuccessTakeThePlaceOfAFailureAndNothingElse) {
  const Outcome all[] = {Outcome::kProduct, Outcome::kListing, Outcome::kNotAProduct, Outcome::kFailed,
                         Outcome::kSkipped};
  for (const Outcome later : all) {
    for (const Outcome earlier : all) {
      const bool success = later != Outcome::kFailed && later != Outcome::kSkipped;
      const bool failure = earlier == Outcome::kFailed || earlier == Outcome::kSkipped;
      EXPECT_EQ(Replaces(later, earlier), success && failure);
    }
  }
}

TEST(Outcome, HasANameThatReadsBack) {
  for (const char* name : {"product", "listing", "not_product", "failed", "skipped"})
    EXPECT_EQ(ToString(*ParseOutcome(name)), name);
  EXPECT_FALSE(ParseOutcome("duplicate"));
}

}  // namespace
}  // namespace pricecrew
