#include "tests/unit/aggregator/ledger_model.h"

#include <algorithm>
#include <random>
#include <utility>

#include "tests/unit/aggregator/test_job.h"

namespace pricecrew {

void LedgerModel::Take(const ResultMessage& message) {
  if (closed_) return;
  Keep(message);
  LookAgain();
}

void LedgerModel::Keep(const ResultMessage& message) {
  if (const auto* opened = std::get_if<JobOpened>(&message))
    if (!opened_) opened_ = *opened;
  if (const auto* part = std::get_if<Announcement>(&message)) parts_.emplace(part->part, *part);
  if (const auto* settlement = std::get_if<Settlement>(&message)) {
    const bool failure = settlement->outcome == Outcome::kFailed || settlement->outcome == Outcome::kSkipped;
    const auto retried = retried_.find(settlement->id);
    if (failure && retried != retried_.end() && settlement->generation < retried->second) return;
    const auto [place, added] = settled_.emplace(settlement->id, *settlement);
    if (!added && Replaces(settlement->outcome, place->second.outcome)) place->second = *settlement;
  }
}

std::size_t LedgerModel::Retry(const std::string& reason, std::uint32_t generation) {
  std::vector<TaskId> chosen;
  for (const auto& [id, settlement] : settled_) {
    const bool failed = settlement.outcome == Outcome::kFailed;
    const bool wanted =
        reason.empty() ? failed
                       : (failed || settlement.outcome == Outcome::kSkipped) && settlement.reason == reason;
    if (wanted && announced_.contains(id)) chosen.push_back(id);
  }
  if (chosen.empty()) return 0;
  for (const TaskId& id : chosen) {
    settled_.erase(id);
    retried_[id] = generation;
  }
  LookAgain();
  return chosen.size();
}

void LedgerModel::Announce(const Task& task, std::vector<TaskId>& fresh) {
  const auto [place, added] = announced_.emplace(task.id, task);
  if (added) fresh.push_back(task.id);
  if (task.position < place->second.position) place->second = task;
}

void LedgerModel::LookAgain() {
  announced_.clear();
  missing_ = 0;
  std::set<TaskId> wanted;
  std::vector<TaskId> to_read = opened_ ? opened_->parts : std::vector<TaskId>{};
  std::vector<TaskId> fresh;
  while (!to_read.empty() || !fresh.empty()) {
    for (const TaskId& id : std::exchange(to_read, {})) {
      if (!wanted.insert(id).second) continue;
      const auto part = parts_.find(id);
      if (part == parts_.end()) {
        ++missing_;
        continue;
      }
      for (const Task& task : part->second.tasks) Announce(task, fresh);
    }
    for (const TaskId& id : std::exchange(fresh, {})) {
      const auto settlement = settled_.find(id);
      if (settlement == settled_.end() || settlement->second.outcome != Outcome::kListing) continue;
      for (const Task& child : settlement->second.children) Announce(child, fresh);
      to_read.insert(to_read.end(), settlement->second.parts.begin(), settlement->second.parts.end());
    }
  }
  const bool all_settled = std::all_of(announced_.begin(), announced_.end(),
                                       [this](const auto& entry) { return settled_.contains(entry.first); });
  closed_ = opened_ && missing_ == 0 && all_settled;
}

Counts LedgerModel::CountAll() const {
  Counts counts;
  counts.announced = announced_.size();
  for (const auto& [id, settlement] : settled_) {
    if (!announced_.contains(id)) {
      ++counts.strays;
      continue;
    }
    if (settlement.outcome == Outcome::kProduct) ++counts.products;
    if (settlement.outcome == Outcome::kListing) ++counts.listings;
    if (settlement.outcome == Outcome::kNotAProduct) ++counts.not_products;
    if (settlement.outcome == Outcome::kFailed) ++counts.failed;
    if (settlement.outcome == Outcome::kSkipped) ++counts.skipped;
  }
  return counts;
}

std::vector<std::string> LedgerModel::Rows() const {
  std::vector<std::pair<Position, std::string>> rows;
  for (const auto& [id, task] : announced_) {
    const auto settlement = settled_.find(id);
    if (settlement == settled_.end() || settlement->second.outcome != Outcome::kProduct) continue;
    const Position& at = task.position;
    rows.emplace_back(at, task.url + " " + std::to_string(at.page) + " " + std::to_string(at.rank) + " " +
                              task.category_url);
  }
  std::sort(rows.begin(), rows.end());
  std::vector<std::string> texts;
  for (auto& [position, text] : rows) texts.push_back(std::move(text));
  return texts;
}

namespace {

constexpr int kCategories = 7;
constexpr int kProducts = 15;

/// Makes one random job.
class Maker {
 public:
  Maker(std::string job, unsigned seed, Conflicts conflicts)
      : job_(std::move(job)), random_(seed), conflicts_(conflicts) {}

