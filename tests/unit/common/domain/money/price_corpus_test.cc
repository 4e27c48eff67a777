#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "common/domain/decimal.h"
#include "common/domain/money.h"

namespace pricecrew {
namespace {

std::string StringOf(const rapidjson::Value& row, const char* key) {
  return row[key].IsString() ? row[key].GetString() : "";
}

// As a decimal, so that "1.0" is "1"; what has too many digits for one is compared as text.
bool SameAmount(const std::string& got, const std::string& wanted) {
  const auto left = ParseDecimal(got);
  const auto right = ParseDecimal(wanted);
  return left && right ? *left == *right : got == wanted;
}

bool IsRight(const rapidjson::Value& row) {
  const std::string hint = StringOf(row, "currency_hint");
  const std::string decimal = StringOf(row, "decimal_separator_hint");
  const std::string group = StringOf(row, "digit_group_separator_hint");
  const auto price =
      ParsePrice(StringOf(row, "price_text"),
                 {.currency_text = hint, .decimal_separator = decimal, .group_separator = group});
  if (row["expect_amount"].IsNull()) return !price;
  return price && SameAmount(price->amount, StringOf(row, "expect_amount")) &&
         price->currency_text == StringOf(row, "expect_currency");
}

TEST(PriceCorpus, MostRowsAreRight) {
  const char* corpus = std::getenv("PRICECREW_CORPUS");
  if (corpus == nullptr)
    GTEST_SKIP() << "PRICECREW_CORPUS is not set: the price texts of the corpus were not read";
  std::ifstream file(std::string(corpus) + "/prices.jsonl");
  ASSERT_TRUE(file) << corpus;
  int rows[2] = {};
  int right[2] = {};
  for (std::string line; std::getline(file, line);) {
    rapidjson::Document row;
    row.Parse(line.c_str());
    const int hard = row["xfail_in_source"].GetBool() ? 1 : 0;
    ++rows[hard];
    if (IsRight(row)) {
      ++right[hard];
    } else if (std::getenv("PRICECREW_VERBOSE") != nullptr) {
      std::cout << "wrong: " << line << "\n";
    }
  }
  const double plain_share = static_cast<double>(right[0]) / rows[0];
  const double hard_share = static_cast<double>(right[1]) / rows[1];
  std::cout << "price texts right: " << right[0] << "/" << rows[0] << " = " << plain_share
            << "; of those that the source "
            << "library fails: " << right[1] << "/" << rows[1] << " = " << hard_share << "\n";
  EXPECT_GE(plain_share, 0.98);
  EXPECT_GE(hard_share, 0.70);
}

}  // namespace
}  // namespace pricecrew
