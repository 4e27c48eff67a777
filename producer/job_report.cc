#include "producer/job_report.h"

#include <fmt/core.h>

#include <array>
#include <utility>

#include "common/domain/json.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxReportBytes = std::size_t{16} << 20;
constexpr std::size_t kShownFailures = 5;

std::uint64_t Count(const json::Value& object, const char* name) {
  const json::Value* value = json::Find(object, name);
  return value && value->IsUint64() ? value->GetUint64() : 0;
}

std::vector<std::string> Texts(const json::Value& object, const char* name) {
  std::vector<std::string> texts;
  const json::Value* array = json::Find(object, name);
  if (!array || !array->IsArray()) return texts;
  for (const json::Value& text : array->GetArray())
    if (text.IsString()) texts.emplace_back(text.GetString());
  return texts;
}

/// Calls `take` with each object of the array of that name.
template <typename Take>
void ForEachObject(const json::Value& object, const char* name, Take&& take) {
  const json::Value* array = json::Find(object, name);
  if (!array || !array->IsArray()) return;
  for (const json::Value& element : array->GetArray())
    if (element.IsObject()) take(element);
}

JobReport ReportFrom(const json::Value& object) {
  JobReport report;
  report.job = json::Text(object, "job");
  report.state = json::Text(object, "state");
  report.opened = json::Text(object, "opened");
  report.sum = json::Text(object, "sum");
  report.urls = Count(object, "urls");
  report.announced = Count(object, "announced");
  report.settled = Count(object, "settled");
  report.products = Count(object, "products");
  report.failed = Count(object, "failed");
  report.links_seen = Count(object, "links_seen");
  report.first_urls = Texts(object, "first_urls");
  report.advice = Texts(object, "advice");
  ForEachObject(object, "reasons", [&report](const json::Value& one) {
    report.reasons.push_back({json::Text(one, "outcome"), json::Text(one, "reason"), Count(one, "count")});
  });
  ForEachObject(object, "stated_products", [&report](const json::Value& one) {
    report.categories.push_back({json::Text(one, "category_url"), Count(one, "stated"), Count(one, "found")});
  });
  ForEachObject(object, "failures", [&report](const json::Value& one) {
    report.failures.push_back({json::Text(one, "url"), json::Text(one, "reason"), json::Text(one, "detail")});
  });
  return report;
}

Error NoReport() { return {ErrorKind::kGiveUp, "the aggregator answered with something else than a job"}; }

/// How many pages had this outcome for this reason.
std::uint64_t CountOf(const JobReport& report, std::string_view outcome, std::string_view reason) {
  for (const JobReport::Reason& one : report.reasons)
    if (one.outcome == outcome && one.reason == reason) return one.count;
  return 0;
}

/// "1 page", "2 pages"
std::string Counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string FailedLine(const JobReport& report) {
  std::string line = Counted(report.failed, "page") + " failed:";
  for (const JobReport::Reason& one : report.reasons)
    if (one.outcome == "failed") line += fmt::format(" {} {},", one.count, one.reason);
  line.pop_back();
  return line;
}

std::string FailureLine(const JobReport::Failure& failure) {
  return fmt::format("{}: {}", failure.reason, failure.detail.empty() ? failure.url : failure.detail);
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kCutShort{{
    {"page_seen", "whose next page was seen before"},
    {"products_seen", "whose products were all seen before"},
    {"page_number", "whose next page has no higher number"},
    {"too_many_pages", "after which no more are visited"},
}};

/// What was unusual about the categories, a line each.
std::vector<std::string> CategoryLines(const JobReport& report) {
  std::vector<std::string> lines;
  const std::uint64_t products = CountOf(report, "listing", "product_page");
  if (products > 0)
    lines.push_back(
        fmt::format("{} given as a category: a product page, visited as one", Counted(products, "URL")));
  for (const auto& [reason, what] : kCutShort)
    if (const std::uint64_t count = CountOf(report, "listing", reason); count > 0)
      lines.push_back(fmt::format("{} ended at a page {}", Counted(count, "chain"), what));
  std::size_t differing = 0;
  for (const JobReport::Category& category : report.categories) {
    if (category.stated == category.found || ++differing > kShownFailures) continue;
    lines.push_back(fmt::format("warning: {} states {}, {} found", category.url,
                                Counted(category.stated, "product"), category.found));
  }
  if (differing > kShownFailures)
    lines.push_back(
        fmt::format("warning: {} categories state other numbers of products than were found", differing));
  return lines;
}

/// All that is to say of a job without a product, in one line.
std::string NoProductLine(const JobReport& report) {
  std::string line = "no product found";
  if (!report.failures.empty()) line += ": " + FailureLine(report.failures[0]);
  const std::string links =
      report.links_seen == 1 ? "1 link was" : Counted(report.links_seen, "link") + " were";
  line += fmt::format("; {} looked at on {}", links,
                      Counted(CountOf(report, "listing", "no_products"), "category page"));
  if (report.state == "cancelled") line += "; the job was cancelled";
  if (report.state == "open") line += "; the job is still open: this is a partial result";
  return line + "; " + report.sum;
}

}  // namespace

Result<JobReport> ReadJobReport(std::string_view text) {
  Result<rapidjson::Document> document = json::ParseObject(text, kMaxReportBytes);
  if (!document) return NoReport();
  JobReport report = ReportFrom(*document);
  if (report.job.empty() || report.state.empty()) return NoReport();
  return report;
}

Result<std::vector<JobReport>> ReadJobReports(std::string_view text) {
  Result<rapidjson::Document> document = json::ParseObject(text, kMaxReportBytes);
  if (!document || !json::Find(*document, "jobs")) return NoReport();
  std::vector<JobReport> reports;
  ForEachObject(*document, "jobs",
                [&reports](const json::Value& one) { reports.push_back(ReportFrom(one)); });
  return reports;
}

ExitCode ExitCodeOf(const JobReport& report) {
  if (report.state != "complete") return kPartial;
  if (report.products == 0) return kNoProduct;
  return report.failed > 0 ? kPagesFailed : kComplete;
}

std::string ProgressLine(const JobReport& report) {
  return fmt::format("settled {} of {}, {} products, {} failed", report.settled, report.announced,
                     report.products, report.failed);
}

std::vector<std::string> ClosingLines(const JobReport& report) {
  if (report.products == 0) return {NoProductLine(report)};
  std::vector<std::string> lines{report.sum};
  if (report.state == "cancelled") lines.emplace_back("the job was cancelled: this is a partial result");
  if (report.state == "open") lines.emplace_back("the job is still open: this is a partial result");
  if (report.failed > 0) lines.push_back(FailedLine(report));
  for (std::size_t i = 0; i < report.failures.size() && i < kShownFailures; ++i)
    lines.push_back(FailureLine(report.failures[i]));
  for (std::string& line : CategoryLines(report)) lines.push_back(std::move(line));
  const std::uint64_t empty = CountOf(report, "listing", "no_products");
  if (empty > 0)
    lines.push_back(fmt::format("warning: {} without a product", Counted(empty, "category page")));
  return lines;
}

}  // namespace pricecrew
