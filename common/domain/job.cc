#include "common/domain/job.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <utility>

#include "common/domain/url.h"

namespace pricecrew {
namespace {

constexpr std::string_view kIdLetters = "23456789abcdefghjkmnpqrstuvwxyz";
constexpr std::size_t kMaxIdLength = 64;

/// Root `i` of `count` gets an equal share, the first ones one more.
std::optional<std::uint32_t> Share(std::optional<std::uint32_t> total, std::size_t i, std::size_t count) {
  if (!total) return std::nullopt;
  return static_cast<std::uint32_t>(*total / count + (i < *total % count ? 1 : 0));
}

Result<std::vector<Task>> CategoryRoots(const std::string& id, const JobRequest& request) {
  std::vector<Task> roots;
  std::set<TaskId> seen;
  for (std::size_t i = 0; i < request.category_urls.size(); ++i) {
    const std::string& url = request.category_urls[i];
    std::optional<Task> root = MakePageTask(id, Stage::kCategory, url);
    if (!root)
      return Error{ErrorKind::kGiveUp, fmt::format("'{}' is not an http or https URL", url), "bad_url"};
    if (!seen.insert(root->id).second) continue;
    root->position = {static_cast<std::uint32_t>(i), {}, 1, 0};
    root->category_url = url;
    root->request = request.request;
    root->chain.depth = request.depth;
    root->chain.hosts = request.allowed_hosts;
    roots.push_back(std::move(*root));
  }
  for (std::size_t i = 0; i < roots.size(); ++i)
    roots[i].left = {request.max_pages, Share(request.max_products, i, roots.size())};
  return roots;
}

Result<std::vector<Task>> ProductRoots(const std::string& id, const JobRequest& request) {
  std::vector<std::string> urls = request.product_urls;
  if (request.max_products && request.category_urls.empty() && urls.size() > *request.max_products)
    urls.resize(*request.max_products);
  for (const std::string& url : urls)
    if (!ParseUrl(url))
      return Error{ErrorKind::kGiveUp, fmt::format("'{}' is not an http or https URL", url), "bad_url"};
  Task like;
  like.job = id;
  like.position.index = static_cast<std::uint32_t>(request.category_urls.size());
  like.request = request.request;
  return MakeLists(like, urls);
}

}  // namespace

Result<OpenedJob> OpenJob(const std::string& id, std::int64_t now_ms, const JobRequest& request) {
  if (request.category_urls.empty() && request.product_urls.empty())
    return Error{ErrorKind::kGiveUp, "no URL was given", "no_url"};
  Result<std::vector<Task>> roots = CategoryRoots(id, request);
  if (!roots) return roots.error();
  Result<std::vector<Task>> lists = ProductRoots(id, request);
  if (!lists) return lists.error();
  roots->insert(roots->end(), lists->begin(), lists->end());
  OpenedJob job;
  job.roots = MakeAnnouncements(id, std::move(*roots));
  job.opened.job = id;
  job.opened.opened_at_ms = now_ms;
  job.opened.submitted_urls = request.category_urls.size() + request.product_urls.size();
  job.opened.request = request.request;
  for (const Announcement& part : job.roots) job.opened.parts.push_back(part.part);
  for (const auto* urls : {&request.category_urls, &request.product_urls})
    for (const std::string& url : *urls)
      if (job.opened.first_urls.size() < kMaxFirstUrls) job.opened.first_urls.push_back(url);
  return job;
}

std::string MakeJobId(std::int64_t now_ms, std::uint64_t random) {
  std::string tail;
  for (int i = 0; i < 8; ++i, random /= kIdLetters.size())
    tail.push_back(kIdLetters[random % kIdLetters.size()]);
  const std::time_t seconds = now_ms / 1000;
  return fmt::format("{:%Y%m%d-%H%M%S}-{}", fmt::gmtime(seconds), tail);
}

bool IsJobId(std::string_view id) {
  return !id.empty() && id.size() <= kMaxIdLength && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-';
  });
}

}  // namespace pricecrew
