#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <regex>
#include <set>
#include <string>

#include "common/app/settings.h"

namespace pricecrew {
namespace {

struct ClosePipe {
  void operator()(FILE* pipe) const { pclose(pipe); }
};

/// What a program prints.
std::string OutputOf(const std::string& command) {
  const std::unique_ptr<FILE, ClosePipe> pipe(popen(command.c_str(), "r"));
  std::string text;
  std::array<char, 4096> piece{};
  while (const std::size_t got = fread(piece.data(), 1, piece.size(), pipe.get()))
    text.append(piece.data(), got);
  return text;
}

/// The variables that the help of a program names.
void AddSettingsOf(const std::string& command, std::set<std::string>& settings) {
  const std::string help = OutputOf(command + " --help");
  ASSERT_THAT(help, testing::HasSubstr("--help")) << command;
  static const std::regex variable("PRICECREW_[A-Z_]+");
  for (std::sregex_iterator found(help.begin(), help.end(), variable), end; found != end; ++found)
    settings.insert(found->str());
}

TEST(KnownSettings, AreExactlyThoseThatTheProgramsTake) {
  std::set<std::string> taken;
  const std::string producer = PRICECREW_PRODUCER;
  const std::string standalone = PRICECREW_STANDALONE;
  for (const char* command :
       {"serve", "submit", "list", "status", "watch", "results", "cancel", "dead", "resume", "retry"})
    AddSettingsOf(producer + " " + command, taken);
  for (const char* command : {"scrape", "extract", "discover", "price", "robots", "select", "rules", "url"})
    AddSettingsOf(standalone + " " + command, taken);
  AddSettingsOf(PRICECREW_WORKER, taken);
  AddSettingsOf(PRICECREW_AGGREGATOR, taken);

  std::set<std::string> known(KnownSettings().begin(), KnownSettings().end());
  for (const char* of_tests : {"PRICECREW_BROKER_PASSWORD", "PRICECREW_CORPUS", "PRICECREW_TEST_BROKER",
                               "PRICECREW_TEST_RABBITMQCTL"})
    EXPECT_EQ(known.erase(of_tests), 1U) << of_tests;
  EXPECT_EQ(known, taken);
  EXPECT_GT(taken.size(), 20U);
}

TEST(KnownSettings, ThisTestKnowsEveryCommand) {
  EXPECT_EQ(std::system((std::string(PRICECREW_WORKER) + " serve >/dev/null 2>&1").c_str()) >> 8, 2);
  for (const auto& [program, commands] :
       {std::pair(PRICECREW_PRODUCER, 10), std::pair(PRICECREW_STANDALONE, 8)}) {
    const std::string help = OutputOf(std::string(program) + " --help");
    const std::string listed = help.substr(std::min(help.find("Subcommands:"), help.size()));
    const std::regex line("\n  [a-z]+ ");
    EXPECT_EQ(std::distance(std::sregex_iterator(listed.begin(), listed.end(), line), {}), commands) << help;
  }
}

}  // namespace
}  // namespace pricecrew
