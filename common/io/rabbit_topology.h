#pragma once

#include "common/domain/result.h"
#include "common/domain/topology.h"

namespace pricecrew {

class RabbitConnection;

/// Declares everything, durable, one answer after the other, over a channel of its own that is closed again.
/// kStop where the broker has a queue or an exchange of that name with other properties, or forbids it: the
/// text names it, what was asked for and what the broker says; of another layout of shards, the settings. The
/// connection is of no further use after an error.
Result<void> DeclareTopology(RabbitConnection& connection, const Topology& topology);

}  // namespace pricecrew
