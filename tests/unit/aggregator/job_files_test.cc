#include "aggregator/output/job_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "aggregator/output/atomic_file.h"
#include "aggregator/output/status_json.h"
#include "tests/unit/aggregator/test_job.h"

namespace pricecrew {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

std::string ReadFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<std::string> FilesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  return names;
}

const Task kRoot = CategoryTask("c", {0, {}, 1, 0});

Task Item(std::uint32_t i) { return ProductTask("p" + std::to_string(i), {0, {}, 1, i}); }

void ApplyJob(StoreForTest& store) {
  store.Apply(Opening({kRoot}));
  store.Apply({ListingOf(kRoot, {Item(1), Item(2), Item(3)}), ProductOf(Item(2), ProductNamed("two", "2.00")),
               ProductOf(Item(1), ProductNamed("one", "1.00")), Failed(Item(3), "http_404", "GET: 404")});
}

TEST(JobFilesTest, WritesAllOfAJobThatIsClosed) {
  StoreForTest store;
  ApplyJob(store);
  ASSERT_TRUE((*store).CloseBooks(kJob));
  ASSERT_TRUE(WriteJobFiles(store.path(), kJob, store.folder().Path("out")));
  const std::string folder = store.folder().Path("out") + "/" + kJob;
  EXPECT_THAT(FilesIn(folder),
              UnorderedElementsAre("products.json", "products.jsonl", "products.csv", "summary.json"));
  rapidjson::Document products;
  products.Parse(ReadFile(folder + "/products.json").c_str());
  ASSERT_TRUE(products.IsArray());
  ASSERT_EQ(products.Size(), 2U);
  EXPECT_STREQ(products[0]["name"].GetString(), "one");
  EXPECT_STREQ(products[0]["category_url"].GetString(), "http://shop.test/category");
  EXPECT_EQ(products[1]["rank"].GetUint(), 2U);
  EXPECT_THAT(ReadFile(folder + "/products.csv"),
              HasSubstr("\r\nhttp://shop.test/p1,http://shop.test/p1,one,1.00,"));
  EXPECT_THAT(ReadFile(folder + "/products.jsonl"), HasSubstr("\n{\"url\":\"http://shop.test/p2\""));
}

TEST(JobFilesTest, SumsUpAJob) {
  StoreForTest store;
  ApplyJob(store);
  ASSERT_TRUE((*store).CloseBooks(kJob));
  ASSERT_TRUE(WriteJobFiles(store.path(), kJob, store.folder().Path("out")));
  rapidjson::Document summary;
  summary.Parse(ReadFile(store.folder().Path("out") + "/" + kJob + "/summary.json").c_str());
  ASSERT_TRUE(summary.IsObject());
  EXPECT_STREQ(summary["job"].GetString(), kJob);
  EXPECT_STREQ(summary["state"].GetString(), "complete");
  EXPECT_FALSE(summary["partial"].GetBool());
  EXPECT_STREQ(summary["opened"].GetString(), "2026-01-31T23:58:59.000Z");
  EXPECT_STREQ(summary["closed"].GetString(), "2026-01-31T23:59:59.000Z");
  EXPECT_TRUE(summary["cancelled"].IsNull());
  EXPECT_EQ(summary["urls"].GetUint(), 1U);
  EXPECT_EQ(summary["announced"].GetUint(), 4U);
  EXPECT_EQ(summary["products"].GetUint(), 2U);
  EXPECT_EQ(summary["failed"].GetUint(), 1U);
  EXPECT_EQ(summary["listings"].GetUint(), 1U);
  EXPECT_EQ(summary["reasons"].Size(), 2U);
  EXPECT_STREQ(summary["reasons"][1]["reason"].GetString(), "http_404");
  EXPECT_STREQ(summary["categories"][0]["prices"][0]["median"].GetString(), "1.50");
  EXPECT_STREQ(summary["prices"][0]["highest"].GetString(), "2.00");
}

TEST(JobFilesTest, MarksWhatAnOpenJobHasAsPartial) {
  StoreForTest store;
  store.Apply(Opening({kRoot}));
  ASSERT_TRUE(WriteJobFiles(store.path(), kJob, store.folder().Path("out")));
  const std::string summary = ReadFile(store.folder().Path("out") + "/" + kJob + "/summary.json");
  EXPECT_THAT(summary, HasSubstr("\"state\": \"partial\""));
  EXPECT_THAT(summary, HasSubstr("\"partial\": true"));
}

TEST(JobFilesTest, KeepsTheOldFilesWhereNewOnesCannotBeWritten) {
  StoreForTest store;
  ApplyJob(store);
  const std::string out = store.folder().Path("out");
  ASSERT_TRUE(WriteJobFiles(store.path(), kJob, out));
  const std::string before = ReadFile(out + "/" + kJob + "/summary.json");
  fs::create_directory(out + "/" + kJob + "/products.csv.part");  // stands in the way
  const Result<void> written = WriteJobFiles(store.path(), kJob, out);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::kRetryLater);
  EXPECT_EQ(ReadFile(out + "/" + kJob + "/summary.json"), before);
  fs::remove(out + "/" + kJob + "/products.csv.part");
  EXPECT_THAT(FilesIn(out + "/" + kJob),
              UnorderedElementsAre("products.json", "products.jsonl", "products.csv", "summary.json"));
}

TEST(JobFilesTest, NeverLeavesItsFolder) {
  StoreForTest store;
  EXPECT_EQ(WriteJobFiles(store.path(), "../x", store.folder().Path("out")).error().code, "bad_job");
  EXPECT_EQ(WriteJobFiles(store.path(), "unknown", store.folder().Path("out")).error().code, "unknown_job");
}

TEST(AtomicFileTest, IsThereWholeOrNotAtAll) {
  const TempFolder folder;
  const std::string path = folder.Path("file");
  {
    Result<AtomicFile> file = AtomicFile::Create(path);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->Write(std::string(1'000'000, 'a')));
    EXPECT_FALSE(fs::exists(path));
  }
  EXPECT_FALSE(fs::exists(path));
  EXPECT_TRUE(fs::is_empty(folder.Path("")));
  Result<AtomicFile> file = AtomicFile::Create(path);
  ASSERT_TRUE(file->Write("whole"));
  ASSERT_TRUE(file->Commit());
  EXPECT_EQ(ReadFile(path), "whole");
}

TEST(StatusJsonTest, TellsTimesInIso8601) {
  EXPECT_EQ(IsoTime(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(IsoTime(1'769'903'999'123), "2026-01-31T23:59:59.123Z");
  EXPECT_EQ(IsoTime(-1), "1969-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace pricecrew
