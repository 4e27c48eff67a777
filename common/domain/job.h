#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/announcement.h"
#include "common/domain/result.h"
#include "common/domain/task.h"

namespace pricecrew {

/// What a user asks for.
struct JobRequest {
  std::vector<std::string> category_urls;
  std::vector<std::string> product_urls;      ///< visited as they are; they travel as lists
  std::optional<std::uint32_t> max_pages;     ///< of each submitted category
  std::optional<std::uint32_t> max_products;  ///< of the job; divided among its categories
  std::uint32_t depth = 1;                    ///< levels of subcategories to follow
  std::vector<std::string> allowed_hosts;     ///< whose links count besides those of a category's own domain
  RequestOptions request;
};

/// What the ledger knows of a job besides its tasks.
struct JobOpened {
  std::string job;
  std::int64_t opened_at_ms = 0;        ///< Unix time
  std::vector<std::string> first_urls;  ///< at most kMaxFirstUrls of what was submitted, to tell jobs apart
  std::uint64_t submitted_urls = 0;
  RequestOptions request;  ///< what all its tasks share; holds secrets
  std::vector<TaskId>
      parts;  ///< the announcements of its roots; the ledger cannot close before it has them all

  friend bool operator==(const JobOpened&, const JobOpened&) = default;
};
inline constexpr std::size_t kMaxFirstUrls = 10;

/// A job, ready to be published: `opened`, then `roots`, each confirmed, then the roots' tasks.
struct OpenedJob {
  JobOpened opened;
  std::vector<Announcement> roots;
};

/// Opens a job. kGiveUp, naming it, where a URL is no http(s) URL, or where there is none at all.
Result<OpenedJob> OpenJob(const std::string& id, std::int64_t now_ms, const JobRequest& request);

/// An id for a job opened at `now_ms`; `random` makes it unique. E.g. "20260131-235959-k3x9q2".
std::string MakeJobId(std::int64_t now_ms, std::uint64_t random);

/// True where `id` could have come from MakeJobId: safe as a file name and in a URL.
bool IsJobId(std::string_view id);

}  // namespace pricecrew
