#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <optional>
#include <string>

namespace pricecrew::shop {

/// One request, from the moment its head was read until its answer was with the kernel or its connection had
/// ended.
struct AccessRecord {
  std::string host;
  std::string path;              ///< with the query
  std::uint64_t connection = 0;  ///< counts the connections from 1
  std::chrono::system_clock::time_point start;
  std::chrono::system_clock::time_point end;
  int status = 0;         ///< kClientClosed where the connection ended before the answer was sent
  std::size_t bytes = 0;  ///< of head and body that the kernel took
  std::string user_agent;
  std::optional<std::chrono::system_clock::time_point>
      hold_until;  ///< what the answer's Retry-After asked for
};

/// The status of a request whose client went away; the number is the one that nginx made customary.
inline constexpr int kClientClosed = 499;

/// Takes what was served; called on the event loop.
using RequestLog = std::function<void(const AccessRecord&)>;

/// {"host","path","connection","start","end","status","bytes","user_agent"} on one line, without its line
/// end; with "hold_until" where the answer asked for a pause. Times are microseconds since 1970 in UTC. Bytes
/// that are not ASCII become '?', so that the line is always valid JSON.
std::string AccessLine(const AccessRecord& record);

/// A file of such lines, appended to in large pieces. Flush sends on what is held back; so does the end of
/// its life.
class AccessLog {
 public:
  /// Throws std::runtime_error, naming the file, where it cannot be written. An existing file is emptied.
  explicit AccessLog(const std::string& path);
  AccessLog(const AccessLog&) = delete;
  AccessLog(AccessLog&&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;
  AccessLog& operator=(AccessLog&&) = delete;
  ~AccessLog() { Flush(); }

  void Add(const AccessRecord& record);
  void Flush();

 private:
  std::ofstream file_;
  std::string held_;
};

}  // namespace pricecrew::shop
