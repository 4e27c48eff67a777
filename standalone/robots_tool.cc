#include "standalone/robots_tool.h"

#include <algorithm>
#include <iostream>
#include <optional>
#include <string_view>

#include "common/app/exit_code.h"
#include "common/domain/json.h"
#include "common/domain/robots.h"
#include "common/domain/url.h"
#include "standalone/tool_lines.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxLineBytes = std::size_t{8} << 20;  // a file of 500 KiB, however it is escaped

/// Path and query of an absolute URL, as they are written.
std::string PathIn(std::string_view url) {
  url.remove_prefix(url.find(':') + 1);
  url.remove_prefix(std::min(url.find_first_not_of("/\\"), url.size()));
  url.remove_prefix(std::min(url.find_first_of("/?#"), url.size()));
  std::string path(url.substr(0, url.find('#')));
  return path.starts_with('/') ? path : "/" + path;
}

std::optional<std::string> PathOf(const std::string& url) {
  if (url.empty()) return "/";
  if (url.starts_with('/')) return url.substr(0, url.find('#'));
  if (!ParseUrl(url)) return std::nullopt;
  return PathIn(url);
}

Result<RobotsQuestion> ReadQuestion(std::string_view text) {
  Result<rapidjson::Document> line = json::ParseObject(text, kMaxLineBytes);
  if (!line) return line.error();
  std::optional<std::string> robots_txt = json::OptionalText(*line, "robots_txt");
  std::optional<std::string> url = json::OptionalText(*line, "url");
  if (!robots_txt || !url)
    return Error{ErrorKind::kGiveUp, R"(a line without "robots_txt" or "url")", "malformed"};
  RobotsQuestion question;
  question.robots_txt = std::move(*robots_txt);
  question.user_agent = json::Text(*line, "user_agent", question.user_agent);
  question.url = std::move(*url);
  return question;
}

Result<std::string> AnswerLine(std::string_view text) {
  const Result<RobotsQuestion> question = ReadQuestion(text);
  if (!question) return question.error();
  return AnswerRobots(*question);
}

}  // namespace

Result<std::string> AnswerRobots(const RobotsQuestion& question) {
  const std::optional<std::string> path = PathOf(question.url);
  if (!path)
    return Error{ErrorKind::kGiveUp, "'" + question.url + "' is not an http or https URL", "bad_url"};
  const RobotsRules rules = RobotsRules::Parse(question.robots_txt, ProductToken(question.user_agent));
  rapidjson::StringBuffer buffer;
  json::Writer writer(buffer);
  writer.StartObject();
  writer.Key("allowed");
  writer.Bool(rules.Allows(*path));
  writer.Key("crawl_delay");
  if (rules.crawl_delay())
    writer.Double(*rules.crawl_delay());
  else
    writer.Null();
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize());
}

int RunRobots(const RobotsQuestion& question, std::ostream& out) {
  const Result<std::string> answer = AnswerRobots(question);
  if (!answer) {
    std::cerr << "pricecrew: " << answer.error().text << '\n';
    return kUsage;
  }
  out << *answer << '\n' << std::flush;
  return out ? kComplete : kOutputNotWritable;
}

int RunRobotsBatch(std::istream& in, std::ostream& out) { return AnswerLines(in, out, AnswerLine); }

}  // namespace pricecrew
