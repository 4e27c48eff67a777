#pragma once

#include <string>

#include "tests/shop/answers.h"
#include "tests/shop/server.h"

namespace pricecrew::shop {

struct ShopRun {
  ServerOptions server;
  std::string access_log;  ///< file; empty for none
  std::string port_file;   ///< the port is written there once ready; empty for none
};

/// Says on standard output where it listens, and serves until SIGTERM or SIGINT. Throws std::runtime_error
/// where it cannot listen or write its files.
void RunShop(Answerer& answers, const ShopRun& run);

}  // namespace pricecrew::shop
