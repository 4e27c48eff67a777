#include <algorithm>
#include <array>

#include "common/html/ascii.h"
#include "common/html/tokenizer.h"
#include "common/html/tokenizer_state.h"
#include "common/html/utf8.h"

// The states within a character reference. What it stands for goes to the text or the attribute value around
// it.

namespace pricecrew {
namespace {

struct Common {
  std::string_view source;  // behind the ampersand
  std::string_view text;
};

// Nine in ten of those in real pages; what is not here is found in the full table.
constexpr std::array<Common, 8> kCommon{{{"quot;", "\""},
                                         {"amp;", "&"},
                                         {"nbsp;", "\xC2\xA0"},
                                         {"lt;", "<"},
                                         {"gt;", ">"},
                                         {"#39;", "'"},
                                         {"#x27;", "'"},
                                         {"#34;", "\""}}};

constexpr char32_t kSaturated = 0x110000;

}  // namespace

const char* Tokenizer::StartReference(const char* next, State back) {
  reference_state_ = back;
  if (const char* behind = CommonReference(next); behind != nullptr) return behind;
  pending_.assign(1, '&');
  state_ = State::kReference;
  return next;
}

const char* Tokenizer::CommonReference(const char* at) {
  const std::string_view rest(at, static_cast<std::size_t>(end_ - at));
  for (const Common& common : kCommon) {
    if (!rest.starts_with(common.source)) continue;
    FlushReference(common.text);
    return at + common.source.size();
  }
  return nullptr;
}

const char* Tokenizer::Reference(const char* at) {
  if (*at == '#') {
    pending_ += '#';
    number_ = 0;
    state_ = State::kNumericReference;
    return at + 1;
  }
  matcher_ = ReferenceMatcher();
  state_ = State::kNamedReference;
  return at;
}

const char* Tokenizer::NamedReference(const char* at) {
  while (at != end_ && matcher_.Advance(*at)) pending_ += *at++;
  if (at != end_) EndNamedReference(*at);
  return at;
}

void Tokenizer::EndNamedReference(char next) {
  state_ = reference_state_;
  const std::size_t matched = matcher_.MatchedSize();
  const std::string_view taken = std::string_view(pending_).substr(1);
  const std::string_view tail = taken.substr(matched);
  const char behind = tail.empty() ? next : tail.front();
  const bool in_attribute = reference_state_ >= State::kDoubleQuotedValue;
  const bool is_plain = in_attribute && matched > 0 && taken[matched - 1] != ';' &&
                        (behind == '=' || IsAsciiAlpha(behind) || IsAsciiDigit(behind));
  if (matched == 0 || is_plain) return FlushReference(pending_);
  FlushReference(matcher_.Expansion());
  FlushReference(tail);
}

const char* Tokenizer::NumericReference(const char* at) {
  if (*at == 'x' || *at == 'X') {
    pending_ += *at;
    state_ = State::kHexStart;
    return at + 1;
  }
  if (IsAsciiDigit(*at)) {
    state_ = State::kDecimalDigits;
    return at;
  }
  state_ = reference_state_;
  FlushReference(pending_);
  return at;
}

const char* Tokenizer::HexDigits(const char* at) {
  if (const int value = HexValue(*at); value >= 0) {
    number_ = std::min<char32_t>(number_ * 16 + static_cast<char32_t>(value), kSaturated);
    state_ = State::kHexDigits;
    return at + 1;
  }
  if (state_ == State::kHexStart) {
    state_ = reference_state_;
    FlushReference(pending_);
    return at;
  }
  EndNumericReference();
  return *at == ';' ? at + 1 : at;
}

const char* Tokenizer::DecimalDigits(const char* at) {
  if (IsAsciiDigit(*at)) {
    number_ = std::min<char32_t>(number_ * 10 + static_cast<char32_t>(*at - '0'), kSaturated);
    return at + 1;
  }
  EndNumericReference();
  return *at == ';' ? at + 1 : at;
}

void Tokenizer::EndNumericReference() {
  state_ = reference_state_;
  FlushReference(EncodeUtf8(CodePointOfReference(number_)).View());
}

void Tokenizer::FlushReference(std::string_view text) {
  if (reference_state_ >= State::kDoubleQuotedValue)
    tag_.AppendAttributeValue(text);
  else
    Text(text);
}

// The page ended: a reference within it ends there, too.
void Tokenizer::FinishReference() {
  switch (state_) {
    case State::kNamedReference:
      return EndNamedReference('\0');
    case State::kHexDigits:
    case State::kDecimalDigits:
      return EndNumericReference();
    case State::kReference:
    case State::kNumericReference:
    case State::kHexStart:
      state_ = reference_state_;
      return FlushReference(pending_);
    default:
      return;
  }
}

}  // namespace pricecrew
