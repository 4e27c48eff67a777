#include <string>

#include "common/domain/codec.h"
#include "tests/fuzz/target.h"

namespace pricecrew::fuzz {
namespace {

template <typename Message>
void RequireSame(const Result<Message>& read, const Result<Message>& again) {
  Require(again.ok() && *again == *read, "what was read and written is read as the same");
}

std::string EncodeAny(const ResultMessage& message) {
  return std::visit([](const auto& one) { return Encode(one); }, message);
}

}  // namespace

void ReadInput(std::string_view input) {
  if (const auto task = DecodeTask(input)) RequireSame(task, DecodeTask(Encode(*task)));
  if (const auto result = DecodeResult(input)) RequireSame(result, DecodeResult(EncodeAny(*result)));
  if (const auto control = DecodeControl(input)) RequireSame(control, DecodeControl(Encode(*control)));
  if (const auto product = DecodeProduct(input)) RequireSame(product, DecodeProduct(EncodeProduct(*product)));
}

}  // namespace pricecrew::fuzz
