#pragma once

#include <asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/app/stage_process.h"
#include "common/io/byte_budget.h"

namespace pricecrew {

// The parts that touch the world, made from a program's settings.

/// A connection to RabbitMQ, not connected yet; `on_trouble` is told of connections that fail, and may be
/// empty. kStop where the URL cannot be used.
Result<std::unique_ptr<Broker>> MakeRabbitBroker(asio::io_context& io, const BrokerSettings& settings,
                                                 const std::string& program,
                                                 std::function<void(std::string_view)> on_trouble);

/// Logs each trouble; the same one again only for those who want to know all.
std::function<void(std::string_view)> LogTrouble();

/// The process's budget for what its pages take: one for all its clients.
std::shared_ptr<ByteBudget> MakeMemory(const MemorySettings& settings);

/// `memory` may be none, for no limit.
std::unique_ptr<HttpClient> MakeHttpClient(asio::io_context& io, const FetchSettings& settings,
                                           std::shared_ptr<ByteBudget> memory);

/// Reads pages in a child of this program, whose main serves read-alone (see ServeIsolatedReads).
std::unique_ptr<IsolatedReader> MakeIsolatedReader(asio::io_context& io);

/// ServeHealth, by a HealthServer.
Result<std::shared_ptr<void>> ServeHealthOverHttp(const ListenAddress& address,
                                                  std::function<std::optional<std::string>()> problem,
                                                  std::function<std::string()> metrics);

/// What a stage over RabbitMQ is made of. Refuses settings that cannot be used as RunStageProcess does.
Result<StageParts> MakeStageParts(const StageSettings& settings, const std::string& program,
                                  std::shared_ptr<ByteBudget> memory);

}  // namespace pricecrew
