#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "common/domain/codec.h"
#include "common/ports/broker.h"

namespace pricecrew {

/// A record about a job's tasks of `generation` and older, for every process that fetches; it lasts as long
/// as the control stream keeps it.
Message JobRecord(ControlRecord::What what, const std::string& job, std::uint32_t generation,
                  std::int64_t now_ms);

/// Unix time.
std::int64_t Milliseconds(std::chrono::system_clock::time_point time);

}  // namespace pricecrew
