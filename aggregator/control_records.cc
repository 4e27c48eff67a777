#include "aggregator/control_records.h"

#include "common/domain/topology.h"
#include "common/pipeline/submit.h"

namespace pricecrew {

Message JobRecord(ControlRecord::What what, const std::string& job, std::uint32_t generation,
                  std::int64_t now_ms) {
  ControlRecord record;
  record.what = what;
  record.job = job;
  record.generation = generation;
  record.expires_ms = now_ms + kControlRecordMs;
  return {std::string(kControlExchange), {}, Encode(record), {{"job", job}}};
}

std::int64_t Milliseconds(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

}  // namespace pricecrew
