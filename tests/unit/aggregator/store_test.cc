#include "aggregator/store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "aggregator/ledger.h"
#include "aggregator/store_reader.h"
#include "tests/unit/aggregator/test_job.h"

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Task kRoot = CategoryTask("c", {0, {}, 1, 0});

Task Item(std::uint32_t i) { return ProductTask("p" + std::to_string(i), {0, {}, 1, i}); }

/// A job of one category page whose products are these, each at its rank.
void ApplyProducts(StoreForTest& store, const std::vector<Settlement>& products) {
  std::vector<Task> children;
  for (std::uint32_t i = 1; i <= products.size(); ++i) children.push_back(Item(i));
  store.Apply(Opening({kRoot}));
  store.Apply({ListingOf(kRoot, children)});
  store.Apply({products.begin(), products.end()});
}

void Execute(const std::string& path, const std::string& sql) {
  SQLite::Database database(path, SQLite::OPEN_READWRITE, 1'000);
  database.exec(sql);
}

std::int64_t Count(const std::string& path, const std::string& sql) {
  SQLite::Database database(path, SQLite::OPEN_READONLY, 1'000);
  return database.execAndGet(sql).getInt64();
}

TEST(StoreTest, KnowsAllAfterARestart) {
  StoreForTest store;
  store.Apply(Opening({kRoot}));
  store.Apply({ListingOf(kRoot, {Item(1), Item(2)}), ProductOf(Item(2), ProductNamed("two"))});
  store.Reopen();
  EXPECT_EQ(store.Status().counts.announced, 3U);
  EXPECT_EQ(store.Status().counts.Settled(), 2U);
  EXPECT_EQ(store.Apply({ProductOf(Item(1), ProductNamed("one"))}), std::vector<std::string>{kJob});
  store.Reopen();
  EXPECT_THAT(*(*store).ClosedJobs(), ElementsAre(kJob));
  store.Finalise();
  store.Reopen();
  EXPECT_THAT(*(*store).ClosedJobs(), IsEmpty());
  EXPECT_EQ(store.Status().state, JobState::kComplete);
  EXPECT_EQ(store.Status().closed_at_ms, kNow);
  EXPECT_THAT(store.ProductUrls(), ElementsAre(UrlOf("p1"), UrlOf("p2")));
}

TEST(StoreTest, IsHeldByOneProcessAtATime) {
  StoreForTest store;
  const auto second = Store::Open(store.path());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::kRetryLater);
  EXPECT_EQ(second.error().code, "locked");
}

TEST(StoreTest, IsReadableByItsOwnerOnly) {
  StoreForTest store;
  struct stat found{};
  ASSERT_EQ(::stat(store.path().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST(StoreTest, ForgetsRequestOptionsWhenTheJobEnds) {
  StoreForTest store;
  std::vector<ResultMessage> opening = Opening({kRoot});
  std::get<JobOpened>(opening[0]).request.headers = {{"X-Token", "s3cret"}};
  store.Apply(opening);
  const auto reader = StoreReader::Open(store.path());
  EXPECT_THAT(**(*reader)->OpenedMessage(kJob), HasSubstr("s3cret"));
  store.Apply({Skipped(kRoot, "robots")});
  store.Finalise();
  EXPECT_THAT(**(*reader)->OpenedMessage(kJob), Not(HasSubstr("s3cret")));
  EXPECT_THAT(store.Status().first_urls, ElementsAre(UrlOf("category")));
}

TEST(StoreTest, TellsDuplicatesFromProductsWhenTheBooksClose) {
  Product same = ProductNamed("Lamp", "10.00");
  Settlement redirected = ProductOf(Item(2), same);
  redirected.final_url = UrlOf("p1") + "?utm_source=mail";
  Product canonical = ProductNamed("Lamp", "11.00");
  canonical.canonical = UrlOf("lamp");
  StoreForTest store;
  ApplyProducts(store, {ProductOf(Item(1), same), redirected, ProductOf(Item(3), canonical),
                        ProductOf(Item(4), canonical), ProductOf(Item(5), same)});
  EXPECT_EQ(store.Status().counts.products, 5U);
  store.Finalise();
  EXPECT_THAT(store.ProductUrls(), ElementsAre(UrlOf("p1"), UrlOf("p3"), UrlOf("p5")));
  EXPECT_EQ(SumLine(store.Status().counts),
            "6 announced = 3 products + 2 duplicates + 0 not products + 0 failed + 0 skipped + 1 listings");
}

TEST(StoreTest, KeepsApartWhatDiffersInNamePriceOrCurrency) {
  const auto variant = [](std::uint32_t i, const std::string& name, const std::string& price,
                          const char* currency) {
    Product product = ProductNamed(name, price);
    product.currency = currency;
    product.canonical = UrlOf("");  // shops exist whose every canonical URL points home
    return ProductOf(Item(i), product);
  };
  StoreForTest store;
  ApplyProducts(store, {variant(1, "Lamp", "1.00", "EUR"), variant(2, "Lamp", "2.00", "EUR"),
                        variant(3, "Lamp", "1.00", "USD"), variant(4, "Table", "1.00", "EUR")});
  store.Finalise();
  EXPECT_EQ(store.Status().counts.products, 4U);
}

TEST(StoreTest, ClosesTheBooksAgainWithoutHarm) {
  StoreForTest store;
  Settlement twice = ProductOf(Item(2), ProductNamed("Lamp"));
  twice.final_url = UrlOf("p1");
  ApplyProducts(store, {ProductOf(Item(1), ProductNamed("Lamp")), twice});
  ASSERT_TRUE((*store).CloseBooks(kJob));
  store.Reopen();
  ASSERT_TRUE((*store).CloseBooks(kJob));
  EXPECT_EQ(store.Status().counts.duplicates, 1U);
  EXPECT_EQ(store.Status().counts.products, 1U);
}

TEST(StoreTest, RefusesToCloseBooksThatDoNotBalance) {
  for (const char* damage : {"UPDATE jobs SET announced = announced + 1, settled = settled + 1",
                             "UPDATE tallies SET count = count + 1 WHERE outcome = 0",
                             "UPDATE jobs SET strays = 1", "DELETE FROM tasks WHERE outcome = 0"}) {
    SCOPED_TRACE(damage);
    StoreForTest store;
    ApplyProducts(store, {ProductOf(Item(1), ProductNamed("Lamp"))});
    Execute(store.path(), damage);
    const Result<void> closed = (*store).CloseBooks(kJob);
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().code, "ledger");
    EXPECT_EQ(closed.error().kind, ErrorKind::kStop);
  }
}

TEST(StoreTest, RefusesToCloseTheBooksOfAnOpenJob) {
  StoreForTest store;
  store.Apply(Opening({kRoot}));
  EXPECT_EQ((*store).CloseBooks(kJob).error().code, "not_closed");
}

TEST(StoreTest, EndsACancelledJobWhenItsLedgerCloses) {
  StoreForTest store;
  store.Apply({JobCancelled{kJob, kNow - 5}});
  store.Apply(Opening({kRoot}));
  EXPECT_EQ(store.Status().state, JobState::kOpen);
  EXPECT_EQ(store.Apply({Skipped(kRoot, "cancelled")}).size(), 1U);
  store.Finalise();
  EXPECT_EQ(store.Status().state, JobState::kCancelled);
  EXPECT_EQ(store.Status().cancelled_at_ms, kNow - 5);
}

TEST(StoreTest, NamesWhatAResumeHasToPublishAgain) {
  StoreForTest store;
  Task list = MakeLists(CategoryTask("list", {1, {}, 0, 0}), {UrlOf("x"), UrlOf("y")}).front();
  Task chain = CategoryTask("c?page=2", {0, {3}, 2, 0});
  chain.left = {5, 100};
  store.Apply(Opening({kRoot, list}));
  store.Apply({ListingOf(kRoot, {Item(1), Item(2), chain}), ProductOf(Item(1), ProductNamed("one"))});
  const auto reader = StoreReader::Open(store.path());
  std::vector<Task> unsettled;
  std::optional<std::int64_t> next;
  do {
    const auto page = (*reader)->Unsettled(kJob, next, 2);
    ASSERT_TRUE(page) << page.error().text;
    unsettled.insert(unsettled.end(), page->tasks.begin(), page->tasks.end());
    next = page->next;
  } while (next);
  EXPECT_THAT(unsettled, ElementsAre(list, Item(2), chain));
}

TEST(StoreTest, KeepsOnlyTheNewestDeadMessages) {
  StoreForTest store;
  Execute(store.path(),
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
          "INSERT INTO dead(number, at_ms, headers, body) SELECT i, 0, '', '' FROM n");
  ASSERT_TRUE((*store).KeepDead({{{"reason", "malformed"}}, std::string(100'000, 'x')}, kNow));
  EXPECT_EQ(Count(store.path(), "SELECT count(*) FROM dead"), kMaxDeadKept);
  EXPECT_EQ(Count(store.path(), "SELECT min(number) FROM dead"), 2);
  EXPECT_EQ(Count(store.path(), "SELECT max(length(body)) FROM dead"), std::int64_t{kMaxDeadBody});
}

TEST(StoreTest, ChangesNothingWhereABatchFails) {
  StoreForTest store;
  store.Apply(Opening({kRoot}));
  Execute(store.path(),
          "CREATE TRIGGER full BEFORE INSERT ON answers BEGIN SELECT raise(ABORT, 'the disk is full'); END");
  const auto failed = (*store).Apply({JobCancelled{kJob, kNow}, ListingOf(kRoot, {Item(1)})}, kNow);
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().text, HasSubstr("the disk is full"));
  EXPECT_EQ(store.Status().counts.announced, 1U);
  EXPECT_FALSE(store.Status().cancelled_at_ms);
  Execute(store.path(), "DROP TRIGGER full");
  store.Apply({ListingOf(kRoot, {Item(1)})});
  EXPECT_EQ(store.Status().counts.announced, 2U);
}

TEST(StoreTest, AsksToRetryWhereTheFileIsLockedOrTheDiskIsFull) {
  StoreForTest store;
  store.Apply(Opening({kRoot}));
  {
    SQLite::Database other(store.path(), SQLite::OPEN_READWRITE, 100);
    other.exec("BEGIN IMMEDIATE");
    const auto locked = (*store).Apply({JobCancelled{kJob, kNow}}, kNow);
    ASSERT_FALSE(locked);
    EXPECT_EQ(locked.error().kind, ErrorKind::kRetryLater) << locked.error().text;
  }
  EXPECT_TRUE((*store).Apply({JobCancelled{kJob, kNow}}, kNow));
}

TEST(StoreTest, RefusesAFileThatIsNone) {
  const TempFolder folder;
  std::ofstream(folder.Path("store.db")) << std::string(10'000, 'x');
  const auto store = Store::Open(folder.Path("store.db"));
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::kStop);
  EXPECT_EQ(Store::Open(folder.Path("no/such/folder/store.db")).error().kind, ErrorKind::kStop);
}

TEST(StoreTest, RefusesAFileOfANewerVersion) {
  StoreForTest store;
  Execute(store.path(), "PRAGMA user_version = 3");
  EXPECT_THROW(store.Reopen(), std::runtime_error);
}

/// A job of one category page with three products, of which two failed, that has ended.
void EndWithFailures(StoreForTest& store) {
  std::vector<ResultMessage> opening = Opening({kRoot});
  std::get<JobOpened>(opening[0]).request = {
      "agent", "de", {{"X-Token", "s3cret"}}, {}, "http://proxy.test", 3, 2.0, {}};
  store.Apply(opening);
  store.Apply({ListingOf(kRoot, {Item(1), Item(2), Item(3)}), ProductOf(Item(1), ProductNamed("one")),
               Failed(Item(2), "timeout"), Failed(Item(3), "http_404")});
  store.Finalise();
}

RequestOptions RequestOf(const StoreForTest& store) {
  const auto reader = StoreReader::Open(store.path());
  return std::get<JobOpened>(*DecodeResult(**(*reader)->OpenedMessage(kJob))).request;
}

std::vector<Task> UnsettledOf(const StoreForTest& store) {
  const auto reader = StoreReader::Open(store.path());
  return (*reader)->Unsettled(kJob, std::nullopt, 1'000)->tasks;
}

TEST(StoreTest, ResumesAnOpenJobUnderTheNextGeneration) {
  StoreForTest store;
  store.Apply(Opening({kRoot}));
  EXPECT_EQ(*(*store).Generation(kJob), 1U);
  EXPECT_EQ(*(*store).Resume(kJob, {}, kNow), 2U);
  EXPECT_EQ(*(*store).Resume(kJob, {}, kNow + 7), 3U);
  store.Reopen();
  EXPECT_EQ(*(*store).Generation(kJob), 3U);
  EXPECT_EQ(UnsettledOf(store).at(0).generation, 3U);
  EXPECT_EQ(store.Status().changed_at_ms, kNow + 7);
  EXPECT_EQ(store.Apply({Failed(kRoot, "timeout")}).size(), 1U) << "an older generation's answer counts";
}

TEST(StoreTest, ResumesOnlyWhatIsOpen) {
  StoreForTest store;
  EXPECT_EQ((*store).Resume(kJob, {}, kNow).error().code, "unknown_job");
  store.Apply({Failed(Item(1), "dns")});
  EXPECT_EQ((*store).Resume(kJob, {}, kNow).error().code, "refused") << "its opening has not come";
  store.Apply(Opening({kRoot}));
  store.Apply({Skipped(kRoot, "robots")});
  EXPECT_EQ((*store).Resume(kJob, {}, kNow).error().code, "closing");
  store.Finalise();
  const auto ended = (*store).Resume(kJob, {}, kNow);
  EXPECT_EQ(ended.error().code, "refused");
  EXPECT_THAT(ended.error().text, HasSubstr("has ended"));
  EXPECT_EQ(*(*store).Generation(kJob), 1U);
}

TEST(StoreTest, RetriesWhatFailedOfAJobThatHasEnded) {
  StoreForTest store;
  EndWithFailures(store);
  EXPECT_EQ(*(*store).Retry(kJob, {}, kNow), 2U);
  EXPECT_EQ(SumLine(store.Status().counts),
            "4 announced = 1 products + 0 duplicates + 0 not products + 0 failed + 0 skipped + 1 listings + "
            "2 not settled yet");
  EXPECT_EQ(store.Status().state, JobState::kOpen);
  EXPECT_FALSE(store.Status().closed_at_ms);
  ASSERT_EQ(UnsettledOf(store).size(), 2U);
  EXPECT_EQ(UnsettledOf(store)[0].generation, 2U);
  Settlement second = ProductOf(Item(2), ProductNamed("two"));
  Settlement third = Failed(Item(3), "http_410");
  second.generation = third.generation = 2;
  EXPECT_EQ(store.Apply({second, third}).size(), 1U);
  store.Finalise();
  EXPECT_THAT(store.ProductUrls(), ElementsAre(UrlOf("p1"), UrlOf("p2")));
  EXPECT_THAT(store.Status().reasons,
              ElementsAre(ReasonCount{"product", "", 2}, ReasonCount{"listing", "links", 1},
                          ReasonCount{"failed", "http_410", 1}));
}

TEST(StoreTest, RetriesForOneReasonSkippedPagesToo) {
  StoreForTest store;
  const Task forbidden = Item(4);
  store.Apply(Opening({kRoot}));
  store.Apply({ListingOf(kRoot, {Item(2), Item(3), forbidden}), Failed(Item(2), "timeout"),
               Failed(Item(3), "http_404"), Skipped(forbidden, "robots_unreachable")});
  store.Finalise();
  EXPECT_EQ((*store).Retry(kJob, {"dns", {}}, kNow).error().code, "refused");
  EXPECT_EQ(store.Status().state, JobState::kComplete) << "nothing to do is nothing done";
  EXPECT_EQ(*(*store).Retry(kJob, {"robots_unreachable", {}}, kNow), 2U);
  EXPECT_EQ(UnsettledOf(store).at(0).id, forbidden.id);
  EXPECT_EQ(*(*store).Retry(kJob, {"timeout", {}}, kNow), 3U) << "an open job too";
  EXPECT_EQ(UnsettledOf(store).size(), 2U);
  EXPECT_EQ(store.Status().counts.failed, 1U);
  EXPECT_EQ(*(*store).Retry(kJob, {}, kNow), 4U);
  EXPECT_EQ(UnsettledOf(store).size(), 3U);
  EXPECT_EQ((*store).Retry("other", {}, kNow).error().code, "unknown_job");
}

TEST(StoreTest, PassesOverFailuresFromBeforeARetry) {
  StoreForTest store;
  EndWithFailures(store);
  ASSERT_TRUE((*store).Retry(kJob, {}, kNow));
  store.Apply({Failed(Item(2), "timeout"), Skipped(Item(3), "cancelled")});
  EXPECT_EQ(store.Status().counts.Settled(), 2U);
  store.Apply({ProductOf(Item(2), ProductNamed("two"))});
  EXPECT_EQ(store.Status().counts.products, 2U) << "an old success is a success";
  Settlement dead = Failed(Item(3), "poison");
  dead.generation = kAnyGeneration;
  EXPECT_EQ(store.Apply({dead}).size(), 1U) << "a dead letter may not know its generation";
}

TEST(StoreTest, KeepsWhatARetryNeedsToVisitAPageAgain) {
  StoreForTest store;
  Task chain = CategoryTask("c?page=2", {0, {3}, 2, 0});
  chain.left = {5, 100};
  Task list = MakeLists(CategoryTask("list", {1, {}, 0, 0}), {UrlOf("x"), UrlOf("y")}).front();
  store.Apply(Opening({kRoot, list}));
  store.Apply({Failed(chain, "timeout"), ListingOf(kRoot, {chain}), Failed(list, "poison")});
  store.Finalise();
  ASSERT_TRUE((*store).Retry(kJob, {}, kNow));
  chain.generation = list.generation = 2;
  EXPECT_THAT(UnsettledOf(store), ElementsAre(list, chain));
}

TEST(StoreTest, TellsDuplicatesAnewAfterARetry) {
  StoreForTest store;
  const Product same = ProductNamed("Lamp", "10.00");
  Settlement second = ProductOf(Item(2), same);
  second.final_url = UrlOf("p1");
  store.Apply(Opening({kRoot}));
  store.Apply({ListingOf(kRoot, {Item(1), Item(2)}), Failed(Item(1), "timeout"), second});
  store.Finalise();
  EXPECT_THAT(store.ProductUrls(), ElementsAre(UrlOf("p2")));
  ASSERT_TRUE((*store).Retry(kJob, {}, kNow));
  store.Apply({ProductOf(Item(1), same)});
  store.Finalise();
  EXPECT_THAT(store.ProductUrls(), ElementsAre(UrlOf("p1")));
  EXPECT_EQ(store.Status().counts.duplicates, 1U);

  StoreForTest other;  // a duplicate whose better is gone: none is lost, none twice
  Settlement twice = ProductOf(Item(3), same);
  twice.final_url = UrlOf("p1");
  other.Apply(Opening({kRoot}));
  other.Apply({ListingOf(kRoot, {Item(1), Item(2), Item(3)}), ProductOf(Item(1), same), twice,
               Failed(Item(2), "timeout")});
  other.Finalise();
  EXPECT_EQ(other.Status().counts.duplicates, 1U);
  ASSERT_TRUE((*other).Retry(kJob, {}, kNow));
  EXPECT_EQ(other.Status().counts.products, 2U);
  EXPECT_EQ(other.Status().counts.duplicates, 0U);
}

TEST(StoreTest, AnnouncesStraysThatARetryFinds) {
  StoreForTest store;
  const Task stray = CategoryTask("stray", {0, {1}, 1, 0});
  const Task below = ProductTask("below", {0, {1}, 1, 1});
  const Task other = CategoryTask("other", {1, {}, 1, 0});
  Settlement lost = ListingOf(stray, {});
  std::vector<Announcement> parts = MakeAnnouncements(kJob, {below});
  lost.parts = {parts[0].part};
  store.Apply(Opening({kRoot, other}));
  store.Apply({parts[0], lost, ProductOf(below, ProductNamed("below")), Failed(other, "timeout"),
               ListingOf(kRoot, {})});
  store.Finalise();
  EXPECT_EQ(store.Status().counts.strays, 2U);
  ASSERT_TRUE((*store).Retry(kJob, {}, kNow));
  Settlement found = ListingOf(other, {stray});
  found.generation = 2;
  EXPECT_EQ(store.Apply({found}).size(), 1U);
  store.Finalise();
  EXPECT_THAT(store.ProductUrls(), ElementsAre(UrlOf("below")));
  EXPECT_EQ(store.Status().counts.strays, 0U);
}

TEST(StoreTest, KeepsPaceAndNameForARetryAndTakesSecretsAnew) {
  StoreForTest store;
  EndWithFailures(store);
  EXPECT_EQ(RequestOf(store), (RequestOptions{"agent", "de", {}, {}, "", 3, 2.0, {}}));
  RetryRequest retry;
  retry.request.headers = {{"X-Token", "new"}};
  retry.request.rate = 5;
  ASSERT_TRUE((*store).Retry(kJob, retry, kNow));
  EXPECT_EQ(RequestOf(store), (RequestOptions{"agent", "de", {{"X-Token", "new"}}, {}, "", 3, 5.0, {}}));
}

TEST(StoreTest, RetriesACancelledJobOnceItHasEnded) {
  StoreForTest store;
  const Task second = CategoryTask("d", {1, {}, 1, 0});
  store.Apply(Opening({kRoot, second}));
  store.Apply({JobCancelled{kJob, kNow}, Skipped(kRoot, "cancelled")});
  EXPECT_EQ((*store).Retry(kJob, {"cancelled", {}}, kNow).error().code, "refused");
  store.Apply({Skipped(second, "cancelled")});
  store.Finalise();
  EXPECT_EQ(*(*store).Retry(kJob, {"cancelled", {}}, kNow), 2U);
  EXPECT_FALSE(store.Status().cancelled_at_ms);
  store.Apply({ListingOf(kRoot, {}), ListingOf(second, {})});
  store.Finalise();
  EXPECT_EQ(store.Status().state, JobState::kComplete);
}

TEST(StoreTest, WaitsNoLongerForPartsOfACancelledJob) {
  StoreForTest store;
  std::vector<ResultMessage> opening = Opening({kRoot});
  std::get<JobOpened>(opening[0]).parts.push_back(MakeTaskId(kJob, Stage::kCategory, "lost"));
  store.Apply(opening);
  store.Apply({ListingOf(kRoot, {})});
  EXPECT_EQ(store.Status().missing_parts, 1U);
  EXPECT_EQ(store.Status().state, JobState::kOpen);
  EXPECT_EQ(store.Apply({JobCancelled{kJob, kNow}}).size(), 1U);
  store.Finalise();
  EXPECT_EQ(store.Status().state, JobState::kCancelled);
}

TEST(StoreTest, BringsAnOlderFileUpToDate) {
  StoreForTest store;
  store.Apply(Opening({kRoot}));
  for (const char* undo :
       {"CREATE TABLE j AS SELECT job, id, state, opened, opened_at_ms, cancelled_at_ms, closed_at_ms, "
        "announced, "
        "settled, strays, missing_parts, rows, generation, links_seen FROM jobs",
        "DROP TABLE jobs", "ALTER TABLE j RENAME TO jobs",
        "CREATE TABLE t(row INTEGER PRIMARY KEY, id, stage, position, category, url, outcome, reason, "
        "content)",
        "INSERT INTO t SELECT row, id, stage, position, category, url, outcome, reason, content FROM tasks",
        "DROP TABLE tasks", "ALTER TABLE t RENAME TO tasks", "DROP TABLE dead",
        "CREATE TABLE dead(number INTEGER PRIMARY KEY, at_ms, headers, body)",
        "INSERT INTO dead VALUES(1, 5, 'reason: why\n', 'body')", "PRAGMA user_version = 1"})
    Execute(store.path(), undo);
  store.Reopen();
  EXPECT_EQ(store.Apply({Failed(kRoot, "timeout")}).size(), 1U);
  store.Finalise();
  EXPECT_TRUE((*store).Retry(kJob, {}, kNow));
  ASSERT_TRUE((*store).KeepDead({{}, "", "results"}, kNow));
  const auto reader = StoreReader::Open(store.path());
  EXPECT_EQ((*reader)->Dead()->at(1).bytes, 4U);
}

TEST(StoreTest, ListsDeadMessagesTheNewestFirst) {
  StoreForTest store;
  ASSERT_TRUE((*store).KeepDead(
      {{{"reason", "malformed: url"}, {"job", kJob}, {"task", "ab"}}, "{}", "results"}, kNow));
  ASSERT_TRUE((*store).KeepDead(
      {{{"x-last-death-reason", "delivery_limit"}}, std::string(100'000, 'x'), "product.64.07"}, kNow + 1));
  const auto reader = StoreReader::Open(store.path());
  const std::vector<DeadLetter> letters = *(*reader)->Dead();
  ASSERT_EQ(letters.size(), 2U);
  EXPECT_EQ(letters[0].at_ms, kNow + 1);
  EXPECT_THAT(letters[0].reason, HasSubstr("given up by the broker"));
  EXPECT_EQ(letters[0].bytes, 100'000U);
  EXPECT_EQ(letters[0].queue, "product.64.07");
  EXPECT_EQ(letters[1].reason, "malformed: url");
  EXPECT_EQ(letters[1].job, kJob);
  EXPECT_EQ(letters[1].task, "ab");
}

TEST(StoreTest, KeepsADeadMessageOnceHoweverOftenItComes) {
  StoreForTest store;
  const DeadMessage message{{{"reason", "malformed"}}, "{", "results"};
  ASSERT_TRUE((*store).KeepDead(message, kNow));
  ASSERT_TRUE((*store).KeepDead({{{"x-delivery-count", "1"}}, "{", "results"}, kNow + 1));
  ASSERT_TRUE((*store).KeepDead({{}, "{", "product.64.07"}, kNow + 2));
  EXPECT_EQ(Count(store.path(), "SELECT count(*) FROM dead"), 2);
  EXPECT_EQ(Count(store.path(), "SELECT count(*) FROM dead WHERE headers LIKE '%malformed%'"), 1);
}

TEST(StoreTest, KeepsNoSecretOfADeadTask) {
  StoreForTest store;
  Task task = Item(1);
  task.request.headers = {{"X-Token", "s3cret"}};
  ASSERT_TRUE((*store).KeepDead({{}, Encode(task), "product.64.07"}, kNow));
  EXPECT_EQ(Count(store.path(), "SELECT count(*) FROM dead WHERE body LIKE '%s3cret%'"), 0);
  EXPECT_EQ(Count(store.path(), "SELECT count(*) FROM dead WHERE body LIKE '%p1%'"), 1);
}

TEST(StoreTest, KeepsJobsApart) {
  StoreForTest store;
  const std::string second = "another-job";
  store.Apply(Opening({kRoot}));
  store.Apply(Opening({CategoryTask("c", {0, {}, 1, 0}, second)}, second));
  store.Apply({ListingOf(kRoot, {Item(1)}), Failed(CategoryTask("c", {}, second), "dns")});
  EXPECT_EQ(store.Status().counts.announced, 2U);
  EXPECT_EQ(store.Status(second).state, JobState::kClosed);
  EXPECT_EQ(store.Status().state, JobState::kOpen);
  const auto reader = StoreReader::Open(store.path());
  EXPECT_EQ((*reader)->Jobs(10)->size(), 2U);
  EXPECT_EQ((*reader)->Jobs(10)->front().job, second);
  EXPECT_THAT(*(*reader)->Failures(kJob, 20), IsEmpty());
  EXPECT_EQ((*reader)->Failures(second, 20)->front().reason, "dns");
}

}  // namespace
}  // namespace pricecrew
