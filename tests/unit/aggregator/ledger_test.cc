// The ledger, asked with random jobs whose messages come in any order and again and again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "aggregator/store_reader.h"
#include "tests/unit/aggregator/ledger_model.h"
#include "tests/unit/aggregator/test_job.h"

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> RowTexts(const StoreForTest& store, const std::string& job) {
  std::vector<std::string> texts;
  for (const ProductRow& row : store.Products(job))
    texts.push_back(row.url + " " + std::to_string(row.page) + " " + std::to_string(row.rank) + " " +
                    row.category_url);
  return texts;
}

std::string JobNamed(unsigned seed) { return "job-" + std::to_string(seed); }

void ExpectSame(const StoreForTest& store, const LedgerModel& model, const std::string& job) {
  const JobStatus status = store.Status(job);
  EXPECT_EQ(SumLine(status.counts), SumLine(model.CountAll()));
  EXPECT_EQ(status.missing_parts, model.MissingParts());
  EXPECT_EQ(status.state != JobState::kOpen, model.closed());
  EXPECT_EQ(RowTexts(store, job), model.Rows());
}

TEST(LedgerTest, SaysAfterEveryMessageWhatTheModelSays) {
  StoreForTest store;
  for (unsigned seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    const RandomJob job = MakeRandomJob(JobNamed(seed), seed, Conflicts::kSome);
    LedgerModel model;
    for (const ResultMessage& message : job.messages) {
      const bool was_closed = model.closed();
      model.Take(message);
      const bool closes = model.closed() && !was_closed;
      ASSERT_EQ(store.Apply({message}).size(), closes ? 1U : 0U);
      ExpectSame(store, model, job.job);
      if (testing::Test::HasFailure()) return;
    }
    ASSERT_TRUE(model.closed());
    store.Finalise(job.job);
  }
}

/// A closed job, asked for what failed again and again, in the store and in the model.
class RetriedJob {
 public:
  RetriedJob(StoreForTest& store, unsigned seed)
      : store_(store), random_(seed), job_(MakeRandomJob(JobNamed(seed), seed, Conflicts::kSome)) {
    for (const ResultMessage& message : job_.messages) Take(message);
  }

  void Retry() {
    static const std::vector<std::string> kReasons{"", "timeout", "http_404", "robots"};
    const std::string& reason = kReasons[Below(kReasons.size())];
    if (store_.Status(job_.job).state == JobState::kClosed) store_.Finalise(job_.job);
    const auto generation = (*store_).Retry(job_.job, {reason, {}}, kNow);
    const std::size_t chosen = model_.Retry(reason, generation ? *generation : 0);
    ASSERT_EQ(generation.ok(), chosen > 0);
    if (generation) ExpectSame(store_, model_, job_.job);
  }

