#include "common/domain/task.h"

#include "common/domain/url.h"

namespace pricecrew {
namespace {

Position Shifted(Position position, std::size_t by) {
  const auto offset = static_cast<std::uint32_t>(by);
  (position.rank == 0 ? position.index : position.rank) += offset;
  return position;
}

/// A list is named for what it holds: the same links found again are the same task.
void Name(Task& list) {
  std::string text;
  for (const std::string& entry : list.entries) text.append(entry).push_back('\n');
  list.url = "list:" + MakeTaskId(list.job, list.stage, text + SortKey(list.position)).Hex();
  list.id = MakeTaskId(list.job, list.stage, list.url);
}

}  // namespace

std::optional<Task> MakePageTask(const std::string& job, Stage stage, const std::string& url) {
  const std::optional<Url> parsed = ParseUrl(url);
  if (!parsed) return std::nullopt;
  Task task;
  task.job = job;
  task.stage = stage;
  task.url = url;
  task.id = MakeTaskId(job, stage, CanonicalUrl(*parsed));
  return task;
}

std::vector<Task> EntriesOf(const Task& list) {
  std::vector<Task> tasks;
  tasks.reserve(list.entries.size());
  for (std::size_t i = 0; i < list.entries.size(); ++i) {
    std::optional<Task> task = MakePageTask(list.job, Stage::kProduct, list.entries[i]);
    if (!task) continue;
    task->position = Shifted(list.position, i);
    task->category_url = list.category_url;
    tasks.push_back(std::move(*task));
  }
  return tasks;
}

std::vector<Task> MakeLists(const Task& like, const std::vector<std::string>& urls) {
  std::vector<Task> lists;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < urls.size(); ++i) {
    const bool full = lists.empty() || lists.back().entries.size() == kMaxAnnounced ||
                      bytes + urls[i].size() > kMaxAnnouncedBytes;
    if (full) {
      Task list = like;
      list.stage = Stage::kCategory;
      list.kind = TaskKind::kList;
      list.position = Shifted(like.position, i);
      lists.push_back(std::move(list));
      bytes = 0;
    }
    lists.back().entries.push_back(urls[i]);
    bytes += urls[i].size();
  }
  for (Task& list : lists) Name(list);
  return lists;
}

}  // namespace pricecrew
