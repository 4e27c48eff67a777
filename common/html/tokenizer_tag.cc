#include <array>

#include "common/html/ascii.h"
#include "common/html/element_kind.h"
#include "common/html/scan.h"
#include "common/html/tokenizer.h"
#include "common/html/tokenizer_state.h"
#include "common/html/utf8.h"

// The states within a tag.

namespace pricecrew {
namespace {

// What a byte does in a name: 0 where the name ends or takes something else, else the byte in lower case.
template <char... Ends>
constexpr std::array<char, 256> NameTable() {
  std::array<char, 256> table{};
  for (int c = 1; c < 256; ++c) table[static_cast<std::size_t>(c)] = AsciiLower(static_cast<char>(c));
  for (const char c : {' ', '\t', '\n', '\f', '/', '>', Ends...}) table[static_cast<unsigned char>(c)] = 0;
  return table;
}

constexpr std::array<char, 256> kTagNameBytes = NameTable();
constexpr std::array<char, 256> kAttributeNameBytes = NameTable<'='>();

// Behind the part of a name that is in lower case as it stands.
const char* SkipLower(const char* at, const char* end, const std::array<char, 256>& table) {
  while (at != end && *at != '\0' && table[static_cast<unsigned char>(*at)] == *at) ++at;
  return at;
}

// A stretch of a name, in lower case.
struct NamePart {
  std::array<char, 64> bytes;
  std::size_t size = 0;
  [[nodiscard]] std::string_view View() const { return {bytes.data(), size}; }
};

NamePart TakeName(const char* at, const char* end, const std::array<char, 256>& table) {
  NamePart part;  // NOLINT(cppcoreguidelines-pro-type-member-init): only the part read is written
  while (at != end && part.size < part.bytes.size()) {
    const char c = table[static_cast<unsigned char>(*at++)];
    if (c == 0) break;
    part.bytes[part.size++] = c;
  }
  return part;
}

const char* SkipSpace(const char* at, const char* end) {
  while (at != end && IsHtmlSpace(*at)) ++at;
  return at;
}

std::string_view Between(const char* from, const char* to) {
  return {from, static_cast<std::size_t>(to - from)};
}

}  // namespace

const char* Tokenizer::TagOpen(const char* at) {
  if (IsAsciiAlpha(*at)) {
    tag_.Begin(TagBuilder::Kind::kStart);
    state_ = State::kTagName;
    return TagName(at);
  }
  if (*at == '/') {
    state_ = State::kEndTagOpen;
    return at + 1;
  }
  if (*at == '!') {
    pending_.clear();
    state_ = State::kMarkupDeclarationOpen;
    return at + 1;
  }
  if (*at == '?') {
    comment_.clear();
    state_ = State::kBogusComment;
    return at;
  }
  Text("<");
  state_ = State::kData;
  return at;
}

const char* Tokenizer::EndTagOpen(const char* at) {
  if (IsAsciiAlpha(*at)) {
    tag_.Begin(TagBuilder::Kind::kEnd);
    state_ = State::kTagName;
    return at;
  }
  if (*at == '>') {
    state_ = State::kData;
    return at + 1;
  }
  comment_.clear();
  state_ = State::kBogusComment;
  return at;
}

const char* Tokenizer::TagName(const char* at) {
  const char* stop = SkipLower(at, end_, kTagNameBytes);
  tag_.TakeName(Between(at, stop));
  const NamePart part = TakeName(stop, end_, kTagNameBytes);
  tag_.AppendName(part.View());
  at = stop + part.size;
  if (at == end_ || part.size == part.bytes.size()) return at;
  if (*at == '\0') {
    tag_.AppendName(kReplacement);
    return at + 1;
  }
  if (*at == '>') return EmitTag(at + 1, false);
  state_ = *at == '/' ? State::kSelfClosingStartTag : State::kBeforeAttributeName;
  return at + 1;
}

const char* Tokenizer::BeforeAttributeName(const char* at) {
  at = SkipSpace(at, end_);
  if (at == end_) return at;
  if (*at == '/' || *at == '>') {
    state_ = State::kAfterAttributeName;
    return at;
  }
  tag_.BeginAttribute();
  state_ = State::kAttributeName;
  if (*at != '=') return AttributeName(at);
  tag_.AppendAttributeName("=");
  return at + 1;
}

const char* Tokenizer::AttributeName(const char* at) {
  const char* stop = SkipLower(at, end_, kAttributeNameBytes);
  tag_.TakeAttributeName(Between(at, stop));
  const NamePart part = TakeName(stop, end_, kAttributeNameBytes);
  tag_.AppendAttributeName(part.View());
  at = stop + part.size;
  if (at == end_ || part.size == part.bytes.size()) return at;
  if (*at == '\0') {
    tag_.AppendAttributeName(kReplacement);
    return at + 1;
  }
  tag_.EndAttributeName();
  if (*at != '=') {
    state_ = State::kAfterAttributeName;
    return at;
  }
  state_ = State::kBeforeAttributeValue;
  return at + 1 == end_ ? end_ : BeforeAttributeValue(at + 1);
}

const char* Tokenizer::AfterAttributeName(const char* at) {
  at = SkipSpace(at, end_);
  if (at == end_) return at;
  if (*at == '>') return EmitTag(at + 1, false);
  if (*at == '/') {
    state_ = State::kSelfClosingStartTag;
    return at + 1;
  }
  if (*at == '=') {
    state_ = State::kBeforeAttributeValue;
    return at + 1;
  }
  tag_.BeginAttribute();
  state_ = State::kAttributeName;
  return at;
}

const char* Tokenizer::BeforeAttributeValue(const char* at) {
  at = SkipSpace(at, end_);
  if (at == end_) return at;
  if (*at == '>') return EmitTag(at + 1, false);
  if (*at == '"' || *at == '\'') {
    state_ = *at == '"' ? State::kDoubleQuotedValue : State::kSingleQuotedValue;
    return at + 1;
  }
  state_ = State::kUnquotedValue;
  return at;
}

template <char Quote>
const char* Tokenizer::QuotedValue(const char* at, State self) {
  const char* stop = FindAny<Quote, '&', '\0'>(at, end_);
  tag_.TakeAttributeValue(Between(at, stop));
  if (stop == end_) return stop;
  if (*stop == '&') return StartReference(stop + 1, self);
  if (*stop == '\0')
    tag_.AppendAttributeValue(kReplacement);
  else
    state_ = State::kAfterQuotedValue;
  return stop + 1;
}

template const char* Tokenizer::QuotedValue<'"'>(const char*, State);
template const char* Tokenizer::QuotedValue<'\''>(const char*, State);

const char* Tokenizer::UnquotedValue(const char* at) {
  const char* stop = FindAny<' ', '\n', '\t', '\f', '>', '&', '\0'>(at, end_);
  tag_.TakeAttributeValue(Between(at, stop));
  if (stop == end_) return stop;
  if (*stop == '&') return StartReference(stop + 1, State::kUnquotedValue);
  if (*stop == '>') return EmitTag(stop + 1, false);
  if (*stop == '\0')
    tag_.AppendAttributeValue(kReplacement);
  else
    state_ = State::kBeforeAttributeName;
  return stop + 1;
}

const char* Tokenizer::AfterQuotedValue(const char* at) {
  if (*at == '>') return EmitTag(at + 1, false);
  state_ = *at == '/' ? State::kSelfClosingStartTag : State::kBeforeAttributeName;
  return *at == '/' || IsHtmlSpace(*at) ? at + 1 : at;
}

const char* Tokenizer::SelfClosingStartTag(const char* at) {
  if (*at == '>') return EmitTag(at + 1, true);
  state_ = State::kBeforeAttributeName;
  return at;
}

const char* Tokenizer::EmitTag(const char* next, bool self_closing) {
  state_ = State::kData;
  tag_.End();
  const std::string_view name = tag_.Name();
  if (tag_.kind() == TagBuilder::Kind::kEnd) {
    FollowEndTag(name);
    sink_.OnEndTag({name, self_closing});
    return next;
  }
  FollowStartTag(name, self_closing);
  sink_.OnStartTag({name, tag_.Attributes(), self_closing});
  return next;
}

// What a tree builder would say, as far as the name of the tag tells it.
void Tokenizer::FollowStartTag(std::string_view name, bool self_closing) {
  if (!follows_elements_) return;
  if (IsForeignRoot(name)) {
    if (!self_closing) ++foreign_;
  } else if (foreign_ > 0) {
    if (EndsForeignContent(name)) foreign_ = 0;
  } else {
    ReadAs(TextOf(name));
  }
}

void Tokenizer::FollowEndTag(std::string_view name) {
  if (foreign_ == 0) return;
  if (IsForeignRoot(name)) --foreign_;
  if (EndsForeignContent(name)) foreign_ = 0;
}

}  // namespace pricecrew
