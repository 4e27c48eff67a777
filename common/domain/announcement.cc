#include "common/domain/announcement.h"

#include <utility>

namespace pricecrew {
namespace {

/// About what a task takes in a message: its texts and the rest.
std::size_t SizeOf(const Task& task) {
  std::size_t bytes =
      160 + task.url.size() + task.category_url.size() + 11 * task.position.subcategories.size();
  for (const std::string& entry : task.entries) bytes += entry.size() + 3;
  for (const std::string& host : task.chain.hosts) bytes += host.size() + 3;
  bytes += 21 * task.chain.seen.size();
  return bytes;
}

TaskId PartId(const Announcement& announcement) {
  std::string text;
  for (const Task& task : announcement.tasks) text += task.id.Hex() + SortKey(task.position);
  return MakeTaskId(announcement.job, Stage::kCategory, text);
}

}  // namespace

std::vector<Announcement> MakeAnnouncements(const std::string& job, std::vector<Task> tasks) {
  std::vector<Announcement> parts;
  std::size_t bytes = 0;
  for (Task& task : tasks) {
    const std::size_t size = SizeOf(task);
    if (parts.empty() || parts.back().tasks.size() == kMaxAnnounced || bytes + size > kMaxAnnouncedBytes) {
      parts.push_back({job, {}, {}});
      bytes = 0;
    }
    bytes += size;
    parts.back().tasks.push_back(std::move(task));
  }
  for (Announcement& part : parts) part.part = PartId(part);
  return parts;
}

bool FitOneMessage(const std::vector<Task>& tasks) {
  std::size_t bytes = 0;
  for (const Task& task : tasks) bytes += SizeOf(task);
  return tasks.size() <= kMaxAnnounced && bytes <= kMaxAnnouncedBytes;
}

}  // namespace pricecrew
