#pragma once

#include <memory>
#include <string>

namespace pricecrew {

/// A RabbitMQ of one test's own, in a container, for what would disturb other tests. It ends with this.
class OwnBroker {
 public:
  /// Null where no Docker engine has the image (TEST_BROKER_IMAGE, else rabbitmq:4-management).
  static std::unique_ptr<OwnBroker> Start();
  ~OwnBroker();
  OwnBroker(const OwnBroker&) = delete;
  OwnBroker& operator=(const OwnBroker&) = delete;

  [[nodiscard]] const std::string& url() const { return url_; }
  /// Runs rabbitmqctl there; false where it fails.
  [[nodiscard]] bool Control(const std::string& arguments) const;
  /// Kills it and starts it again with what it has on its disk; waits until it answers.
  [[nodiscard]] bool KillAndStart() const;

 private:
  OwnBroker(std::string container, std::string url)
      : container_(std::move(container)), url_(std::move(url)) {}
  [[nodiscard]] bool Answers() const;

  std::string container_;
  std::string url_;
};

}  // namespace pricecrew
