#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace pricecrew {

struct LogSettings {
  std::string format = "human";  ///< "human" or "json" (one object a line)
  std::string level = "info";    ///< "debug", "info", "warning", "error" or "off"
};

void AddLogSettings(CLI::App& app, LogSettings& settings);

/// Sets up the process's log, on stderr. `program` stands in every line.
void StartLogging(const LogSettings& settings, const std::string& program);

}  // namespace pricecrew
