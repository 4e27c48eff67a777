#include "aggregator/ledger.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "aggregator/schema.h"

namespace pricecrew {
namespace {

const std::string& JobOf(const ResultMessage& message) {
  return std::visit([](const auto& one) -> const std::string& { return one.job; }, message);
}

void Tally(JobRow& job, int outcome, const std::string& reason, std::int64_t change) {
  job.tally_changes[{outcome, reason}] += change;
}

void Tally(JobRow& job, const Settlement& settlement) {
  Tally(job, schema::NumberOf(settlement.outcome), settlement.reason, 1);
}

/// A failure from before the task was asked for again.
bool IsOutdated(const TaskRow& known, const Settlement& settlement) {
  return known.retried && settlement.generation != kAnyGeneration && settlement.generation < *known.retried &&
         !schema::IsSuccess(schema::NumberOf(settlement.outcome));
}

/// What a listing announces, and nothing else of it.
std::string ToHold(const Settlement& listing) {
  Settlement held;
  held.job = listing.job;
  held.stage = listing.stage;
  held.id = listing.id;
  held.generation = listing.generation;
  held.outcome = Outcome::kListing;
  held.children = listing.children;
  held.parts = listing.parts;
  return Encode(held);
}

}  // namespace

void Ledger::Apply(const ResultMessage& message) {
  const std::string& id = JobOf(message);
  auto known = jobs_.find(id);
  if (known == jobs_.end()) known = jobs_.emplace(id, tables_.LoadJob(id)).first;
  JobRow& job = known->second;
  if (job.closed) return;
  std::visit([&](const auto& one) { Take(job, one); }, message);
  ReleaseHeld(job);
  if (!job.IsBalanced()) return;
  job.closed = true;
  job.closed_at_ms = now_ms_;
}

std::vector<std::string> Ledger::Finish() {
  std::vector<std::string> closed;
  for (const auto& [id, job] : jobs_) {
    const bool was_closed_before = job.closed && !job.closed_at_ms;
    if (was_closed_before) continue;
    tables_.SaveJob(job, now_ms_);
    if (job.closed) closed.push_back(id);
  }
  return closed;
}

void Ledger::Take(JobRow& job, const JobOpened& opened) {
  if (!tables_.SaveOpened(job, opened)) return;
  job.opened = true;
  for (const TaskId& part : opened.parts) WantPart(job, part);
}

// What has not come by then never may: its announcer died, or the broker lost it.
void Ledger::Take(JobRow& job, const JobCancelled& cancelled) {
  tables_.SaveCancelled(job, cancelled.at_ms);
  if (job.missing_parts == 0) return;
  tables_.ForgetMissingParts(job);
  job.missing_parts = 0;
}

void Ledger::Take(JobRow& job, const Announcement& announcement) {
  const std::optional<PartRow> part = tables_.AddPart(job, announcement.part, {.received = true});
  if (!part) {
    tables_.Hold(job, announcement.part, Encode(announcement));
  } else if (!part->received) {
    tables_.UpdatePart(job, announcement.part, {.wanted = true, .received = true});
    --job.missing_parts;
    for (const Task& task : announcement.tasks) Announce(job, task);
  }
}

void Ledger::WantPart(JobRow& job, const TaskId& id) {
  const std::optional<PartRow> part = tables_.AddPart(job, id, {.wanted = true});
  if (!part) {
    ++job.missing_parts;
  } else if (!part->wanted) {
    tables_.UpdatePart(job, id, {.wanted = true, .received = true});
    to_release_.push_back(id);
  }
}

void Ledger::Announce(JobRow& job, const Task& task) {
  job.generation = std::max<std::int64_t>(job.generation, task.generation);
  if (const std::optional<std::int64_t> row = tables_.AddId(job, task.id)) {
    tables_.InsertAnnounced(job, *row, task);
    ++job.announced;
  } else {
    AnnounceKnown(job, tables_.FindTask(job, task.id), task);
  }
}

void Ledger::AnnounceKnown(JobRow& job, const TaskRow& known, const Task& task) {
  if (known.position && *known.position <= SortKey(task.position)) return;
  tables_.UpdateAnnounced(job, known, task);
  if (known.position) return;
  ++job.announced;
  --job.strays;
  ++job.settled;
  Tally(job, *known.outcome, known.reason, 1);
  if (*known.outcome == schema::kListing) to_release_.push_back(task.id);
}

void Ledger::Take(JobRow& job, const Settlement& settlement) {
  job.generation = std::max<std::int64_t>(job.generation, settlement.generation);
  if (const std::optional<std::int64_t> row = tables_.AddId(job, settlement.id))
    SettleUnannounced(job, *row, settlement);
  else
    SettleKnown(job, tables_.FindTask(job, settlement.id), settlement);
}

void Ledger::SettleUnannounced(JobRow& job, std::int64_t row, const Settlement& settlement) {
  tables_.InsertSettled(row, settlement);
  ++job.strays;
  if (settlement.outcome == Outcome::kListing) tables_.Hold(job, settlement.id, ToHold(settlement));
}

void Ledger::SettleKnown(JobRow& job, const TaskRow& known, const Settlement& settlement) {
  if (known.outcome && !Replaces(settlement.outcome, schema::OutcomeOf(*known.outcome))) return;
  if (IsOutdated(known, settlement)) return;
  tables_.UpdateSettled(known.row, settlement);
  const bool listing = settlement.outcome == Outcome::kListing;
  if (!known.position) {
    if (listing) tables_.Hold(job, settlement.id, ToHold(settlement));
    return;
  }
  if (known.outcome)
    Tally(job, *known.outcome, known.reason, -1);
  else
    ++job.settled;
  Tally(job, settlement);
  job.links_seen += settlement.links_seen;
  if (listing) TakeListing(job, settlement);
}

void Ledger::TakeListing(JobRow& job, const Settlement& listing) {
  for (const Task& child : listing.children) Announce(job, child);
  for (const TaskId& part : listing.parts) WantPart(job, part);
}

// Not by recursion: a chain of pages that arrives back to front is as deep as it is long.
void Ledger::ReleaseHeld(JobRow& job) {
  while (!to_release_.empty()) {
    const std::optional<std::string> message = tables_.TakeHeld(job, to_release_.back());
    to_release_.pop_back();
    if (!message) continue;
    const Result<ResultMessage> held = DecodeResult(*message);
    if (!held) throw std::runtime_error("a held message that was once read: " + held.error().text);
    if (const auto* listing = std::get_if<Settlement>(&*held)) TakeListing(job, *listing);
    if (const auto* part = std::get_if<Announcement>(&*held))
      for (const Task& task : part->tasks) Announce(job, task);
  }
}

}  // namespace pricecrew
