// The first byte picks how the text at the start is read, the second the size of the pieces.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/html/tokenizer.h"
#include "tests/fuzz/target.h"
#include "tests/unit/common/html/token_list.h"

namespace pricecrew::fuzz {
namespace {

constexpr std::array kModels{ContentModel::kData,       ContentModel::kRcdata,    ContentModel::kRawtext,
                             ContentModel::kScriptData, ContentModel::kPlaintext, ContentModel::kCdata};

TokenizerOptions OptionsOf(unsigned char byte) {
  TokenizerOptions options;
  options.initial = kModels[byte % kModels.size()];
  options.last_start_tag = options.initial == ContentModel::kScriptData ? "script" : "title";
  options.follows_elements = byte < 0x80;
  return options;
}

}  // namespace

void ReadInput(std::string_view input) {
  if (input.size() < 2) return;
  const TokenizerOptions options = OptionsOf(static_cast<unsigned char>(input[0]));
  const std::size_t piece = 1 + static_cast<unsigned char>(input[1]) % 16;
  const std::string_view html = input.substr(2);
  const std::vector<std::string> whole =
      testing::Tokens(html, std::max<std::size_t>(html.size(), 1), options);
  Require(whole == testing::Tokens(html, piece, options), "tokens do not depend on how the page was cut");
}

}  // namespace pricecrew::fuzz
