#include "common/html/tokenizer.h"

#include <utility>

#include "common/html/tokenizer_state.h"

namespace pricecrew {

Tokenizer::Tokenizer(TokenSink& sink, const TokenizerOptions& options)
    : sink_(sink),
      follows_elements_(options.follows_elements),
      state_(State::kData),
      text_state_(State::kData),
      reference_state_(State::kData),
      last_start_tag_(options.last_start_tag) {
  ReadAs(options.initial);
}

void Tokenizer::ReadAs(ContentModel content) {
  if (content != ContentModel::kData && !tag_.Name().empty()) last_start_tag_ = tag_.Name();
  switch (content) {
    case ContentModel::kData:
      state_ = State::kData;
      break;
    case ContentModel::kRcdata:
      state_ = State::kRcdata;
      break;
    case ContentModel::kRawtext:
      state_ = State::kRawtext;
      break;
    case ContentModel::kScriptData:
      state_ = State::kScriptData;
      break;
    case ContentModel::kPlaintext:
      state_ = State::kPlaintext;
      break;
    case ContentModel::kCdata:
      state_ = State::kCdata;
      break;
  }
}

// The states never see a carriage return: with or without a line feed behind it, it is one line feed.
void Tokenizer::Feed(std::string_view piece) {
  if (piece.empty()) return;
  if (std::exchange(after_return_, false) && piece.front() == '\n') piece.remove_prefix(1);
  while (!piece.empty()) {
    after_return_ = false;
    const std::size_t line = piece.find('\r');
    Run(piece.substr(0, line));
    if (line == std::string_view::npos) return;
    piece.remove_prefix(line + 1);
    if (piece.starts_with('\n')) continue;
    Run("\n");
    after_return_ = true;
  }
}

void Tokenizer::Run(std::string_view piece) {
  end_ = piece.data() + piece.size();
  for (const char* at = piece.data(); at != end_;) at = Step(at);
  tag_.KeepViews();
}

const char* Tokenizer::Step(const char* at) {
  switch (state_) {
    case State::kData:
      return TextUntil<'<', '&'>(at, State::kData);
    case State::kRcdata:
      return TextUntil<'<', '&', '\0'>(at, State::kRcdata);
    case State::kRawtext:
      return TextUntil<'<', '\0'>(at, State::kRawtext);
    case State::kScriptData:
      return ScriptData(at);
    case State::kPlaintext:
      return TextUntil<'\0'>(at, State::kPlaintext);
    case State::kCdata:
      return Cdata(at);
    case State::kCdataBracket:
      return CdataBracket(at);
    case State::kRawLessThan:
      return RawLessThan(at);
    case State::kRawEndTagOpen:
      return RawEndTagOpen(at);
    case State::kRawEndTagName:
      return RawEndTagName(at);
    case State::kScriptEscapeStart:
      return ScriptEscapeStart(at);
    case State::kScriptEscapeStartDash:
      return ScriptEscapeStartDash(at);
    case State::kScriptEscaped:
      return EscapedScript(at);
    case State::kScriptDoubleEscapeStart:
      return ScriptDoubleEscapeWord(at);
    case State::kScriptDoubleEscaped:
      return EscapedScript(at);
    case State::kScriptDoubleEscapedLessThan:
      return ScriptDoubleEscapedLessThan(at);
    case State::kScriptDoubleEscapeEnd:
      return ScriptDoubleEscapeWord(at);
    case State::kTagOpen:
      return TagOpen(at);
    case State::kEndTagOpen:
      return EndTagOpen(at);
    case State::kTagName:
      return TagName(at);
    case State::kBeforeAttributeName:
      return BeforeAttributeName(at);
    case State::kAttributeName:
      return AttributeName(at);
    case State::kAfterAttributeName:
      return AfterAttributeName(at);
    case State::kBeforeAttributeValue:
      return BeforeAttributeValue(at);
    case State::kDoubleQuotedValue:
      return QuotedValue<'"'>(at, State::kDoubleQuotedValue);
    case State::kSingleQuotedValue:
      return QuotedValue<'\''>(at, State::kSingleQuotedValue);
    case State::kUnquotedValue:
      return UnquotedValue(at);
    case State::kAfterQuotedValue:
      return AfterQuotedValue(at);
    case State::kSelfClosingStartTag:
      return SelfClosingStartTag(at);
    default:
      return StepInMarkup(at);
  }
}

const char* Tokenizer::StepInMarkup(const char* at) {
  switch (state_) {
    case State::kReference:
      return Reference(at);
    case State::kNamedReference:
      return NamedReference(at);
    case State::kNumericReference:
      return NumericReference(at);
    case State::kHexStart:
    case State::kHexDigits:
      return HexDigits(at);
    case State::kDecimalDigits:
      return DecimalDigits(at);
    case State::kMarkupDeclarationOpen:
      return MarkupDeclarationOpen(at);
    case State::kBogusComment:
      return BogusComment(at);
    case State::kCommentStart:
      return CommentStart(at);
    case State::kCommentStartDash:
      return CommentStartDash(at);
    case State::kComment:
      return Comment(at);
    case State::kCommentEndDash:
      return CommentEndDash(at);
    case State::kCommentEnd:
      return CommentEnd(at);
    case State::kCommentEndBang:
      return CommentEndBang(at);
    default:
      return StepInDoctype(at);
  }
}

const char* Tokenizer::StepInDoctype(const char* at) {
  switch (state_) {
    case State::kBeforeDoctypeName:
      return BeforeDoctypeName(at);
    case State::kDoctypeName:
      return DoctypeName(at);
    case State::kAfterDoctypeName:
      return AfterDoctypeName(at);
    case State::kDoctypeKeyword:
      return DoctypeKeyword(at);
    case State::kBeforeDoctypeId:
      return BeforeDoctypeId(at);
    case State::kDoctypeId:
      return DoctypeId(at);
    case State::kAfterDoctypePublicId:
      return AfterDoctypePublicId(at);
    case State::kAfterDoctypeSystemId:
      return AfterDoctypeSystemId(at);
    default:
      return BogusDoctype(at);
  }
}

void Tokenizer::Finish() {
  FinishReference();
  switch (state_) {
    case State::kTagOpen:
    case State::kRawLessThan:
      Text("<");
      break;
    case State::kEndTagOpen:
    case State::kRawEndTagOpen:
      Text("</");
      break;
    case State::kRawEndTagName:
      Text("</");
      Text(pending_);
      break;
    case State::kCdataBracket:
      Text(std::string_view("]]").substr(0, static_cast<std::size_t>(dashes_)));
      break;
    case State::kMarkupDeclarationOpen:
      comment_ = pending_;
      EmitComment();
      break;
    default:
      if (state_ >= State::kBogusComment && state_ <= State::kCommentEndBang) EmitComment();
      if (state_ >= State::kBeforeDoctypeName) {
        if (state_ != State::kBogusDoctype) doctype_.force_quirks = true;
        EmitDoctype();
      }
  }
  state_ = State::kData;
}

}  // namespace pricecrew
