#include "tests/integration/io/own_broker.h"

#include <fmt/format.h>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "common/io/rabbit_connection.h"

namespace pricecrew {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr seconds kPatience{120};

bool Run(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str()) == 0;  // NOLINT(cert-env33-c): made here
}

int FreePort() {
  asio::io_context loop;
  const asio::ip::tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  return acceptor.local_endpoint().port();
}

std::string Image() {
  const char* image = std::getenv("TEST_BROKER_IMAGE");
  return image == nullptr ? "rabbitmq:4-management" : image;
}

}  // namespace

std::unique_ptr<OwnBroker> OwnBroker::Start() {
  if (!Run("docker image inspect " + Image())) return nullptr;
  const std::string container = fmt::format("pricecrew-test-own-{:08x}", std::random_device()());
  const int port = FreePort();  // a fixed one stays the same when the container starts again
  const bool started =
      Run(fmt::format("docker run -d --rm --name {} -p 127.0.0.1:{}:5672 -e RABBITMQ_DEFAULT_USER=pricecrew "
                      "-e RABBITMQ_DEFAULT_PASS=pricecrew {}",
                      container, port, Image()));
  std::unique_ptr<OwnBroker> broker(  // NOLINTNEXTLINE: the constructor is private
      new OwnBroker(container, fmt::format("amqp://pricecrew:pricecrew@127.0.0.1:{}/%2f", port)));
  return started && broker->Answers() ? std::move(broker) : nullptr;
}

OwnBroker::~OwnBroker() { Run("docker rm -f -v " + container_); }

bool OwnBroker::Control(const std::string& arguments) const {
  return Run(fmt::format("docker exec {} rabbitmqctl -q {}", container_, arguments));
}

bool OwnBroker::KillAndStart() const { return Run("docker restart -t 0 " + container_) && Answers(); }

bool OwnBroker::Answers() const {
  const auto until = steady_clock::now() + kPatience;
  RabbitConnectionOptions options;
  options.address = *ParseRabbitUrl(url_);
  while (steady_clock::now() < until) {
    SocketAbort abort;
    if (auto opened = RabbitConnection::Open(options, abort)) {
      (*opened)->Close();
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  return false;
}

}  // namespace pricecrew
