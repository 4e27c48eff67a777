#include "tests/integration/io/fake_names.h"

#include <dlfcn.h>
#include <netdb.h>

#include <string_view>
#include <thread>

namespace {

using GetAddrInfo = int (*)(const char*, const char*, const addrinfo*, addrinfo**);

const char* AddressOf(std::string_view name) {
  if (name == "rebind.test" || name == "granted.test" || name == "a.granted.test") return "127.0.0.1";
  if (name == "rebind6.test") return "::ffff:127.0.0.1";
  if (name == "metadata.test") return "169.254.169.254";
  return nullptr;
}

}  // namespace

extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
  static const auto real = reinterpret_cast<GetAddrInfo>(dlsym(RTLD_NEXT, "getaddrinfo"));
  const std::string_view name = node == nullptr ? "" : node;
  if (!name.ends_with(".test")) return real(node, service, hints, result);
  if (name == "slow.test") std::this_thread::sleep_for(pricecrew::testing::kSlowLookup);
  const char* address = AddressOf(name);
  return address == nullptr ? EAI_NONAME : real(address, service, hints, result);
}