  /// Answers to what is not settled come in any order, between the messages of before.
  void Answer() {
    if (Below(3) == 0) {
      ASSERT_TRUE((*store_).Resume(job_.job, {}, kNow));
    }
    const auto reader = StoreReader::Open(store_.path());
    std::vector<ResultMessage> messages;
    const auto page = (*reader)->Unsettled(job_.job, std::nullopt, 1'000);
    for (const Task& task : page->tasks) {
      messages.emplace_back(AnswerTo(task));
      if (Below(3) == 0) messages.emplace_back(AnswerTo(task));
      if (Below(2) == 0) messages.emplace_back(Late(Failed(task, "late")));
      if (Below(9) == 0) messages.emplace_back(Late(AnswerTo(task)));
      messages.push_back(job_.messages[Below(job_.messages.size())]);
    }
    std::shuffle(messages.begin(), messages.end(), random_);
    for (const ResultMessage& message : messages) Take(message);
  }

  [[nodiscard]] bool closed() const { return model_.closed(); }
  [[nodiscard]] std::size_t answers() const { return answers_; }

 private:
  std::size_t Below(std::size_t end) { return random_() % end; }

  void Take(const ResultMessage& message) {
    const bool was_closed = model_.closed();
    model_.Take(message);
    ASSERT_EQ(store_.Apply({message}).size(), model_.closed() && !was_closed ? 1U : 0U);
    ExpectSame(store_, model_, job_.job);
  }

  /// As from the task's first generation.
  static Settlement Late(Settlement settlement) {
    settlement.generation = 1;
    return settlement;
  }

  Settlement AnswerTo(const Task& task) {
    ++answers_;
    if (Below(2) == 0) return Failed(task, "timeout");
    if (task.stage == Stage::kProduct)
      return ProductOf(task, ProductNamed("found " + std::to_string(answers_)));
    std::vector<Task> children;
    for (std::size_t i = Below(4); i > 0; --i) {
      const Position at{9, {}, 1, ++rank_};
      children.push_back(Below(4) == 0 ? CategoryTask("c" + std::to_string(Below(9)), at, job_.job)
                                       : ProductTask("p" + std::to_string(Below(20)), at, job_.job));
    }
    Settlement listing = ListingOf(task, children);
    if (Below(2) == 0) return listing;
    listing.children.clear();
    for (const Announcement& part : MakeAnnouncements(job_.job, children)) {
      listing.parts.push_back(part.part);
      Take(part);
    }
    return listing;
  }

  StoreForTest& store_;
  std::mt19937 random_;
  RandomJob job_;
  LedgerModel model_;
  std::uint32_t rank_ = 0;
  std::size_t answers_ = 0;
};

TEST(LedgerTest, SaysWhatTheModelSaysThroughRetriesAndResumes) {
  StoreForTest store;
  std::size_t answers = 0;
  for (unsigned seed = 400; seed < 425; ++seed) {
    SCOPED_TRACE(seed);
    RetriedJob job(store, seed);
    for (int rounds = 0; rounds < 4; ++rounds) {
      job.Retry();
      for (int again = 0; again < 20 && !job.closed(); ++again) job.Answer();
      ASSERT_TRUE(job.closed());
      if (testing::Test::HasFailure()) return;
    }
    answers += job.answers();
  }
  EXPECT_GT(answers, 100U) << "there was something to retry";
}

TEST(LedgerTest, DoesNotDependOnTheBatches) {
  StoreForTest store;
  std::mt19937 random(7);
  for (unsigned seed = 100; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    const RandomJob job = MakeRandomJob(JobNamed(seed), seed, Conflicts::kSome);
    LedgerModel model;
    for (const ResultMessage& message : job.messages) model.Take(message);
    for (auto at = job.messages.begin(); at != job.messages.end();) {
      const auto end = at + std::min<std::ptrdiff_t>(random() % 40 + 1, job.messages.end() - at);
      store.Apply({at, end});
      at = end;
    }
    ExpectSame(store, model, job.job);
    store.Finalise(job.job);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(LedgerTest, EndsTheSameInAnyOrderAndClosesWithTheLastMessageThatIsNeeded) {
  StoreForTest store;
  for (unsigned seed = 300; seed < 320; ++seed) {
    SCOPED_TRACE(seed);
    std::string first_end;
    for (unsigned order = 0; order < 3; ++order) {
      RandomJob job =
          MakeRandomJob("o" + std::to_string(order) + "-" + JobNamed(seed), seed, Conflicts::kNone);
      std::shuffle(job.messages.begin(), job.messages.end(), std::mt19937(order));
      std::vector<ResultMessage> come;
      for (auto at = job.messages.begin(); at != job.messages.end(); ++at) {
        const bool is_new = std::find(come.begin(), come.end(), *at) == come.end();
        if (is_new) come.push_back(*at);
        const bool others_needed = std::any_of(at + 1, job.messages.end(), [&](const ResultMessage& later) {
          return std::find(come.begin(), come.end(), later) == come.end();
        });
        const bool closed = !store.Apply({*at}).empty();
        ASSERT_EQ(closed, is_new && !others_needed);
      }
      store.Finalise(job.job);
      std::string end = SumLine(store.Status(job.job).counts);
      for (const std::string& row : RowTexts(store, job.job)) end += "\n" + row;
      if (order == 0) first_end = end;
      ASSERT_EQ(end, first_end);
    }
  }
}

TEST(LedgerTest, TakesASuccessForAFailureWhileTheJobIsOpen) {
  StoreForTest store;
  const Task root = CategoryTask("c", {0, {}, 1, 0});
  const Task product = ProductTask("p", {0, {}, 1, 1});
  store.Apply(Opening({root}));
  store.Apply({Failed(root, "timeout")});
  EXPECT_EQ(store.Status().state, JobState::kClosed);
  EXPECT_THAT(store.Apply({ListingOf(root, {product})}), IsEmpty());
  EXPECT_EQ(store.Status().counts.failed, 1U) << "closed is closed";

  StoreForTest other;
  const Task second = CategoryTask("d", {1, {}, 1, 0});
  other.Apply(Opening({root, second}));
  other.Apply({Failed(root, "timeout"), Skipped(root, "robots")});
  EXPECT_EQ(other.Status().counts.failed, 1U);
  other.Apply({ListingOf(root, {product})});
  EXPECT_EQ(SumLine(other.Status().counts),
            "3 announced = 0 products + 0 duplicates + 0 not products + 0 failed + 0 skipped + 1 listings + "
            "2 not settled yet");
  other.Apply({ListingOf(root, {second, ProductTask("never", {0, {}, 1, 2})}), Failed(root, "timeout")});
  EXPECT_EQ(other.Status().counts.announced, 3U);
  EXPECT_THAT(other.Status().reasons, ElementsAre(ReasonCount{"listing", "links", 1}));
}

TEST(LedgerTest, CountsWhatOnlyALosingListingAnnouncedAsStrays) {
  StoreForTest store;
  const Task root = CategoryTask("c", {0, {}, 1, 0});
  const Task lost = CategoryTask("lost", {0, {1}, 1, 0});
  const Task below = ProductTask("below", {0, {1}, 1, 1});
  const Task kept = ProductTask("kept", {0, {}, 1, 1});
  store.Apply(Opening({root}));
  store.Apply({ListingOf(root, {kept}), ListingOf(root, {lost})});
  store.Apply({ListingOf(lost, {below}), ProductOf(below, ProductNamed("below"))});
  EXPECT_EQ(store.Status().state, JobState::kOpen);
  EXPECT_EQ(store.Apply({ProductOf(kept, ProductNamed("kept"))}).size(), 1U);
  store.Finalise();
  EXPECT_EQ(SumLine(store.Status().counts),
            "2 announced = 1 products + 0 duplicates + 0 not products + 0 failed + 0 skipped + 1 listings; "
            "2 strays beside it");
  EXPECT_THAT(store.ProductUrls(), ElementsAre(UrlOf("kept")));
}

TEST(LedgerTest, TakesALongChainThatComesBackToFront) {
  StoreForTest store;
  constexpr std::uint32_t kPages = 3'000;
  std::vector<ResultMessage> messages;
  const auto page = [](std::uint32_t i) { return CategoryTask("c" + std::to_string(i), {0, {}, i, 0}); };
  for (std::uint32_t i = kPages; i > 0; --i)
    messages.emplace_back(
        ListingOf(page(i), i == kPages ? std::vector<Task>{} : std::vector<Task>{page(i + 1)}));
  EXPECT_THAT(store.Apply(messages), IsEmpty());
  EXPECT_EQ(store.Status().counts.strays, kPages);
  EXPECT_EQ(store.Apply(Opening({page(1)})).size(), 1U);
  EXPECT_EQ(store.Status().counts.listings, kPages);
}

TEST(LedgerTest, KeepsTheSmallestPositionOfATaskWithItsCategory) {
  StoreForTest store;
  const Task root = CategoryTask("c", {0, {}, 1, 0});
  const Task other = CategoryTask("d", {1, {}, 1, 0});
  Task late = ProductTask("p?utm_source=x", {1, {}, 1, 4});
  Task early = ProductTask("p", {0, {}, 2, 3});
  ASSERT_EQ(late.id, early.id);
  early.category_url = UrlOf("early");
  store.Apply(Opening({root, other}));
  store.Apply({ProductOf(late, ProductNamed("p")), ListingOf(other, {late}), ListingOf(root, {early})});
  store.Finalise();
  const std::vector<ProductRow> rows = store.Products();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].url, UrlOf("p"));
  EXPECT_EQ(rows[0].category_url, UrlOf("early"));
  EXPECT_EQ(rows[0].page, 2U);
  EXPECT_EQ(rows[0].rank, 3U);
}

}  // namespace
}  // namespace pricecrew
