#pragma once

#include <optional>

#include "common/domain/settlement.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// `message`, as it goes to the dead queue: with the header "reason".
Message DeadLetterOf(const Message& message, const Error& why);

/// The settlement of the task that a message of the dead queue was about, as failed ("poison"): by its
/// headers job, task and stage, or by its body where that is a task. Absent where neither says.
std::optional<Settlement> PoisonSettlement(const Message& message);

}  // namespace pricecrew
