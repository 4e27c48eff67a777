#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tests/faults/shop/pages.h"
#include "tests/faults/shop/plan.h"
#include "tests/shop/answers.h"

namespace pricecrew::shop {

/// Answers as planned: counts the tries of each page, so that what heals does. Serves, beside the shop,
/// /hostile/hosts and /hostile/truth?category=N&pages=M (of the host asked), which are not logged.
class HostileAnswers : public Answerer {
 public:
  /// `plan` outlives this.
  explicit HostileAnswers(const Plan& plan) : plan_(plan), pages_(plan) {}

  std::shared_ptr<const WireAnswer> For(const Request& request) override;
  [[nodiscard]] bool IsPrivate(const Request& request) const override;

 private:
  /// One page that was asked for.
  struct Asked {
    Host host;
    std::string port;  ///< with its colon, as the client said it
    std::string target;
    std::string_view path;
    std::string_view query;
  };

  std::shared_ptr<const WireAnswer> Visit(const Asked& asked);
  std::shared_ptr<const WireAnswer> RobotsOf(const Asked& asked);
  std::shared_ptr<const WireAnswer> ListingOf(const Asked& asked);
  std::shared_ptr<const WireAnswer> ProductOf(const Asked& asked);
  std::shared_ptr<const WireAnswer> Moved(const Asked& asked);
  /// The page, spoilt. `tries` is how many times what heals is spoilt.
  std::shared_ptr<const WireAnswer> Spoil(const Asked& asked, Trouble trouble, std::size_t tries,
                                          std::string page);
  std::shared_ptr<const WireAnswer> Private(const Asked& asked) const;
  /// How often the page was asked for before, this time not counted.
  std::size_t CountTry(const Asked& asked);

  const Plan& plan_;
  Pages pages_;
  std::unordered_map<std::string, std::size_t> tries_;
  std::shared_ptr<const WireAnswer> huge_;
  std::shared_ptr<const WireAnswer> bomb_;
};

}  // namespace pricecrew::shop
