#include "aggregator/output/status_json.h"

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <rapidjson/prettywriter.h>

#include <ctime>
#include <optional>
#include <utility>

#include "common/domain/json.h"

namespace pricecrew {
namespace {

using Pretty = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void Text(Pretty& writer, const char* name, std::string_view text) {
  writer.Key(name);
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void Texts(Pretty& writer, const char* name, const std::vector<std::string>& texts) {
  writer.Key(name);
  writer.StartArray();
  for (const std::string& text : texts)
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  writer.EndArray();
}

void TextOrNull(Pretty& writer, const char* name, const std::string& text) {
  if (!text.empty()) return Text(writer, name, text);
  writer.Key(name);
  writer.Null();
}

void Number(Pretty& writer, const char* name, std::uint64_t number) {
  writer.Key(name);
  writer.Uint64(number);
}

void Time(Pretty& writer, const char* name, std::optional<std::int64_t> unix_ms) {
  TextOrNull(writer, name, unix_ms ? IsoTime(*unix_ms) : std::string());
}

void WriteCounts(Pretty& writer, const Counts& counts) {
  Number(writer, "announced", counts.announced);
  Number(writer, "settled", counts.Settled());
  Number(writer, "products", counts.products);
  Number(writer, "duplicates", counts.duplicates);
  Number(writer, "not_products", counts.not_products);
  Number(writer, "failed", counts.failed);
  Number(writer, "skipped", counts.skipped);
  Number(writer, "listings", counts.listings);
  Number(writer, "strays", counts.strays);
  Text(writer, "sum", SumLine(counts));
}

void WriteStatus(Pretty& writer, const JobStatus& status, std::string_view state) {
  Text(writer, "job", status.job);
  Text(writer, "state", state);
  writer.Key("partial");
  writer.Bool(status.state == JobState::kOpen || status.cancelled_at_ms.has_value());
  Time(writer, "opened", status.opened_at_ms);
  Time(writer, "cancelled", status.cancelled_at_ms);
  Time(writer, "closed", status.closed_at_ms);
  Number(writer, "urls", status.submitted_urls);
  Texts(writer, "first_urls", status.first_urls);
  WriteCounts(writer, status.counts);
  Number(writer, "missing_parts", status.missing_parts);
  Number(writer, "links_seen", status.links_seen);
}

void WriteReasons(Pretty& writer, const std::vector<ReasonCount>& reasons) {
  writer.Key("reasons");
  writer.StartArray();
  for (const ReasonCount& one : reasons) {
    if (one.reason.empty()) continue;
    writer.StartObject();
    Text(writer, "outcome", one.outcome);
    Text(writer, "reason", one.reason);
    Number(writer, "count", one.count);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteStated(Pretty& writer, const std::vector<CategoryCount>& stated) {
  writer.Key("stated_products");
  writer.StartArray();
  for (const CategoryCount& category : stated) {
    writer.StartObject();
    TextOrNull(writer, "category_url", category.category_url);
    Number(writer, "stated", category.stated);
    Number(writer, "found", category.found);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteRanges(Pretty& writer, const std::vector<PriceRange>& ranges) {
  writer.Key("prices");
  writer.StartArray();
  for (const PriceRange& range : ranges) {
    writer.StartObject();
    TextOrNull(writer, "currency", range.currency);
    Number(writer, "count", range.count);
    Text(writer, "lowest", range.lowest);
    Text(writer, "median", range.median);
    Text(writer, "highest", range.highest);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteCategories(Pretty& writer, const PriceStats& prices) {
  writer.Key("categories");
  writer.StartArray();
  for (const CategoryPrices& category : prices.Categories()) {
    writer.StartObject();
    TextOrNull(writer, "category_url", category.category_url);
    Number(writer, "products", category.products);
    WriteRanges(writer, category.prices);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteFailures(Pretty& writer, const std::vector<FailureExample>& failures) {
  writer.Key("failures");
  writer.StartArray();
  for (const FailureExample& failure : failures) {
    writer.StartObject();
    Text(writer, "url", failure.url);
    Text(writer, "reason", failure.reason);
    TextOrNull(writer, "detail", failure.detail);
    writer.EndObject();
  }
  writer.EndArray();
}

/// What the job will be told to be once its files are there.
std::string_view FinalState(const JobStatus& status) {
  if (status.state == JobState::kOpen) return "partial";
  if (status.state != JobState::kClosed) return ToString(status.state);
  return ToString(status.cancelled_at_ms ? JobState::kCancelled : JobState::kComplete);
}

/// An object with a line end, its members written by `members`.
template <typename Members>
std::string Object(Members&& members) {
  rapidjson::StringBuffer buffer;
  Pretty writer(buffer);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  members(writer);
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace

std::string IsoTime(std::int64_t unix_ms) {
  const std::int64_t milliseconds = ((unix_ms % 1000) + 1000) % 1000;
  const auto seconds = static_cast<std::time_t>((unix_ms - milliseconds) / 1000);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), milliseconds);
}

std::string SummaryJson(const JobStatus& status, const PriceStats& prices) {
  return Object([&](Pretty& writer) {
    WriteStatus(writer, status, FinalState(status));
    WriteReasons(writer, status.reasons);
    WriteStated(writer, status.stated);
    WriteCategories(writer, prices);
    WriteRanges(writer, prices.All());
  });
}

std::string StatusJson(const JobStatus& status, const std::vector<FailureExample>& failures,
                       const std::vector<std::string>& advice) {
  return Object([&](Pretty& writer) {
    WriteStatus(writer, status, ToString(status.state));
    Number(writer, "generation", status.generation);
    WriteReasons(writer, status.reasons);
    WriteStated(writer, status.stated);
    WriteFailures(writer, failures);
    Texts(writer, "advice", advice);
  });
}

std::string StatusesJson(const std::vector<JobStatus>& jobs) {
  return Object([&](Pretty& writer) {
    writer.Key("jobs");
    writer.StartArray();
    for (const JobStatus& job : jobs) {
      writer.StartObject();
      WriteStatus(writer, job, ToString(job.state));
      writer.EndObject();
    }
    writer.EndArray();
  });
}

std::string DeadJson(const std::vector<DeadLetter>& letters) {
  return Object([&](Pretty& writer) {
    writer.Key("dead");
    writer.StartArray();
    for (const DeadLetter& letter : letters) {
      writer.StartObject();
      Text(writer, "time", IsoTime(letter.at_ms));
      Text(writer, "reason", letter.reason);
      TextOrNull(writer, "job", letter.job);
      TextOrNull(writer, "task", letter.task);
      TextOrNull(writer, "queue", letter.queue);
      Number(writer, "bytes", letter.bytes);
      writer.EndObject();
    }
    writer.EndArray();
  });
}

std::string RepublishedJson(std::uint64_t published, std::uint32_t generation) {
  return Object([&](Pretty& writer) {
    Number(writer, "published", published);
    Number(writer, "generation", generation);
  });
}

std::string ErrorJson(const std::string& text) {
  return Object([&](Pretty& writer) { Text(writer, "error", text); });
}

}  // namespace pricecrew
