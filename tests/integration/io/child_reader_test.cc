#include "common/io/child_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <asio/detached.hpp>
#include <asio/read_until.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <vector>

#include "common/app/isolated_reads.h"
#include "common/pipeline/isolated_page.h"
#include "tests/support/loop_runner.h"

// Real children: faults-worker, which serves read-alone and dies of the pages that say so.

namespace pricecrew {
namespace {

using namespace std::chrono_literals;

Task PageTask() { return *MakePageTask("job-1", Stage::kProduct, "https://shop.test/p"); }

std::string RequestOf(const std::string& body) {
  return EncodeIsolated(PageTask(), {*ParseUrl("https://shop.test/p"),
                                     HttpResponse{200, {{"content-type", "text/html"}}, body}});
}

std::string ProductPage(const std::string& name) {
  return R"(<script type="application/ld+json">{"@type":"Product","name":")" + name +
         R"(","offers":{"price":"18.00","priceCurrency":"USD"}}</script><h1>)" + name + "</h1>";
}

ChildReaderOptions Options() {
  ChildReaderOptions options;
  options.program = PRICECREW_FAULTS_WORKER;
  return options;
}

std::size_t OpenDescriptors() {
  const std::filesystem::directory_iterator files("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

/// Processes whose parent is this one, zombies included.
std::vector<pid_t> Children() {
  std::vector<pid_t> children;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream file(thread.path() / "children");
    for (pid_t pid = 0; file >> pid;) children.push_back(pid);
  }
  return children;
}

bool Exists(pid_t pid) { return std::filesystem::exists("/proc/" + std::to_string(pid)); }

class ChildReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    const asio::steady_timer first(io_);  // with it come the loop's own descriptors
    descriptors_ = OpenDescriptors();
  }
  void TearDown() override {
    reader_.reset();
    EXPECT_EQ(Children(), std::vector<pid_t>());
    EXPECT_EQ(OpenDescriptors(), descriptors_);
  }

  ChildReader& Make(ChildReaderOptions options = Options()) {
    return reader_.emplace(io_.get_executor(), std::move(options));
  }
  asio::awaitable<void> ReadInto(std::string body, std::vector<Result<std::string>>& answers) {
    std::string request = RequestOf(body);
    Result<std::string> answer = co_await reader_->Read(std::move(request));
    answers.push_back(std::move(answer));
  }
  Result<std::string> Read(const std::string& body) {
    std::vector<Result<std::string>> answers;
    RunToEnd(io_, ReadInto(body, answers));
    return answers.empty() ? Error{ErrorKind::kStop, "no answer", "none"} : answers.front();
  }
  Settlement ReadPageOf(const std::string& body) { return SettlementFromIsolated(PageTask(), Read(body)); }

  asio::io_context io_{1};
  std::optional<ChildReader> reader_;
  std::size_t descriptors_ = 0;
};

TEST_F(ChildReaderTest, AnswersWithWhatThePageIs) {
  Make();
  const Settlement settlement = ReadPageOf(ProductPage("Lamp"));
  ASSERT_EQ(settlement.outcome, Outcome::kProduct) << settlement.reason << ": " << settlement.detail;
  EXPECT_EQ(settlement.product->name, "Lamp");
  EXPECT_EQ(settlement.product->price, "18.00");
}

TEST_F(ChildReaderTest, StartsNoChildBeforeItIsNeeded) {
  Make();
  EXPECT_FALSE(reader_->child());
  EXPECT_EQ(Children(), std::vector<pid_t>());
}

TEST_F(ChildReaderTest, OneChildReadsAHundredPages) {
  Make();
  ASSERT_TRUE(Read(ProductPage("first")));
  const auto child = reader_->child();
  const std::size_t descriptors = OpenDescriptors();
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(ReadPageOf(ProductPage("Lamp " + std::to_string(i))).product->name,
              "Lamp " + std::to_string(i));
  EXPECT_EQ(reader_->child(), child);
  EXPECT_EQ(OpenDescriptors(), descriptors);
}

