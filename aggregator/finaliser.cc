#include "aggregator/finaliser.h"

#include <spdlog/spdlog.h>

#include <asio/co_spawn.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>
#include <vector>

#include "aggregator/control_records.h"
#include "aggregator/output/job_files.h"

namespace pricecrew {
namespace {

constexpr const char* kPart = "output";

asio::awaitable<Result<void>> WriteThere(std::string store_path, std::string job, std::string output_dir) {
  co_return WriteJobFiles(store_path, job, output_dir);
}

}  // namespace

Finaliser::Finaliser(asio::any_io_executor executor, Broker& broker, Store& store, const Clock& clock,
                     Health& health, Options options)
    : broker_(broker),
      store_(store),
      clock_(clock),
      health_(health),
      options_(std::move(options)),
      changed_(executor) {}

void Finaliser::Wake() {
  asked_ = true;
  changed_.WakeAll();
}

void Finaliser::Stop() {
  stopping_ = true;
  changed_.WakeAll();
}

asio::awaitable<void> Finaliser::Run() {
  while (!stopping_) {
    if (!std::exchange(asked_, false)) {
      co_await changed_.Wait();
      continue;
    }
    Result<void> ended = co_await EndAll();
    if (ended) {
      health_.Clear(kPart);
      continue;
    }
    spdlog::error("a job cannot be ended yet: {}", ended.error().text);
    health_.Report(kPart, ended.error().text);
    asked_ = true;
    if (!stopping_) co_await changed_.WaitFor(options_.retry_wait);
  }
}

asio::awaitable<Result<void>> Finaliser::EndAll() {
  const Result<std::vector<std::string>> jobs = store_.ClosedJobs();
  if (!jobs) co_return jobs.error();
  Result<void> all;
  for (const std::string& job : *jobs) {
    if (stopping_) break;
    if (unbalanced_.contains(job)) continue;
    Result<void> ended = co_await End(job);
    if (!ended) all = ended;
  }
  co_return all;
}

asio::awaitable<Result<void>> Finaliser::End(std::string job) {
  const Result<void> closed = store_.CloseBooks(job);
  if (!closed && closed.error().code == "ledger") {
    spdlog::critical("{}; the job stays open", closed.error().text);
    unbalanced_.insert(job);
    co_return Result<void>();
  }
  if (!closed) co_return closed;
  Result<void> written = co_await WriteFiles(job);
  if (!written) co_return written;
  Result<void> announced = co_await Announce(job);
  if (!announced && announced.error().kind == ErrorKind::kCancelled) co_return announced;
  if (!announced) spdlog::warn("the end of {} could not be told: {}", job, announced.error().text);
  co_return store_.End(job);
}

asio::awaitable<Result<void>> Finaliser::WriteFiles(std::string job) {
  if (options_.output_dir.empty()) co_return Result<void>();
  auto work = WriteThere(options_.store_path, std::move(job), options_.output_dir);
  Result<void> written = co_await asio::co_spawn(files_, std::move(work), asio::use_awaitable);
  co_return written;
}

asio::awaitable<Result<void>> Finaliser::Announce(std::string job) {
  const Result<std::uint32_t> generation = store_.Generation(job);
  if (!generation) co_return generation.error();
  std::vector<Message> messages{
      JobRecord(ControlRecord::What::kJobEnded, job, *generation, Milliseconds(clock_.Wall()))};
  Result<void> published = co_await broker_.Publish(std::move(messages));
  co_return published;
}

}  // namespace pricecrew
