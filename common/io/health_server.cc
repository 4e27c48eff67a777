#include "common/io/health_server.h"

#include <fmt/core.h>
#include <httplib.h>

#include <chrono>
#include <thread>
#include <utility>

namespace pricecrew {
namespace {

constexpr std::size_t kThreads = 2;
constexpr std::size_t kMaxRequestBytes = 4096;
constexpr int kServiceUnavailable = 503;
constexpr int kSecondsToRead = 5;

}  // namespace

struct HealthServer::Parts {
  httplib::Server server;
  std::jthread thread;
};

HealthServer::HealthServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

HealthServer::~HealthServer() { parts_->server.stop(); }

Result<std::unique_ptr<HealthServer>> HealthServer::Start(const std::string& host, int port,
                                                          Sources sources) {
  auto parts = std::make_unique<Parts>();
  httplib::Server& server = parts->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };  // NOLINT: httplib deletes it
  server.set_payload_max_length(kMaxRequestBytes);
  server.set_read_timeout(kSecondsToRead);
  server.Get("/healthz", [](const httplib::Request&, httplib::Response& answer) {
    answer.set_content("ok\n", "text/plain");
  });
  server.Get("/readyz",
             [problem = std::move(sources.problem)](const httplib::Request&, httplib::Response& answer) {
               const std::optional<std::string> reason = problem();
               if (reason) answer.status = kServiceUnavailable;
               answer.set_content(reason.value_or("ready") + "\n", "text/plain");
             });
  server.Get("/metrics",
             [metrics = std::move(sources.metrics)](const httplib::Request&, httplib::Response& answer) {
               answer.set_content(metrics(), "text/plain; version=0.0.4");
             });
  const bool bound = port > 0 ? server.bind_to_port(host, port) : server.bind_to_any_port(host) > 0;
  if (!bound) return Error{ErrorKind::kStop, fmt::format("cannot listen on {}:{}", host, port), "listen"};
  parts->thread = std::jthread([&server] { server.listen_after_bind(); });
  while (!server.is_running())
    std::this_thread::sleep_for(std::chrono::milliseconds(1));  // stop() needs it to run
  return std::unique_ptr<HealthServer>(
      new HealthServer(std::move(parts)));  // NOLINT: the constructor is private
}

}  // namespace pricecrew
