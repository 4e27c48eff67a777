#include "tests/shop/run_shop.h"

#include <fmt/format.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "tests/shop/access_log.h"

namespace pricecrew::shop {
namespace {

constexpr std::chrono::milliseconds kFlushEvery{500};

// Renamed into place, so that whoever waits for the file never reads half of it.
void WritePortFile(const std::string& path, std::uint16_t port) {
  const std::string unfinished = path + ".new";
  std::ofstream file(unfinished);
  file << port << '\n';
  file.close();
  if (!file || std::rename(unfinished.c_str(), path.c_str()) != 0) {
    throw std::runtime_error("--port-file: cannot write " + path);
  }
}

asio::awaitable<void> FlushNowAndThen(AccessLog& log) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (true) {
    timer.expires_after(kFlushEvery);
    co_await timer.async_wait(asio::use_awaitable);
    log.Flush();
  }
}

void Announce(const ShopRun& run, std::uint16_t port) {
  const std::string& bind = run.server.bind;
  const std::string host = bind.find(':') == std::string::npos ? bind : "[" + bind + "]";
  fmt::print("listening on http://{}:{}\n", host, port);
  std::fflush(stdout);
  if (!run.port_file.empty()) WritePortFile(run.port_file, port);
}

std::uint16_t Listen(Server& server, asio::io_context& io, const ServerOptions& options) {
  try {
    return server.Listen(io);
  } catch (const asio::system_error& error) {
    throw std::runtime_error(fmt::format("cannot listen on --bind {} --port {}: {}", options.bind,
                                         options.port, error.code().message()));
  }
}

}  // namespace

void RunShop(Answerer& answers, const ShopRun& run) {
  std::unique_ptr<AccessLog> access_log;
  if (!run.access_log.empty()) access_log = std::make_unique<AccessLog>(run.access_log);
  RequestLog log;
  if (access_log) log = [&](const AccessRecord& record) { access_log->Add(record); };

  Server server(answers, run.server, log);
  asio::io_context io(1);
  const std::uint16_t port = Listen(server, io, run.server);
  asio::signal_set signals(io, SIGTERM, SIGINT);
  signals.async_wait([&](const asio::error_code&, int) { io.stop(); });
  if (access_log) asio::co_spawn(io, FlushNowAndThen(*access_log), asio::detached);
  Announce(run, port);
  io.run();
}

}  // namespace pricecrew::shop
