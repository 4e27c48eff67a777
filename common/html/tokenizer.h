#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/html/character_references.h"
#include "common/html/tag_builder.h"
#include "common/html/token.h"

namespace pricecrew {

/// What the text at the start of the input is.
enum class ContentModel { kData, kRcdata, kRawtext, kScriptData, kPlaintext, kCdata };

struct TokenizerOptions {
  ContentModel initial = ContentModel::kData;
  /// The name of the start tag before the input: the end tag that ends an RCDATA, RAWTEXT or script text.
  std::string last_start_tag = {};
  /// Whether start tags change how the text behind them is read, as a tree builder would have it: script,
  /// style, title and so on; within svg and math they do not, and CDATA sections are read. Off: as the bare
  /// tokenizer.
  bool follows_elements = true;
};

/// The tokenizer of the HTML standard, for pages in UTF-8 that come in pieces: tokens go to the sink as they
/// are complete. Linear in time on any input; keeps no more than the tag, comment or DOCTYPE at hand, and
/// allocates nothing for a token once its buffers have grown. https://html.spec.whatwg.org/#tokenization
class Tokenizer {
 public:
  /// `sink` must outlive the tokenizer, and must not feed it from within a call.
  explicit Tokenizer(TokenSink& sink, const TokenizerOptions& options = {});
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;
  ~Tokenizer() = default;

  void Feed(std::string_view piece);
  /// How the text behind the start tag at hand is read, for a sink that knows better; call it from OnStartTag
  /// only.
  void ReadAs(ContentModel content);
  /// Whether the place now is inside svg or math, as far as the names of the tags tell.
  [[nodiscard]] bool InForeignContent() const { return foreign_ > 0; }
  /// The end of the page. Nothing may be fed after it.
  void Finish();

 private:
  enum class State;

  struct DoctypeParts {
    std::optional<std::string> name;
    std::optional<std::string> public_id;
    std::optional<std::string> system_id;
    bool force_quirks = false;
  };

  void Run(std::string_view piece);
  const char* Step(const char* at);
  const char* StepInMarkup(const char* at);
  const char* StepInDoctype(const char* at);

  // Each takes a place before end_, reads on from there in its state, and returns where it stopped.
  template <char... Stops>
  const char* TextUntil(const char* at, State self);
  const char* ScriptData(const char* at);
  const char* EscapedScript(const char* at);
  const char* ScriptEscapeStart(const char* at);
  const char* ScriptEscapeStartDash(const char* at);
  const char* ScriptDoubleEscapeWord(const char* at);
  const char* ScriptDoubleEscapedLessThan(const char* at);
  const char* RawLessThan(const char* at);
  const char* RawEndTagOpen(const char* at);
  const char* RawEndTagName(const char* at);
  const char* Cdata(const char* at);
  const char* CdataBracket(const char* at);

  const char* TagOpen(const char* at);
  const char* EndTagOpen(const char* at);
  const char* TagName(const char* at);
  const char* BeforeAttributeName(const char* at);
  const char* AttributeName(const char* at);
  const char* AfterAttributeName(const char* at);
  const char* BeforeAttributeValue(const char* at);
  template <char Quote>
  const char* QuotedValue(const char* at, State self);
  const char* UnquotedValue(const char* at);
  const char* AfterQuotedValue(const char* at);
  const char* SelfClosingStartTag(const char* at);

  const char* Reference(const char* at);
  const char* NamedReference(const char* at);
  const char* NumericReference(const char* at);
  const char* HexDigits(const char* at);
  const char* DecimalDigits(const char* at);

  const char* MarkupDeclarationOpen(const char* at);
  const char* BogusComment(const char* at);
  const char* CommentStart(const char* at);
  const char* CommentStartDash(const char* at);
  const char* Comment(const char* at);
  const char* CommentEndDash(const char* at);
  const char* CommentEnd(const char* at);
  const char* CommentEndBang(const char* at);

  const char* BeforeDoctypeName(const char* at);
  const char* DoctypeName(const char* at);
  const char* AfterDoctypeName(const char* at);
  const char* DoctypeKeyword(const char* at);
  const char* BeforeDoctypeId(const char* at);
  const char* DoctypeId(const char* at);
  const char* AfterDoctypePublicId(const char* at);
  const char* AfterDoctypeSystemId(const char* at);
  const char* BogusDoctype(const char* at);

  void Text(std::string_view text);
  void BeginAttributeAt(State next);
  const char* EmitTag(const char* next, bool self_closing);
  void FollowStartTag(std::string_view name, bool self_closing);
  void FollowEndTag(std::string_view name);
  const char* StartReference(const char* next, State back);
  const char* CommonReference(const char* at);
  void FlushReference(std::string_view text);
  void EndNamedReference(char next);
  void EndNumericReference();
  void FinishReference();
  const char* EmitComment(const char* next);
  void EmitComment();
  const char* EmitDoctype(const char* next);
  void EmitDoctype();
  const char* ToQuirks(const char* at);

  TokenSink& sink_;
  const bool follows_elements_;
  State state_;
  State text_state_;       // the kind of text that an end tag would end
  State reference_state_;  // where a character reference stands
  const char* end_ = nullptr;
  bool after_return_ = false;
  int dashes_ = 0;              // 0 to 2: those just seen in an escaped script; brackets in a CDATA section
  std::size_t foreign_ = 0;     // svg and math elements open
  std::string last_start_tag_;  // the one before a text that only its end tag ends
  std::string pending_;         // characters taken whose meaning is open
  TagBuilder tag_;
  std::string comment_;
  DoctypeParts doctype_;
  std::optional<std::string>* doctype_id_ = nullptr;  // the one of doctype_ being read
  char doctype_quote_ = '"';
  ReferenceMatcher matcher_;
  char32_t number_ = 0;
};

}  // namespace pricecrew
