#include "standalone/tool_lines.h"

#include <iostream>

#include "common/app/exit_code.h"
#include "common/domain/json.h"

namespace pricecrew {
namespace {

std::string FailedLine(const Error& error) {
  rapidjson::StringBuffer buffer;
  json::Writer writer(buffer);
  writer.StartObject();
  json::Write(writer, "status", std::string_view("failed"));
  json::Write(writer, "reason", std::string_view(error.code));
  json::Write(writer, "error", std::string_view(error.text));
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

int AnswerLines(std::istream& in, std::ostream& out,
                const std::function<Result<std::string>(std::string_view)>& answer) {
  std::string text;
  while (std::getline(in, text)) {
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Result<std::string> line = answer(text);
    out << (line ? *line : FailedLine(line.error())) << '\n';
  }
  out.flush();
  return out ? kComplete : kOutputNotWritable;
}

}  // namespace pricecrew
