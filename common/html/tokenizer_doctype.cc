#include "common/html/ascii.h"
#include "common/html/tokenizer.h"
#include "common/html/tokenizer_state.h"
#include "common/html/utf8.h"

// The states within a DOCTYPE.

namespace pricecrew {
namespace {

constexpr std::string_view kPublic = "public";
constexpr std::string_view kSystem = "system";

}  // namespace

void Tokenizer::EmitDoctype() {
  sink_.OnDoctype({doctype_.name, doctype_.public_id, doctype_.system_id, doctype_.force_quirks});
}

const char* Tokenizer::EmitDoctype(const char* next) {
  state_ = State::kData;
  EmitDoctype();
  return next;
}

const char* Tokenizer::ToQuirks(const char* at) {
  doctype_.force_quirks = true;
  state_ = State::kBogusDoctype;
  return at;
}

const char* Tokenizer::BeforeDoctypeName(const char* at) {
  if (IsHtmlSpace(*at)) return at + 1;
  if (*at == '>') {
    doctype_.force_quirks = true;
    return EmitDoctype(at + 1);
  }
  doctype_.name.emplace();
  state_ = State::kDoctypeName;
  return at;
}

const char* Tokenizer::DoctypeName(const char* at) {
  if (*at == '>') return EmitDoctype(at + 1);
  if (IsHtmlSpace(*at))
    state_ = State::kAfterDoctypeName;
  else if (*at == '\0')
    *doctype_.name += kReplacement;
  else
    *doctype_.name += AsciiLower(*at);
  return at + 1;
}

const char* Tokenizer::AfterDoctypeName(const char* at) {
  if (IsHtmlSpace(*at)) return at + 1;
  if (*at == '>') return EmitDoctype(at + 1);
  pending_.clear();
  state_ = State::kDoctypeKeyword;
  return at;
}

const char* Tokenizer::DoctypeKeyword(const char* at) {
  pending_ += AsciiLower(*at);
  if (!kPublic.starts_with(pending_) && !kSystem.starts_with(pending_)) return ToQuirks(at);
  if (pending_ == kPublic || pending_ == kSystem) {
    doctype_id_ = pending_ == kPublic ? &doctype_.public_id : &doctype_.system_id;
    state_ = State::kBeforeDoctypeId;
  }
  return at + 1;
}

const char* Tokenizer::BeforeDoctypeId(const char* at) {
  if (IsHtmlSpace(*at)) return at + 1;
  if (*at == '>') {
    doctype_.force_quirks = true;
    return EmitDoctype(at + 1);
  }
  if (*at != '"' && *at != '\'') return ToQuirks(at);
  doctype_quote_ = *at;
  doctype_id_->emplace();
  state_ = State::kDoctypeId;
  return at + 1;
}

const char* Tokenizer::DoctypeId(const char* at) {
  if (*at == '>') {
    doctype_.force_quirks = true;
    return EmitDoctype(at + 1);
  }
  if (*at == doctype_quote_)
    state_ = doctype_id_ == &doctype_.public_id ? State::kAfterDoctypePublicId : State::kAfterDoctypeSystemId;
  else if (*at == '\0')
    **doctype_id_ += kReplacement;
  else
    **doctype_id_ += *at;
  return at + 1;
}

const char* Tokenizer::AfterDoctypePublicId(const char* at) {
  if (IsHtmlSpace(*at)) return at + 1;
  if (*at == '>') return EmitDoctype(at + 1);
  if (*at != '"' && *at != '\'') return ToQuirks(at);
  doctype_id_ = &doctype_.system_id;
  state_ = State::kBeforeDoctypeId;
  return at;
}

const char* Tokenizer::AfterDoctypeSystemId(const char* at) {
  if (IsHtmlSpace(*at)) return at + 1;
  if (*at == '>') return EmitDoctype(at + 1);
  state_ = State::kBogusDoctype;
  return at;
}

const char* Tokenizer::BogusDoctype(const char* at) { return *at == '>' ? EmitDoctype(at + 1) : at + 1; }

}  // namespace pricecrew
