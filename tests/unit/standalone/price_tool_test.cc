#include "standalone/price_tool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "common/app/exit_code.h"

namespace pricecrew {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

std::vector<std::string> Batch(const std::string& lines) {
  std::istringstream in(lines);
  std::stringstream out;
  EXPECT_EQ(RunPriceBatch(in, out), kComplete);
  std::vector<std::string> answers;
  for (std::string line; std::getline(out, line);) answers.push_back(line);
  return answers;
}

TEST(AnswerPrice, SaysAmountCurrencyAndSign) {
  EXPECT_EQ(AnswerPrice({"1.099,00 €", "", "", ""}),
            R"({"amount":"1099.00","currency":"EUR","currency_text":"€"})");
  EXPECT_EQ(AnswerPrice({"12.50", "", "", ""}), R"({"amount":"12.50","currency":null,"currency_text":null})");
  EXPECT_EQ(AnswerPrice({"on request", "", "", ""}),
            R"({"amount":null,"currency":null,"currency_text":null})");
}

TEST(AnswerPrice, TakesHints) {
  EXPECT_EQ(AnswerPrice({"$5", "CAD", "", ""}), R"({"amount":"5","currency":"CAD","currency_text":"$"})");
  EXPECT_EQ(AnswerPrice({"5", "Preis in €", "", ""}),
            R"({"amount":"5","currency":"EUR","currency_text":"€"})");
  EXPECT_EQ(AnswerPrice({"5", "Preis", "", ""}), R"({"amount":"5","currency":null,"currency_text":null})");
  EXPECT_EQ(AnswerPrice({"1.234", "", ".", ""}),
            R"({"amount":"1.234","currency":null,"currency_text":null})");
  EXPECT_EQ(AnswerPrice({"12,34", "", "", ","}), R"({"amount":"1234","currency":null,"currency_text":null})");
}

TEST(AnswerPrice, NamesTheCurrencyWithoutAPrice) {
  EXPECT_EQ(AnswerPrice({"", "EUR", "", ""}), R"({"amount":null,"currency":"EUR","currency_text":"EUR"})");
  EXPECT_EQ(AnswerPrice({"save £10", "", "", ""}), R"({"amount":null,"currency":"GBP","currency_text":"£"})");
}

TEST(AnswerPrice, TellsRangesFromAndFormerApart) {
  EXPECT_THAT(AnswerPrice({"$10 - $20", "", "", ""}), HasSubstr(R"("amount":"10",)"));
  EXPECT_THAT(AnswerPrice({"$10 - $20", "", "", ""}), HasSubstr(R"("kind":"range","highest":"20"})"));
  EXPECT_THAT(AnswerPrice({"ab 10 €", "", "", ""}), HasSubstr(R"("kind":"from"})"));
  EXPECT_THAT(AnswerPrice({"up to 10 €", "", "", ""}), HasSubstr(R"("kind":"up_to"})"));
  EXPECT_THAT(AnswerPrice({"was $5 now $4", "", "", ""}), HasSubstr(R"("former":"5"})"));
}

TEST(RunPriceBatch, AnswersEachLineInOrder) {
  EXPECT_THAT(Batch(R"({"text":"$5","currency_hint":null,"decimal_separator":null,"group_separator":null}

{"text":"7","currency_hint":"SEK"}
{"text":null}
)"),
              ElementsAre(R"({"amount":"5","currency":"USD","currency_text":"$"})",
                          R"({"amount":"7","currency":"SEK","currency_text":"SEK"})",
                          R"({"amount":null,"currency":null,"currency_text":null})"));
}

TEST(RunPriceBatch, AnswersLinesThatItCannotUseAndGoesOn) {
  const auto answers = Batch("nonsense\n[]\n{}\n{\"text\":5}\n{\"text\":\"\",\"currency_hint\":[]}\n" +
                             std::string(100'000, '[') + "\n{\"text\":\"$5\"}");
  ASSERT_THAT(answers, SizeIs(7));
  for (std::size_t i = 0; i < 6; ++i)
    EXPECT_THAT(answers[i], StartsWith(R"({"status":"failed","reason":")")) << i;
  EXPECT_THAT(answers[6], HasSubstr(R"("amount":"5")"));
}

TEST(RunPrice, SaysWhereTheOutputCannotBeWritten) {
  std::ostringstream out;
  EXPECT_EQ(RunPrice({"$5", "", "", ""}, out), kComplete);
  out.setstate(std::ios::badbit);
  EXPECT_EQ(RunPrice({"$5", "", "", ""}, out), kOutputNotWritable);
}

}  // namespace
}  // namespace pricecrew
