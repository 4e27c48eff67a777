#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "aggregator/job_status.h"
#include "aggregator/store.h"
#include "common/domain/codec.h"
#include "common/domain/product_row.h"

namespace pricecrew {

/// A folder that goes with its test.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  TempFolder(TempFolder&&) = delete;
  TempFolder& operator=(TempFolder&&) = delete;

  [[nodiscard]] std::string Path(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline constexpr const char* kJob = "20260131-235959-k3x9q2";
inline constexpr std::int64_t kNow = 1'769'903'999'000;  // 2026-01-31T23:59:59Z

/// "http://shop.test/NAME"
std::string UrlOf(const std::string& name);
Task CategoryTask(const std::string& name, const Position& position, const std::string& job = kJob);
Task ProductTask(const std::string& name, const Position& position, const std::string& job = kJob);

Product ProductNamed(const std::string& name, const std::string& price = "9.99");
Settlement ProductOf(const Task& task, const Product& product);
Settlement ListingOf(const Task& task, std::vector<Task> children);

/// The messages that open a job with these roots: itself, then its announcements.
std::vector<ResultMessage> Opening(const std::vector<Task>& roots, const std::string& job = kJob);

/// A store in a folder of its own, and what tests ask of it. Calls that fail fail the test.
class StoreForTest {
 public:
  StoreForTest();

  Store& operator*() { return *store_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const TempFolder& folder() const { return folder_; }
  /// As after the end of the process.
  void Reopen();

  /// Answers the jobs that were closed.
  std::vector<std::string> Apply(const std::vector<ResultMessage>& messages);
  void Finalise(const std::string& job = kJob);
  [[nodiscard]] JobStatus Status(const std::string& job = kJob) const;
  [[nodiscard]] std::vector<ProductRow> Products(const std::string& job = kJob) const;
  [[nodiscard]] std::vector<std::string> ProductUrls(const std::string& job = kJob) const;

 private:
  TempFolder folder_;
  std::string path_;
  std::unique_ptr<Store> store_;
};

}  // namespace pricecrew
