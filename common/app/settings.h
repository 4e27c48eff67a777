#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// The environment name of a flag: "--foo-bar" is PRICECREW_FOO_BAR.
std::string EnvironmentName(std::string_view flag);

/// Adds the setting `flag` to a command: as a flag, and from the environment where the flag is not given.
/// `value` holds the default and receives the setting.
template <typename T>
CLI::Option* AddSetting(CLI::App& app, const std::string& flag, T& value, const std::string& help) {
  return app.add_option(flag, value, help)->envname(EnvironmentName(flag))->capture_default_str();
}

/// Parses the command line and the environment. Absent where the program is to go on; else its exit code: 0
/// after
/// --help or --version were printed, 2 after one line on stderr that names what is wrong. An environment
/// variable that begins with PRICECREW_ and is a setting of none of the project's programs is an error too.
std::optional<int> ParseSettings(CLI::App& app, int argc, const char* const* argv);

/// The settings of all programs; a test holds it against what they really take.
const std::vector<std::string>& KnownSettings();

}  // namespace pricecrew
