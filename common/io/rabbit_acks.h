#pragma once

#include <cstdint>
#include <set>
#include <vector>

namespace pricecrew {

/// Which deliveries of one channel are settled, and the fewest acknowledgements that say so: one "all up to here" for
/// the run without gaps from the first tag on, one each for those beyond a gap. A tag settled twice counts once,
/// since RabbitMQ closes the channel of whoever names a tag that is not outstanding.
class RabbitAcks {
 public:
  struct Ack {
    std::uint64_t tag;
    bool all_up_to_this;
    friend bool operator==(const Ack&, const Ack&) = default;
  };

  void Settle(std::uint64_t tag);
  void SettleAllUpTo(std::uint64_t tag);

  /// What has to be sent since the last call; each names a tag that was not sent before.
  std::vector<Ack> Take();

 private:
  [[nodiscard]] bool Settled(std::uint64_t tag) const;

  std::uint64_t run_ = 0;                ///< every tag up to this one is settled
  std::set<std::uint64_t> beyond_;       ///< settled above a gap
  std::vector<std::uint64_t> unsent_;
};

}  // namespace pricecrew
