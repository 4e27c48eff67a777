#pragma once

#include <string>

#include "common/domain/topology.h"

namespace pricecrew {

/// PRICECREW_TEST_BROKER, or an empty text with a failure of the test where it is unset.
std::string TestBrokerUrl();

/// The same broker through another port of the loopback.
std::string WithPort(const std::string& url, int port);

/// Exchanges "tasks" (direct) and "control" (fanout); queues "one" and "two" (single active consumer, keys of the same
/// name), "shared" (several consumers) and "control" (a stream); all with a prefix that no other run has.
struct TestTopology {
  TestTopology();
  std::string prefix;
  Topology topology;
  [[nodiscard]] std::string Name(const std::string& name) const { return prefix + name; }
};

/// Deletes the queues and exchanges, as far as they are there.
void DeleteTopology(const std::string& url, const Topology& topology);

}  // namespace pricecrew
