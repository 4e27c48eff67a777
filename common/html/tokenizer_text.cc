#include <algorithm>

#include "common/html/ascii.h"
#include "common/html/scan.h"
#include "common/html/tokenizer.h"
#include "common/html/tokenizer_state.h"
#include "common/html/utf8.h"

// The states within text: data, raw texts, scripts with their escapes, CDATA sections.

namespace pricecrew {
namespace {

std::string_view Between(const char* from, const char* to) {
  return {from, static_cast<std::size_t>(to - from)};
}

bool EndsName(char c) { return IsHtmlSpace(c) || c == '/' || c == '>'; }

}  // namespace

void Tokenizer::Text(std::string_view text) {
  if (!text.empty()) sink_.OnText(text);
}

template <char... Stops>
const char* Tokenizer::TextUntil(const char* at, State self) {
  const char* stop = FindAny<Stops...>(at, end_);
  Text(Between(at, stop));
  if (stop == end_) return stop;
  if (*stop == '&') return StartReference(stop + 1, self);
  if (*stop == '\0') {
    Text(kReplacement);
  } else if (self == State::kData) {
    state_ = State::kTagOpen;
  } else {
    text_state_ = self;
    state_ = State::kRawLessThan;
  }
  return stop + 1;
}

template const char* Tokenizer::TextUntil<'<', '&'>(const char*, State);
template const char* Tokenizer::TextUntil<'<', '&', '\0'>(const char*, State);
template const char* Tokenizer::TextUntil<'<', '\0'>(const char*, State);
template const char* Tokenizer::TextUntil<'\0'>(const char*, State);

// As TextUntil, but less-than signs that begin nothing do not cut the text.
const char* Tokenizer::ScriptData(const char* at) {
  const char* stop = FindAny<'<', '\0'>(at, end_);
  while (stop != end_ && *stop == '<' && stop + 1 != end_ && stop[1] != '/' && stop[1] != '!')
    stop = FindAny<'<', '\0'>(stop + 1, end_);
  Text(Between(at, stop));
  if (stop == end_) return stop;
  if (*stop == '\0') {
    Text(kReplacement);
  } else {
    text_state_ = State::kScriptData;
    state_ = State::kRawLessThan;
  }
  return stop + 1;
}

const char* Tokenizer::RawLessThan(const char* at) {
  if (*at == '/') {
    state_ = State::kRawEndTagOpen;
    return at + 1;
  }
  Text("<");
  state_ = text_state_;
  if (text_state_ == State::kScriptData && *at == '!') state_ = State::kScriptEscapeStart;
  if (text_state_ == State::kScriptEscaped && IsAsciiAlpha(*at)) {
    pending_.clear();
    state_ = State::kScriptDoubleEscapeStart;
  }
  if (state_ != State::kScriptEscapeStart) return at;
  Text("!");
  return at + 1;
}

const char* Tokenizer::RawEndTagOpen(const char* at) {
  if (IsAsciiAlpha(*at)) {
    pending_.clear();
    state_ = State::kRawEndTagName;
  } else {
    Text("</");
    state_ = text_state_;
  }
  return at;
}

const char* Tokenizer::RawEndTagName(const char* at) {
  while (at != end_ && IsAsciiAlpha(*at) && pending_.size() <= last_start_tag_.size()) pending_ += *at++;
  if (at == end_) return at;
  if (!EndsName(*at) || !EqualsIgnoringCase(pending_, last_start_tag_)) {
    Text("</");
    Text(pending_);
    state_ = text_state_;
    return at;
  }
  tag_.Begin(TagBuilder::Kind::kEnd);
  tag_.AppendName(last_start_tag_);
  state_ = State::kTagName;
  return at;
}

const char* Tokenizer::ScriptEscapeStart(const char* at) {
  state_ = *at == '-' ? State::kScriptEscapeStartDash : State::kScriptData;
  if (*at != '-') return at;
  Text("-");
  return at + 1;
}

const char* Tokenizer::ScriptEscapeStartDash(const char* at) {
  state_ = *at == '-' ? State::kScriptEscaped : State::kScriptData;
  if (*at != '-') return at;
  Text("-");
  dashes_ = 2;
  return at + 1;
}

// In both escaped states; they differ in what a less-than sign begins.
const char* Tokenizer::EscapedScript(const char* at) {
  const char* stop = FindAny<'-', '<', '>', '\0'>(at, end_);
  if (stop != at) {
    dashes_ = 0;
    Text(Between(at, stop));
    return stop;
  }
  const bool ends = *at == '>' && dashes_ == 2;
  dashes_ = *at == '-' ? std::min(dashes_ + 1, 2) : 0;
  if (*at == '<' && state_ == State::kScriptEscaped) {
    text_state_ = State::kScriptEscaped;
    state_ = State::kRawLessThan;
    return at + 1;
  }
  Text(*at == '\0' ? kReplacement : std::string_view(at, 1));
  if (*at == '<') state_ = State::kScriptDoubleEscapedLessThan;
  if (ends) state_ = State::kScriptData;
  return at + 1;
}

const char* Tokenizer::ScriptDoubleEscapedLessThan(const char* at) {
  state_ = *at == '/' ? State::kScriptDoubleEscapeEnd : State::kScriptDoubleEscaped;
  if (*at != '/') return at;
  Text("/");
  pending_.clear();
  return at + 1;
}

// The word behind "<" or "</": "script" changes between the two escaped states.
const char* Tokenizer::ScriptDoubleEscapeWord(const char* at) {
  constexpr std::string_view kScript = "script";
  const State before =
      state_ == State::kScriptDoubleEscapeStart ? State::kScriptEscaped : State::kScriptDoubleEscaped;
  const State other = before == State::kScriptEscaped ? State::kScriptDoubleEscaped : State::kScriptEscaped;
  if (IsAsciiAlpha(*at)) {
    if (pending_.size() <= kScript.size()) pending_ += *at;
  } else if (EndsName(*at)) {
    state_ = EqualsIgnoringCase(pending_, kScript) ? other : before;
  } else {
    state_ = before;
    return at;
  }
  Text({at, 1});
  return at + 1;
}

const char* Tokenizer::Cdata(const char* at) {
  const char* stop = FindAny<']'>(at, end_);
  Text(Between(at, stop));
  if (stop == end_) return stop;
  dashes_ = 1;
  state_ = State::kCdataBracket;
  return stop + 1;
}

const char* Tokenizer::CdataBracket(const char* at) {
  if (*at == ']') {
    if (dashes_ == 2) Text("]");
    dashes_ = 2;
    return at + 1;
  }
  if (*at == '>' && dashes_ == 2) {
    dashes_ = 0;
    state_ = State::kData;
    return at + 1;
  }
  Text(std::string_view("]]").substr(0, static_cast<std::size_t>(dashes_)));
  dashes_ = 0;
  state_ = State::kCdata;
  return at;
}

}  // namespace pricecrew
