#include "tests/support/rabbit_for_test.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "common/io/rabbit_connection.h"

namespace pricecrew {

std::string TestBrokerUrl() {
  const char* url = std::getenv("PRICECREW_TEST_BROKER");
  EXPECT_NE(url, nullptr) << "PRICECREW_TEST_BROKER has to hold the URL of a RabbitMQ, 4.0 or newer";
  return url == nullptr ? "" : url;
}

std::string WithPort(const std::string& url, int port) {
  const RabbitAddress address = *ParseRabbitUrl(url);
  const std::string vhost = address.vhost == "/" ? "%2f" : address.vhost;
  return fmt::format("amqp://{}:{}@127.0.0.1:{}/{}", address.user, address.password, port, vhost);
}

TestTopology::TestTopology() : prefix(fmt::format("test.{:08x}.", std::random_device()())) {
  topology.exchanges = {{Name("tasks"), ExchangeKind::kDirect}, {Name("control"), ExchangeKind::kFanout}};
  const QueueArgument quorum{"x-queue-type", std::string("quorum")};
  const QueueArgument single{"x-single-active-consumer", true};
  topology.queues = {{Name("one"), {quorum, single}},
                     {Name("two"), {quorum, single}},
                     {Name("shared"), {quorum}},
                     {Name("control"), {{"x-queue-type", std::string("stream")}}}};
  for (const char* key : {"one", "two", "shared"})
    topology.bindings.push_back({Name("tasks"), Name(key), Name(key)});
  topology.bindings.push_back({Name("control"), Name("control"), ""});
}

void DeleteTopology(const std::string& url, const Topology& topology) {
  SocketAbort abort;
  RabbitConnectionOptions options;
  options.address = *ParseRabbitUrl(url);
  auto opened = RabbitConnection::Open(options, abort);
  if (!opened || !(*opened)->OpenChannel(1)) return;
  for (const QueueSpec& queue : topology.queues)
    amqp_queue_delete((*opened)->raw(), 1, Bytes(queue.name), 0, 0);
  for (const ExchangeSpec& exchange : topology.exchanges)
    amqp_exchange_delete((*opened)->raw(), 1, Bytes(exchange.name), 0);
  (*opened)->Close();
}

}  // namespace pricecrew
