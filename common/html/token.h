#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace pricecrew {

/// An attribute of a start tag: the name in lower case, the value with its character references resolved.
struct Attribute {
  std::string_view name;
  std::string_view value;
};

/// The first of each name counts. At most TagBuilder::kMaxAttributes are kept.
struct StartTag {
  std::string_view name;  ///< lower case
  std::span<const Attribute> attributes;
  bool self_closing = false;

  /// The attribute's value, or absent.
  [[nodiscard]] std::optional<std::string_view> Find(std::string_view attribute) const {
    for (const Attribute& candidate : attributes)
      if (candidate.name == attribute) return candidate.value;
    return std::nullopt;
  }
};

struct EndTag {
  std::string_view name;      ///< lower case
  bool self_closing = false;  ///< written `</a/>`: means nothing to the standard, but something to gumbo
};

/// A DOCTYPE; parts that are missing are absent, which is not the same as empty.
struct Doctype {
  std::optional<std::string_view> name;  ///< lower case
  std::optional<std::string_view> public_id;
  std::optional<std::string_view> system_id;
  bool force_quirks = false;
};

/// Takes the tokens of a page, in order. All views are valid during the call only.
class TokenSink {
 public:
  TokenSink() = default;
  TokenSink(const TokenSink&) = default;
  TokenSink& operator=(const TokenSink&) = default;
  TokenSink(TokenSink&&) = default;
  TokenSink& operator=(TokenSink&&) = default;
  virtual ~TokenSink() = default;

  virtual void OnStartTag(const StartTag&) {}
  virtual void OnEndTag(const EndTag&) {}
  /// A piece of text; one run of text may come in any number of pieces, cut anywhere between two characters
  /// of the markup, and, where the page was fed in pieces, between two bytes.
  virtual void OnText(std::string_view) {}
  virtual void OnComment(std::string_view) {}
  virtual void OnDoctype(const Doctype&) {}
};

}  // namespace pricecrew
