#pragma once

#include <iosfwd>
#include <string>

#include "common/domain/result.h"

namespace pricecrew {

/// Which price does a text say?
struct PriceQuestion {
  std::string text;               ///< UTF-8
  std::string currency_hint;      ///< a code, or any text that names a currency; empty for none
  std::string decimal_separator;  ///< ".", "," or "€"; empty where it is to be found out
  std::string group_separator;    ///< empty where it is to be found out
};

/// {"amount","currency","currency_text"}: a decimal as text, the ISO 4217 code, and the sign as it is written
/// in the text or else in the hint; null where there is none. Besides, only where the text says it: "kind"
/// ("from", "up_to", "range", "former"), "highest" of a range, "former".
std::string AnswerPrice(const PriceQuestion& question);

/// Prints the answer. Answers with the exit code.
int RunPrice(const PriceQuestion& question, std::ostream& out);

/// Reads JSON lines {"text","currency_hint","decimal_separator","group_separator"} and answers each with one
/// line, in order; all but "text" may be null or missing. A line that cannot be used is answered with
/// {"status":"failed","reason","error"}. Answers with the exit code.
int RunPriceBatch(std::istream& in, std::ostream& out);

}  // namespace pricecrew
