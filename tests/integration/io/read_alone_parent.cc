// Reads a page that hangs in a child, says the child's number, and waits to be killed.
// usage: read_alone_parent PROGRAM

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <iostream>

#include "common/io/child_reader.h"
#include "common/pipeline/isolated_page.h"

namespace pricecrew {
namespace {

asio::awaitable<void> Read(ChildReader& reader) {
  const Task task = *MakePageTask("job-1", Stage::kProduct, "https://shop.test/p");
  const FetchedPage page{*ParseUrl("https://shop.test/p"), HttpResponse{200, {}, "pricecrew-test-hang"}};
  std::string request = EncodeIsolated(task, page);
  const Result<std::string> ignored = co_await reader.Read(std::move(request));
}

}  // namespace
}  // namespace pricecrew

int main(int /*argc*/, char** argv) {
  asio::io_context io(1);
  pricecrew::ChildReaderOptions options;
  options.program = argv[1];
  pricecrew::ChildReader reader(io.get_executor(), options);
  asio::co_spawn(io, pricecrew::Read(reader), asio::detached);
  asio::steady_timer soon(io, std::chrono::milliseconds(500));  // the child is at it by then
  soon.async_wait([&](const asio::error_code&) { std::cout << reader.child().value_or(0) << std::endl; });
  io.run();
}