TEST_F(ChildReaderTest, TheChildHasNoDescriptorButItsStreams) {
  const std::ifstream another("/proc/self/status");
  Make();
  ASSERT_TRUE(Read(ProductPage("Lamp")));
  std::vector<std::string> open;
  for (const auto& file :
       std::filesystem::directory_iterator("/proc/" + std::to_string(*reader_->child()) + "/fd"))
    open.push_back(file.path().filename());
  std::sort(open.begin(), open.end());
  EXPECT_EQ(open, (std::vector<std::string>{"0", "1", "2"}));
}

TEST_F(ChildReaderTest, APageThatKillsCostsItselfAlone) {
  Make();
  std::vector<Result<std::string>> answers;
  for (const char* name : {"before", "pricecrew-test-crash", "after"})
    asio::co_spawn(io_, ReadInto(ProductPage(name), answers), asio::detached);
  RunToEnd(io_, [&]() -> asio::awaitable<void> {
    const bool all = co_await Eventually([&] { return answers.size() == 3; }, 30s);
    EXPECT_TRUE(all);
  }());
  std::map<std::string, int> outcomes;
  for (const auto& answer : answers) {
    const Settlement settlement = SettlementFromIsolated(PageTask(), answer);
    ++outcomes[settlement.product ? settlement.product->name : settlement.reason];
  }
  EXPECT_EQ(outcomes, (std::map<std::string, int>{{"before", 1}, {"poison", 1}, {"after", 1}}));
}

TEST_F(ChildReaderTest, SaysHowAChildDied) {
  Make();
  const Result<std::string> answer = Read("pricecrew-test-crash");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::kGiveUp);
  EXPECT_EQ(answer.error().code, "poison");
  EXPECT_EQ(answer.error().text, "the process died of signal 6 (SIGABRT)");
  EXPECT_EQ(Children(), std::vector<pid_t>()) << "a zombie";
}

TEST_F(ChildReaderTest, StartsAnotherChildAfterEachDeath) {
  Make();
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ReadPageOf("pricecrew-test-crash").reason, "poison");
    EXPECT_EQ(ReadPageOf(ProductPage("Lamp")).outcome, Outcome::kProduct);
  }
  EXPECT_EQ(Children().size(), 1U);
}

TEST_F(ChildReaderTest, EndsAPageThatHangs) {
  ChildReaderOptions options = Options();
  options.page_time = 300ms;
  Make(options);
  const Result<std::string> answer = Read("pricecrew-test-hang");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "poison");
  EXPECT_EQ(answer.error().text, "it took longer than 0.3 s");
}

TEST_F(ChildReaderTest, TheChildEndsItselfWhereItTakesTooMuchOfTheProcessor) {
  ChildReaderOptions options = Options();
  options.page_cpu_time = 1s;
  Make(options);
  EXPECT_EQ(ReadPageOf(ProductPage("Lamp")).outcome, Outcome::kProduct);
  const Result<std::string> answer = Read("pricecrew-test-hang");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().text, "it took more than 1 s of processor time");
}

TEST_F(ChildReaderTest, EndsAPageThatWantsTooMuchMemory) {
  if (!IsolatedMemoryIsLimited()) GTEST_SKIP() << "a sanitizer's address space cannot be limited";
  ChildReaderOptions options = Options();
  options.memory_mib = 512;
  Make(options);
  const Result<std::string> answer = Read("pricecrew-test-memory");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "poison");
  EXPECT_EQ(answer.error().text, "it wanted more memory than 512 MiB");
}

TEST_F(ChildReaderTest, AChildThatDiedIdleIsNoPagesFault) {
  Make();
  ASSERT_TRUE(Read(ProductPage("Lamp")));
  const pid_t child = *reader_->child();
  ASSERT_EQ(kill(child, SIGKILL), 0);
  RunToEnd(io_, [&]() -> asio::awaitable<void> {
    const bool dead = co_await Eventually([&] {
      std::ifstream file("/proc/" + std::to_string(child) + "/stat");
      std::string number, name, state;
      file >> number >> name >> state;
      return state == "Z";
    });
    EXPECT_TRUE(dead);
  }());
  EXPECT_EQ(ReadPageOf(ProductPage("Lamp")).outcome, Outcome::kProduct);
}

