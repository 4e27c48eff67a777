#include "common/wiring/real_parts.h"

#include <spdlog/spdlog.h>

#include <cstdlib>
#include <string_view>
#include <utility>

#include "common/domain/topology.h"
#include "common/io/child_reader.h"
#include "common/io/curl_http_client.h"
#include "common/io/health_server.h"
#include "common/io/rabbit_broker.h"
#include "common/io/system_clock.h"

namespace pricecrew {

Result<std::unique_ptr<Broker>> MakeRabbitBroker(asio::io_context& io, const BrokerSettings& settings,
                                                 const std::string& program,
                                                 std::function<void(std::string_view)> on_trouble) {
  RabbitBrokerOptions options;
  options.url = settings.url;
  options.topology = MakeTopology(settings.shards);
  options.ca_file = settings.ca_file;
  options.connect_timeout = settings.timeout;
  options.connection_name = program;
  options.on_trouble = std::move(on_trouble);
  Result<std::unique_ptr<RabbitBroker>> broker = RabbitBroker::Make(io.get_executor(), std::move(options));
  if (!broker) return broker.error();
  return std::unique_ptr<Broker>(std::move(*broker));
}

std::function<void(std::string_view)> LogTrouble() {
  return [last = std::string()](std::string_view what) mutable {
    spdlog::log(what == last ? spdlog::level::debug : spdlog::level::warn, "{}", what);
    last = what;
  };
}

std::shared_ptr<ByteBudget> MakeMemory(const MemorySettings& settings) {
  return std::make_shared<ByteBudget>(std::size_t{settings.budget_mib} << 20);
}

std::unique_ptr<HttpClient> MakeHttpClient(asio::io_context& io, const FetchSettings& settings,
                                           std::shared_ptr<ByteBudget> memory) {
  CurlHttpClientOptions options;
  options.allow_private = settings.allow_private;
  options.ca_file = settings.ca_file;
  options.memory = std::move(memory);
  return std::make_unique<CurlHttpClient>(io, std::move(options));
}

std::unique_ptr<IsolatedReader> MakeIsolatedReader(asio::io_context& io) {
  return std::make_unique<ChildReader>(io.get_executor());
}

Result<std::shared_ptr<void>> ServeHealthOverHttp(const ListenAddress& address,
                                                  std::function<std::optional<std::string>()> problem,
                                                  std::function<std::string()> metrics) {
  Result<std::unique_ptr<HealthServer>> server =
      HealthServer::Start(address.host, address.port, {std::move(problem), std::move(metrics)});
  if (!server) return server.error();
  return std::shared_ptr<void>(std::shared_ptr<HealthServer>(std::move(*server)));
}

Result<StageParts> MakeStageParts(const StageSettings& settings, const std::string& program,
                                  std::shared_ptr<ByteBudget> memory) {
  static const SystemClock clock;
  asio::io_context trial;  // a URL that cannot be used is found before any loop starts
  Result<std::unique_ptr<Broker>> usable = MakeRabbitBroker(trial, settings.broker, program, {});
  if (!usable) return usable.error();
  StageParts parts;
  parts.broker = [settings = settings.broker, program](asio::io_context& io) {
    return MakeRabbitBroker(io, settings, program, LogTrouble());
  };
  parts.http = [settings = settings.fetch, memory = std::move(memory)](asio::io_context& io) {
    return MakeHttpClient(io, settings, memory);
  };
  parts.isolated = MakeIsolatedReader;
  parts.clock = &clock;
  return parts;
}

}  // namespace pricecrew
