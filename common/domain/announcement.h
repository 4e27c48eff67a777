#pragma once

#include <string>
#include <vector>

#include "common/domain/task.h"

namespace pricecrew {

/// Tasks that a job or a listing announces beyond what fits into its own message. It is named for what it
/// holds, and whoever announces names all the parts that belong to it, so the ledger can wait for each, in
/// any order.
struct Announcement {
  std::string job;
  TaskId part;  ///< hash of the ids and positions of `tasks`
  std::vector<Task> tasks;

  friend bool operator==(const Announcement&, const Announcement&) = default;
};

/// Cuts tasks into announcements of at most kMaxAnnounced tasks and about kMaxAnnouncedBytes each, in order.
std::vector<Announcement> MakeAnnouncements(const std::string& job, std::vector<Task> tasks);

/// True where `tasks` fit into one message, so that a listing's settlement can carry them itself.
bool FitOneMessage(const std::vector<Task>& tasks);

}  // namespace pricecrew
