#include "common/app/logging.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <utility>

#include "common/app/settings.h"

namespace pricecrew {
namespace {

/// The message as a JSON string.
class JsonMessage : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm& /*time*/,
              spdlog::memory_buf_t& out) override {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.String(message.payload.data(), static_cast<rapidjson::SizeType>(message.payload.size()));
    out.append(buffer.GetString(), buffer.GetString() + buffer.GetSize());
  }
  [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<JsonMessage>();
  }
};

std::unique_ptr<spdlog::pattern_formatter> JsonLines(const std::string& program) {
  auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  formatter->add_flag<JsonMessage>('*').set_pattern(
      R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","program":")" + program +
      R"(","pid":%P,"message":%*})");
  return formatter;
}

}  // namespace

void AddLogSettings(CLI::App& app, LogSettings& settings) {
  AddSetting(app, "--log-format", settings.format, "human text or JSON lines")
      ->check(CLI::IsMember({"human", "json"}));
  AddSetting(app, "--log-level", settings.level, "least level that is logged")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}));
}

void StartLogging(const LogSettings& settings, const std::string& program) {
  auto logger = std::make_shared<spdlog::logger>(program, std::make_shared<spdlog::sinks::stderr_sink_mt>());
  if (settings.format == "json") {
    logger->set_formatter(JsonLines(program));
  } else {
    logger->set_pattern("%H:%M:%S.%e " + program + " %l: %v");
  }
  logger->set_level(spdlog::level::from_str(settings.level));
  logger->flush_on(spdlog::level::trace);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace pricecrew
