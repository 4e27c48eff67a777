#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/domain/cookie.h"
#include "common/domain/position.h"
#include "common/domain/task_id.h"

namespace pricecrew {

/// What all tasks of a job share: what a shop's answer depends on, what the job asks of its pace, and its
/// rules. Holds secrets: never logged, never in an output.
struct RequestOptions {
  std::string user_agent;                                    ///< empty: pricecrew's own
  std::string accept_language;                               ///< empty: none is sent
  std::vector<std::pair<std::string, std::string>> headers;  ///< sent to the submitted hosts only
  std::vector<Cookie> cookies;
  std::string proxy;                         ///< URL; empty for none
  std::optional<std::uint32_t> concurrency;  ///< requests at once to a host; can only narrow its budget
  std::optional<double> rate;                ///< requests a second to a host; can only narrow its budget
  std::string rules;  ///< what reads its pages, as CheckedRules makes it; empty for none

  friend bool operator==(const RequestOptions&, const RequestOptions&) = default;
};

/// What is left of a job's limits along one chain of category pages; absent is "no limit".
struct ChainLimits {
  std::optional<std::uint32_t> pages;     ///< pages still to visit, this one included
  std::optional<std::uint32_t> products;  ///< products still to announce

  friend bool operator==(const ChainLimits&, const ChainLimits&) = default;
};

/// What the pages of a category hand on from one to the next: no process remembers a chain.
struct ChainState {
  std::uint32_t depth = 0;              ///< levels of subcategories still to be followed
  std::optional<std::uint32_t> stated;  ///< products that the category says it has
  std::uint32_t found = 0;              ///< products that the pages before listed
  bool guessed = false;                 ///< no page leads to this one: it may well not exist
  std::vector<std::uint64_t> seen;      ///< fingerprints of the pages before, and of what they listed
  std::vector<std::string> hosts;       ///< hosts besides the page's own whose links count

  friend bool operator==(const ChainState&, const ChainState&) = default;
};

/// What a task asks for: a page to visit, or a list of product URLs to announce without a visit.
enum class TaskKind { kPage, kList };

/// One page to visit in one stage.
struct Task {
  std::string job;
  Stage stage = Stage::kProduct;
  TaskKind kind = TaskKind::kPage;
  TaskId id;
  std::string url;  ///< as found: fetched and printed so; for a list, a name of its own
  Position position;
  std::string
      category_url;  ///< first page of the category that announced it; empty for submitted product URLs
  std::uint32_t generation = 1;  ///< raised by `resume`
  std::uint32_t attempt = 1;
  std::int64_t not_before_ms = 0;  ///< Unix time of the earliest start; 0 for at once
  std::int64_t turn_ms = 0;        ///< Unix time of the turn that its lane let it expect; 0 for none
  bool alone = false;  ///< delivered before without being settled: its page is read in a process of its own
  ChainLimits left;
  ChainState chain;                  ///< of a category page
  std::vector<std::string> entries;  ///< of a list: product URLs, in order

  std::string hop;         ///< where a redirect led to another host: the URL to fetch instead of `url`
  std::uint32_t hops = 0;  ///< redirects followed so far
  std::uint32_t lane = 0;  ///< of `lanes`; set when the task is routed
  std::uint32_t lanes = 0;

  RequestOptions request;

  /// The URL to fetch now.
  [[nodiscard]] const std::string& FetchUrl() const { return hop.empty() ? url : hop; }

  friend bool operator==(const Task&, const Task&) = default;
};

/// The most that one settlement announces, and the most URLs in a list.
inline constexpr std::size_t kMaxAnnounced = 1'000;
/// The most bytes of announcements (and of list entries) in one message.
inline constexpr std::size_t kMaxAnnouncedBytes = std::size_t{256} << 10;

/// A task for the page at `url` (absolute), its identity filled in; absent where `url` is none.
std::optional<Task> MakePageTask(const std::string& job, Stage stage, const std::string& url);

/// The product tasks that a list stands for, in order. An entry that is no URL is left out.
std::vector<Task> EntriesOf(const Task& list);

/// Cuts `urls` into lists. `like` gives everything but id, url, entries and the position of the later lists;
/// its position is that of the first URL: rank 0 numbers by index, any other by rank.
std::vector<Task> MakeLists(const Task& like, const std::vector<std::string>& urls);

}  // namespace pricecrew
