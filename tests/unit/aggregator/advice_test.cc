#include "aggregator/advice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pricecrew {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::int64_t kNow = 1'769'903'999'000;

JobStatus Open(std::uint64_t announced, std::uint64_t products, std::int64_t quiet_ms) {
  JobStatus status;
  status.job = "job-1";
  status.opened_at_ms = kNow - 600'000;
  status.changed_at_ms = kNow - quiet_ms;
  status.counts.announced = announced;
  status.counts.products = products;
  return status;
}

TEST(AdviceTest, SaysNothingOfAJobThatGoesOnOrHasEnded) {
  EXPECT_THAT(AdviceOn(Open(10, 0, 9'000), kNow), IsEmpty());
  EXPECT_THAT(AdviceOn(Open(10, 3, 59'000), kNow), IsEmpty());
  JobStatus ended = Open(10, 0, 600'000);
  ended.state = JobState::kComplete;
  EXPECT_THAT(AdviceOn(ended, kNow), IsEmpty());
}

TEST(AdviceTest, NamesTheTasksThatMayNeverHaveBeenPublished) {
  EXPECT_THAT(AdviceOn(Open(10, 0, 11'000), kNow),
              ElementsAre(AllOf(HasSubstr("where its submit died"),
                                HasSubstr("producer resume job-1 publishes 10 tasks again"))));
}

TEST(AdviceTest, SaysHowLongNothingWasHeard) {
  EXPECT_THAT(AdviceOn(Open(10, 9, 61'000), kNow),
              ElementsAre(AllOf(HasSubstr("for 61 s"), HasSubstr("publishes 1 task again"))));
}

TEST(AdviceTest, CountsThePartsThatNeverCame) {
  JobStatus status = Open(10, 10, 0);
  status.missing_parts = 2;
  EXPECT_THAT(AdviceOn(status, kNow),
              ElementsAre(AllOf(HasSubstr("2 announcements"), HasSubstr("cancel it and submit it again"))));
}

TEST(AdviceTest, TellsAJobThatWasNeverOpened) {
  JobStatus status = Open(0, 0, 0);
  status.opened_at_ms.reset();
  EXPECT_THAT(AdviceOn(status, kNow), ElementsAre(HasSubstr("submit it again")));
}

}  // namespace
}  // namespace pricecrew
