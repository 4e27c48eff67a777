#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/domain/settlement.h"
#include "common/ports/broker.h"

namespace pricecrew {

using MessageHeaders = std::vector<std::pair<std::string, std::string>>;

/// The header of that name; empty where there is none.
std::string HeaderOf(const MessageHeaders& headers, std::string_view name);

/// `message`, as it goes to the dead queue: with the header "reason".
Message DeadLetterOf(const Message& message, const Error& why);

/// Why a message came to the dead queue, for a person: the header "reason", or what the broker says where it
/// was the one who put it there.
std::string DeadReason(const MessageHeaders& headers);

/// The settlement of the task that a message of the dead queue was about, as failed ("poison"): by its
/// headers job, task and stage, or by its body where that is a task. Absent where neither says. Its
/// generation is the task's, or kAnyGeneration where only the headers can be read.
std::optional<Settlement> PoisonSettlement(const Message& message);

/// The body of a dead message up to what a task or a job keeps secret, and at most `most` bytes of it.
std::string PrintableBody(const std::string& body, std::size_t most);

}  // namespace pricecrew
