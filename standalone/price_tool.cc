#include "standalone/price_tool.h"

#include <iostream>
#include <optional>
#include <string_view>

#include "common/app/exit_code.h"
#include "common/domain/currency.h"
#include "common/domain/json.h"
#include "common/domain/money.h"
#include "standalone/tool_lines.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20;

bool IsTextOrNull(const rapidjson::Value& line, const char* name) {
  const rapidjson::Value* member = json::Find(line, name);
  return member == nullptr || member->IsNull() || member->IsString();
}

Result<PriceQuestion> ReadQuestion(std::string_view text) {
  Result<rapidjson::Document> line = json::ParseObject(text, kMaxLineBytes);
  if (!line) return line.error();
  if (json::Find(*line, "text") == nullptr)
    return Error{ErrorKind::kGiveUp, R"(a line without "text")", "malformed"};
  for (const char* name : {"text", "currency_hint", "decimal_separator", "group_separator"})
    if (!IsTextOrNull(*line, name))
      return Error{ErrorKind::kGiveUp, std::string("\"") + name + "\" is no text", "malformed"};
  return PriceQuestion{json::Text(*line, "text", ""), json::Text(*line, "currency_hint", ""),
                       json::Text(*line, "decimal_separator", ""), json::Text(*line, "group_separator", "")};
}

void WriteOrNull(json::Writer& writer, const char* name, std::string_view text) {
  if (!text.empty()) return json::Write(writer, name, text);
  writer.Key(name);
  writer.Null();
}

std::string_view KindOf(const PriceSummary& summary) {
  if (summary.highest) return "range";
  switch (summary.role) {
    case PriceRole::kLowest:
      return "from";
    case PriceRole::kHighest:
      return "up_to";
    case PriceRole::kFormer:
      return "former";
    case PriceRole::kAsked:
      break;
  }
  return {};
}

void WriteOthers(json::Writer& writer, const PriceSummary& summary) {
  if (const std::string_view kind = KindOf(summary); !kind.empty()) json::Write(writer, "kind", kind);
  if (summary.highest) json::Write(writer, "highest", std::string_view(summary.highest->amount));
  if (summary.former) json::Write(writer, "former", std::string_view(summary.former->amount));
}

Result<std::string> AnswerLine(std::string_view text) {
  const Result<PriceQuestion> question = ReadQuestion(text);
  if (!question) return question.error();
  return AnswerPrice(*question);
}

}  // namespace

std::string AnswerPrice(const PriceQuestion& question) {
  const std::string code = ParseCurrencyCode(question.currency_hint).value_or("");
  const PriceHints hints{.currency = code,
                         .currency_text = question.currency_hint,
                         .decimal_separator = question.decimal_separator,
                         .group_separator = question.group_separator};
  const auto summary = ReadPrices(question.text, hints);
  const PriceText price = summary ? summary->price : ReadCurrency(question.text, hints);
  rapidjson::StringBuffer buffer;
  json::Writer writer(buffer);
  writer.StartObject();
  WriteOrNull(writer, "amount", price.amount);
  WriteOrNull(writer, "currency", price.currency.value_or(""));
  WriteOrNull(writer, "currency_text", price.currency_text);
  if (summary) WriteOthers(writer, *summary);
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

int RunPrice(const PriceQuestion& question, std::ostream& out) {
  out << AnswerPrice(question) << '\n' << std::flush;
  return out ? kComplete : kOutputNotWritable;
}

int RunPriceBatch(std::istream& in, std::ostream& out) { return AnswerLines(in, out, AnswerLine); }

}  // namespace pricecrew
