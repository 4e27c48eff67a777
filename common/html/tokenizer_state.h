#pragma once

#include "common/html/tokenizer.h"

namespace pricecrew {

/// The states of the HTML standard, those merged that differ in parse errors only. In the order of the files
/// that implement them; the ranges matter to Step.
enum class Tokenizer::State {
  // tokenizer_text.cc
  kData,
  kRcdata,
  kRawtext,
  kScriptData,
  kPlaintext,
  kCdata,
  kCdataBracket,
  kRawLessThan,
  kRawEndTagOpen,
  kRawEndTagName,
  kScriptEscapeStart,
  kScriptEscapeStartDash,
  kScriptEscaped,
  kScriptDoubleEscapeStart,
  kScriptDoubleEscaped,
  kScriptDoubleEscapedLessThan,
  kScriptDoubleEscapeEnd,
  // tokenizer_tag.cc
  kTagOpen,
  kEndTagOpen,
  kTagName,
  kBeforeAttributeName,
  kAttributeName,
  kAfterAttributeName,
  kBeforeAttributeValue,
  kDoubleQuotedValue,
  kSingleQuotedValue,
  kUnquotedValue,
  kAfterQuotedValue,
  kSelfClosingStartTag,
  // tokenizer_reference.cc
  kReference,
  kNamedReference,
  kNumericReference,
  kHexStart,
  kHexDigits,
  kDecimalDigits,
  // tokenizer_comment.cc
  kMarkupDeclarationOpen,
  kBogusComment,
  kCommentStart,
  kCommentStartDash,
  kComment,
  kCommentEndDash,
  kCommentEnd,
  kCommentEndBang,
  // tokenizer_doctype.cc
  kBeforeDoctypeName,
  kDoctypeName,
  kAfterDoctypeName,
  kDoctypeKeyword,
  kBeforeDoctypeId,
  kDoctypeId,
  kAfterDoctypePublicId,
  kAfterDoctypeSystemId,
  kBogusDoctype,
};

}  // namespace pricecrew
