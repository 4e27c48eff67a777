#include "worker/js_decode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <ranges>
#include <utility>
#include <vector>

#include "common/domain/percent_encoding.h"
#include "common/html/ascii.h"
#include "common/html/utf8.h"
#include "worker/js_literal.h"

namespace pricecrew {
namespace {

// White space is passed over, and what is no base64 ends it.
std::string Base64Decode(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string decoded;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (IsHtmlSpace(c)) continue;
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) break;
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded.push_back(static_cast<char>(bits >> count & 0xFF));
  }
  return decoded;
}

/// A call that decodes a string; `decode` is null for one that takes back the call around it.
struct Decoder {
  std::string_view call;
  std::string (*decode)(std::string_view);
};
constexpr std::array<Decoder, 5> kDecoders{{{"decodeURIComponent", PercentDecode},
                                            {"decodeURI", PercentDecode},
                                            {"unescape", PercentDecode},
                                            {"atob", Base64Decode},
                                            {"escape", nullptr}}};

void SkipSpace(std::string_view& text) {
  while (!text.empty() && IsHtmlSpace(text.front())) text.remove_prefix(1);
}

// Passes over "decodeURI(".
const Decoder* TakeCall(std::string_view& program) {
  std::string_view rest = program;
  if (rest.starts_with("window.")) rest.remove_prefix(7);
  const auto* decoder =
      std::ranges::find_if(kDecoders, [rest](const Decoder& one) { return rest.starts_with(one.call); });
  if (decoder == kDecoders.end()) return nullptr;
  rest.remove_prefix(decoder->call.size());
  SkipSpace(rest);
  if (!rest.starts_with('(')) return nullptr;
  program = rest.substr(1);
  return decoder;
}

}  // namespace

std::optional<std::string> ReadDecodedString(std::string_view program) {
  constexpr std::size_t kMaxCalls = 4;
  std::vector<const Decoder*> calls;
  SkipSpace(program);
  while (const Decoder* decoder = calls.size() < kMaxCalls ? TakeCall(program) : nullptr) {
    calls.push_back(decoder);
    if (decoder->decode == nullptr) calls.resize(calls.size() - std::min<std::size_t>(calls.size(), 2));
    SkipSpace(program);
  }
  auto text = ReadJsString(program);
  if (!text || calls.empty()) return text;
  for (const Decoder* decoder : std::views::reverse(calls)) *text = decoder->decode(*text);
  return RepairUtf8(*text);
}

}  // namespace pricecrew
