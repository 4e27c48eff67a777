#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>

#include "common/app/connection_settings.h"
#include "common/domain/result.h"
#include "standalone/page_tools.h"
#include "standalone/price_tool.h"
#include "standalone/robots_tool.h"
#include "standalone/select_tool.h"

namespace pricecrew {

/// What the tools reach the world with.
struct ToolWorld {
  /// A file, inflated where it is gzip; "-" is standard input.
  std::function<Result<std::string>(const std::string& name)> read_file;
  std::function<Result<LoadedPage>(const std::string& url, const FetchSettings& settings)> fetch;
};

/// The subcommands that look at one page or one text: extract, discover, select, rules, robots, price, url.
class ToolCommands {
 public:
  /// Adds them to `app`, which must not outlive this.
  ToolCommands(CLI::App& app, ToolWorld world);
  ToolCommands(const ToolCommands&) = delete;  // the app's options point into it
  ToolCommands& operator=(const ToolCommands&) = delete;
  ~ToolCommands() = default;

  /// Runs the subcommand that was parsed, on standard input and output. Answers with the exit code.
  int Run();

 private:
  using DescribeRuled = std::string (*)(const LoadedPage& page, const std::string& id, const Rules& rules);

  CLI::App* AddPageTool(CLI::App& app, const char* name, const char* help);
  void AddSelect(CLI::App& app);
  void AddRules(CLI::App& app);
  void AddRobots(CLI::App& app);
  void AddPrice(CLI::App& app);
  void AddUrl(CLI::App& app);

  [[nodiscard]] LoadPage Loading() const;
  int RunOnPages(const DescribePage& describe) const;
  int RunOnPages(DescribeRuled describe) const;
  [[nodiscard]] int RunExtract() const;
  [[nodiscard]] int RunDiscover() const;
  [[nodiscard]] int RunRules() const;
  int RunRobotsTool();
  int RunPriceTool();
  [[nodiscard]] int RunUrlTool() const;

  ToolWorld world_;
  CLI::App* extract_ = nullptr;
  CLI::App* discover_ = nullptr;
  CLI::App* select_ = nullptr;
  CLI::App* rules_ = nullptr;
  CLI::App* robots_ = nullptr;
  CLI::App* price_ = nullptr;
  CLI::App* url_ = nullptr;

  std::string where_;  // the page, or the robots.txt
  std::string page_url_;
  std::string rules_file_;
  FetchSettings fetch_;
  PageSelection selection_;
  RobotsQuestion robots_question_;
  std::optional<std::string> price_text_;
  PriceQuestion price_question_;
  std::string url_input_;
  std::string url_base_;
  bool batch_ = false;
  bool explain_ = false;
};

}  // namespace pricecrew