TEST_F(ChildReaderTest, SignalsToTheWholeGroupAreForTheParent) {
  Make();
  ASSERT_TRUE(Read(ProductPage("Lamp")));
  const pid_t child = *reader_->child();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) EXPECT_EQ(kill(child, signal), 0);
  EXPECT_EQ(ReadPageOf(ProductPage("Lamp")).outcome, Outcome::kProduct);
  EXPECT_EQ(reader_->child(), child);
}

TEST_F(ChildReaderTest, EndsAnIdleChild) {
  ChildReaderOptions options = Options();
  options.idle = 50ms;
  Make(options);
  ASSERT_TRUE(Read(ProductPage("Lamp")));
  RunToEnd(io_, [&]() -> asio::awaitable<void> {
    const bool ended = co_await Eventually([&] { return !reader_->child() && Children().empty(); });
    EXPECT_TRUE(ended);
  }());
  EXPECT_EQ(ReadPageOf(ProductPage("Lamp")).outcome, Outcome::kProduct);
}

TEST_F(ChildReaderTest, CloseEndsTheChildAndEveryRead) {
  Make();
  std::vector<Result<std::string>> answers;
  for (int i = 0; i < 3; ++i) asio::co_spawn(io_, ReadInto("pricecrew-test-hang", answers), asio::detached);
  RunToEnd(io_, [&]() -> asio::awaitable<void> {
    const bool started = co_await Eventually([&] { return reader_->child().has_value(); });
    EXPECT_TRUE(started);
    reader_->Close();
    EXPECT_EQ(Children(), std::vector<pid_t>());
    const bool ended = co_await Eventually([&] { return answers.size() == 3; });
    EXPECT_TRUE(ended);
  }());
  for (const auto& answer : answers) EXPECT_EQ(answer.error().kind, ErrorKind::kCancelled);
  EXPECT_EQ(Read(ProductPage("Lamp")).error().kind, ErrorKind::kCancelled);
  io_.restart();
  io_.run();  // nothing is left that would keep it
}

TEST_F(ChildReaderTest, AProgramThatCannotBeStartedIsNoPagesFault) {
  for (const char* program : {"/nonexistent/program", "/bin/true", "/bin/false"}) {
    ChildReaderOptions options = Options();
    options.program = program;
    Make(options);
    const Result<std::string> answer = Read(ProductPage("Lamp"));
    ASSERT_FALSE(answer) << program;
    EXPECT_EQ(answer.error().kind, ErrorKind::kRetryLater) << program;
    EXPECT_EQ(answer.error().code, "isolation") << program;
  }
}

TEST_F(ChildReaderTest, AChildThatIsNeverReadyIsNoPagesFault) {
  ChildReaderOptions options = Options();
  options.program = PRICECREW_NEVER_READY;
  options.start_time = 1s;
  Make(options);
  const Result<std::string> answer = Read(ProductPage("Lamp"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "isolation");
}

TEST_F(ChildReaderTest, APageOfSixteenMebibytesGoesThrough) {
  Make();
  std::string body = ProductPage("Lamp");
  body.append((std::size_t{16} << 20) - body.size(), ' ');
  const Settlement settlement = ReadPageOf(body);
  EXPECT_EQ(settlement.outcome, Outcome::kProduct) << settlement.reason << ": " << settlement.detail;
}

TEST_F(ChildReaderTest, AParentThatIsKilledLeavesNoChild) {
  auto parent =
      ChildProcess::Start(io_.get_executor(), {PRICECREW_READ_ALONE_PARENT, PRICECREW_FAULTS_WORKER}).value();
  RunToEnd(io_, [&]() -> asio::awaitable<void> {
    std::string said;
    auto buffer = asio::dynamic_buffer(said);
    co_await asio::async_read_until(parent->stream(), buffer, '\n', asio::use_awaitable);
    const pid_t orphan = std::stoi(said);
    EXPECT_TRUE(Exists(orphan));
    parent->Kill();
    parent->Reap();
    const bool gone = co_await Eventually([orphan] {
      std::ifstream file("/proc/" + std::to_string(orphan) + "/stat");
      std::string number, name, state;  // whoever inherits it may be slow to bury it
      return !(file >> number >> name >> state) || state == "Z";
    });
    EXPECT_TRUE(gone);
  }());
}

}  // namespace
}  // namespace pricecrew