  std::vector<ResultMessage> Make() {
    std::vector<Task> roots;
    for (int i = 0; i <= Below(3); ++i) roots.push_back(Category(i, Place(1)));
    messages_ = Opening(roots, job_);
    for (int i = 0; i < kCategories; ++i) AddCategory(i);
    for (int i = 0; i < kProducts; ++i) AddProduct(i);
    if (conflicts_ == Conflicts::kNone) KeepNeeded();
    for (std::size_t i = messages_.size(); i > 0; --i)
      if (Below(3) == 0) messages_.push_back(messages_[i - 1]);
    std::shuffle(messages_.begin(), messages_.end(), random_);
    return std::move(messages_);
  }

 private:
  int Below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  // No two are the same, or their order would be open.
  Position Place(int depth) {
    Position position{
        static_cast<std::uint32_t>(Below(2)), {}, static_cast<std::uint32_t>(Below(3) + 1), ++rank_};
    for (int i = 0; i < depth; ++i)
      position.subcategories.push_back(static_cast<std::uint32_t>(Below(3) + 1));
    return position;
  }
  Task Category(int i, const Position& at) { return CategoryTask("c" + std::to_string(i), at, job_); }
  Task Product(int i, const Position& at) {
    Task task = ProductTask("p" + std::to_string(i), at, job_);
    task.category_url = UrlOf("from" + std::to_string(Below(4)));
    return task;
  }

  std::vector<Task> Children(int above) {
    std::vector<Task> children;
    for (int i = above + 1; i < kCategories; ++i)
      if (Below(3) == 0) children.push_back(Category(i, Place(Below(3))));
    for (int i = 0; i < kProducts; ++i)
      if (Below(4) == 0) children.push_back(Product(i, Place(Below(3))));
    return children;
  }

  void AddListing(int i) {
    Settlement listing = ListingOf(Category(i, {}), {});
    std::vector<Task> children = Children(i);
    if (Below(2) == 0) {
      listing.children = std::move(children);
    } else {
      const auto half = children.begin() + static_cast<std::ptrdiff_t>(children.size() / 2);
      for (const auto& some :
           {std::vector<Task>(children.begin(), half), std::vector<Task>(half, children.end())})
        for (Announcement& part : MakeAnnouncements(job_, some)) {
          listing.parts.push_back(part.part);
          messages_.emplace_back(std::move(part));
        }
    }
    messages_.emplace_back(std::move(listing));
  }

  void AddCategory(int i) {
    AddListing(i);
    if (conflicts_ == Conflicts::kNone) return;
    if (Below(3) == 0) AddListing(i);
    if (Below(3) == 0) messages_.emplace_back(Failed(Category(i, {}), "timeout", "after 30 s"));
  }

  void AddProduct(int i) {
    const Task task = Product(i, {});
    if (Below(5) == 0)
      messages_.emplace_back(Failed(task, "http_404"));
    else
      messages_.emplace_back(ProductOf(task, ProductNamed("product " + std::to_string(i))));
    if (conflicts_ == Conflicts::kSome && Below(3) == 0) messages_.emplace_back(Skipped(task, "robots"));
  }

  /// Leaves what can be reached, so that every message is needed.
  void KeepNeeded() {
    std::set<TaskId> ids;
    std::set<TaskId> parts;
    for (std::size_t before = 0;
         std::exchange(before, ids.size() + parts.size() + 1) != ids.size() + parts.size() + 1;)
      for (const ResultMessage& message : messages_) Reach(message, ids, parts);
    std::erase_if(messages_, [&](const ResultMessage& message) {
      if (const auto* part = std::get_if<Announcement>(&message)) return !parts.contains(part->part);
      if (const auto* settlement = std::get_if<Settlement>(&message)) return !ids.contains(settlement->id);
      return false;
    });
  }
  static void Reach(const ResultMessage& message, std::set<TaskId>& ids, std::set<TaskId>& parts) {
    if (const auto* opened = std::get_if<JobOpened>(&message))
      parts.insert(opened->parts.begin(), opened->parts.end());
    if (const auto* part = std::get_if<Announcement>(&message))
      if (parts.contains(part->part))
        for (const Task& task : part->tasks) ids.insert(task.id);
    if (const auto* listing = std::get_if<Settlement>(&message)) {
      if (!ids.contains(listing->id)) return;
      for (const Task& child : listing->children) ids.insert(child.id);
      parts.insert(listing->parts.begin(), listing->parts.end());
    }
  }

  std::string job_;
  std::mt19937 random_;
  Conflicts conflicts_;
  std::uint32_t rank_ = 0;
  std::vector<ResultMessage> messages_;
};

}  // namespace

RandomJob MakeRandomJob(const std::string& job, unsigned seed, Conflicts conflicts) {
  return {job, Maker(job, seed, conflicts).Make()};
}

}  // namespace pricecrew
