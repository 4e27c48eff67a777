#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/tokenizer.h"

namespace pricecrew::testing {

/// Writes tokens as lines: `<a href='x'/>`, `</a>`, `'text'`, `<!--comment-->`, `<!doctype html - - quirks>`.
class TokenList : public TokenSink {
 public:
  void OnStartTag(const StartTag& tag) override;
  void OnEndTag(const EndTag& tag) override;
  void OnText(std::string_view text) override { text_ += text; }
  void OnComment(std::string_view text) override;
  void OnDoctype(const Doctype& doctype) override;

  /// The lines so far; neighbouring texts are one.
  std::vector<std::string> Take();

  static std::string Show(std::string_view name, const std::map<std::string, std::string>& attributes,
                          std::string_view end);
  static std::string Show(const Doctype& doctype);

 private:
  void Add(std::string line);

  std::vector<std::string> lines_;
  std::string text_;
};

/// The tokens of `html`, fed in pieces of `piece_size` bytes.
std::vector<std::string> Tokens(std::string_view html, std::size_t piece_size,
                                const TokenizerOptions& options = {});

}  // namespace pricecrew::testing
