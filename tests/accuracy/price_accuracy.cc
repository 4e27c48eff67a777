// Measures the price tool on the price texts of $PRICECREW_CORPUS and holds it to the figures below. Prints
// lines "name value target"; with --verbose every text that is read wrong. Right is an equal decimal and an
// equal text of the currency; rows with an amount whose text has no digit are left out.

#include <rapidjson/document.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "common/domain/decimal.h"
#include "standalone/price_tool.h"

namespace pricecrew {
namespace {

struct Figure {
  const char* name;
  double target;
  int rows = 0;
  int right = 0;

  [[nodiscard]] double Share() const { return rows > 0 ? static_cast<double>(right) / rows : 0; }
};

std::string TextOf(const rapidjson::Value& row, const char* key) {
  return row[key].IsString() ? row[key].GetString() : "";
}

// As a decimal, so that "1.0" is "1"; what has too many digits for one is compared as text.
bool IsSameAmount(const std::string& got, const std::string& wanted) {
  const auto left = ParseDecimal(got);
  const auto right = ParseDecimal(wanted);
  return left && right ? *left == *right : got == wanted;
}

bool IsLeftOut(const rapidjson::Value& row) {
  const std::string text = TextOf(row, "price_text");
  return row["expect_amount"].IsString() && text.find_first_of("0123456789") == std::string::npos;
}

std::string Answered(const rapidjson::Value& row) {
  return AnswerPrice({TextOf(row, "price_text"), TextOf(row, "currency_hint"),
                      TextOf(row, "decimal_separator_hint"), TextOf(row, "digit_group_separator_hint")});
}

bool IsRight(const rapidjson::Value& row, const std::string& answered) {
  rapidjson::Document answer;
  answer.Parse(answered.c_str());
  return IsSameAmount(TextOf(answer, "amount"), TextOf(row, "expect_amount")) &&
         TextOf(answer, "currency_text") == TextOf(row, "expect_currency");
}

int Measure(std::istream& file, bool verbose) {
  Figure figures[] = {{"price_texts", 0.998}, {"price_texts_failed_by_source", 0.99}};
  for (std::string line; std::getline(file, line);) {
    rapidjson::Document row;
    row.Parse(line.c_str());
    if (row.HasParseError() || IsLeftOut(row)) continue;
    Figure& figure = figures[row["xfail_in_source"].GetBool() ? 1 : 0];
    const std::string answered = Answered(row);
    const bool right = IsRight(row, answered);
    ++figure.rows;
    figure.right += right ? 1 : 0;
    if (!right && verbose)
      std::printf("%s: '%s' hint '%s': %s, wanted %s '%s'\n", figure.name, TextOf(row, "price_text").c_str(),
                  TextOf(row, "currency_hint").c_str(), answered.c_str(),
                  TextOf(row, "expect_amount").c_str(), TextOf(row, "expect_currency").c_str());
  }
  for (const Figure& figure : figures)
    std::printf("%s %.4f %.4f\n", figure.name, figure.Share(), figure.target);
  return std::ranges::all_of(figures, [](const Figure& figure) { return figure.Share() >= figure.target; })
             ? 0
             : 1;
}

int Main(int argc, char** argv) {
  constexpr int kSkipped = 77;
  const char* corpus = std::getenv("PRICECREW_CORPUS");
  if (corpus == nullptr) {
    std::puts("SKIPPED: PRICECREW_CORPUS is not set; no price texts were read");
    return kSkipped;
  }
  std::ifstream file(std::string(corpus) + "/prices.jsonl");
  if (!file) {
    std::printf("%s has no prices.jsonl\n", corpus);
    return 1;
  }
  return Measure(file, argc > 1 && std::string_view(argv[1]) == "--verbose");
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) { return pricecrew::Main(argc, argv); }
