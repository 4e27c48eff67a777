#include <algorithm>
#include <array>

#include "common/html/ascii.h"
#include "common/html/scan.h"
#include "common/html/tokenizer.h"
#include "common/html/tokenizer_state.h"
#include "common/html/utf8.h"

// The states behind "<!": comments, bogus comments, and what decides between them, DOCTYPEs and CDATA
// sections.

namespace pricecrew {
namespace {

constexpr std::string_view kCommentOpen = "--";
constexpr std::string_view kDoctypeOpen = "doctype";
constexpr std::string_view kCdataOpen = "[CDATA[";

bool MayBecome(std::string_view taken, std::string_view whole) { return whole.starts_with(taken); }

std::string_view Between(const char* from, const char* to) {
  return {from, static_cast<std::size_t>(to - from)};
}

}  // namespace

const char* Tokenizer::MarkupDeclarationOpen(const char* at) {
  pending_ += *at;
  const std::string lower = AsciiLower(pending_);
  if (pending_ == kCommentOpen) {
    comment_.clear();
    state_ = State::kCommentStart;
  } else if (lower == kDoctypeOpen) {
    doctype_ = {};
    state_ = State::kBeforeDoctypeName;
  } else if (pending_ == kCdataOpen && foreign_ > 0) {
    state_ = State::kCdata;
  } else if (!MayBecome(pending_, kCommentOpen) && !MayBecome(lower, kDoctypeOpen) &&
             !(MayBecome(pending_, kCdataOpen) && foreign_ > 0)) {
    pending_.pop_back();
    comment_ = pending_;
    state_ = State::kBogusComment;
    return at;
  }
  return at + 1;
}

void Tokenizer::EmitComment() { sink_.OnComment(comment_); }

const char* Tokenizer::EmitComment(const char* next) {
  state_ = State::kData;
  EmitComment();
  return next;
}

const char* Tokenizer::BogusComment(const char* at) {
  const char* stop = FindAny<'>', '\0'>(at, end_);
  comment_ += Between(at, stop);
  if (stop == end_) return stop;
  if (*stop == '>') return EmitComment(stop + 1);
  comment_ += kReplacement;
  return stop + 1;
}

const char* Tokenizer::CommentStart(const char* at) {
  if (*at == '>') return EmitComment(at + 1);
  state_ = *at == '-' ? State::kCommentStartDash : State::kComment;
  return *at == '-' ? at + 1 : at;
}

const char* Tokenizer::CommentStartDash(const char* at) {
  if (*at == '>') return EmitComment(at + 1);
  if (*at == '-') {
    state_ = State::kCommentEnd;
    return at + 1;
  }
  comment_ += '-';
  state_ = State::kComment;
  return at;
}

const char* Tokenizer::Comment(const char* at) {
  const char* stop = FindAny<'-', '\0'>(at, end_);
  comment_ += Between(at, stop);
  if (stop == end_) return stop;
  if (*stop == '-')
    state_ = State::kCommentEndDash;
  else
    comment_ += kReplacement;
  return stop + 1;
}

const char* Tokenizer::CommentEndDash(const char* at) {
  if (*at == '-') {
    state_ = State::kCommentEnd;
    return at + 1;
  }
  comment_ += '-';
  state_ = State::kComment;
  return at;
}

const char* Tokenizer::CommentEnd(const char* at) {
  if (*at == '>') return EmitComment(at + 1);
  if (*at == '!') {
    state_ = State::kCommentEndBang;
    return at + 1;
  }
  if (*at == '-') {
    comment_ += '-';
    return at + 1;
  }
  comment_ += "--";
  state_ = State::kComment;
  return at;
}

const char* Tokenizer::CommentEndBang(const char* at) {
  if (*at == '>') return EmitComment(at + 1);
  comment_ += "--!";
  state_ = *at == '-' ? State::kCommentEndDash : State::kComment;
  return *at == '-' ? at + 1 : at;
}

}  // namespace pricecrew
