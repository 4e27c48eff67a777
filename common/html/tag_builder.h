#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/html/token.h"

namespace pricecrew {

/// Collects the name and the attributes of one tag after another, in memory that it keeps, in time linear in
/// the bytes whatever the number of attributes.
class TagBuilder {
 public:
  /// What comes beyond is dropped; a tree of such a page is refused anyway (kMaxTreeAttributes).
  static constexpr std::size_t kMaxAttributes = 1'024;

  enum class Kind { kStart, kEnd };

  void Begin(Kind kind);
  void AppendName(std::string_view part) { bytes_ += part; }
  void EndName() { name_size_ = bytes_.size(); }

  void BeginAttribute();
  void AppendAttributeName(std::string_view part) { bytes_ += part; }
  /// The name is complete: the attribute is kept, unless its name was there before.
  void EndAttributeName();
  /// A piece of the value that stands in the page as it is, and stays there until KeepViews or the end of the
  /// tag: one that is the whole value is not copied.
  void TakeAttributeValue(std::string_view part);
  void AppendAttributeValue(std::string_view part);
  /// Keeps what the page that was fed so far holds of an open tag.
  void KeepViews();
  void End() { is_open_ = false; }

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] std::string_view Name() const { return std::string_view(bytes_).substr(0, name_size_); }
  /// Valid until the next Begin.
  [[nodiscard]] std::span<const Attribute> Attributes();

 private:
  struct Range {  // of bytes_
    std::size_t name;
    std::size_t name_end;
    std::size_t value;
    std::string_view view;  // the value, where it is not in bytes_
  };

  [[nodiscard]] std::string_view NameOf(const Range& range) const;
  [[nodiscard]] bool IsKnown(std::string_view name);
  [[nodiscard]] bool InsertInIndex(std::string_view name, std::size_t attribute);

  Kind kind_ = Kind::kStart;
  bool is_open_ = false;
  std::string bytes_;             // the tag's name, then name and value of each attribute
  std::deque<std::string> kept_;  // values of an open tag whose page was fed in pieces
  std::size_t name_size_ = 0;
  std::size_t attribute_begin_ = 0;
  bool keeping_ = false;
  std::vector<Range> ranges_;
  std::vector<Attribute> views_;
  std::vector<std::uint16_t> index_;  // a hash table of names: 1 + the attribute, or 0; empty for short lists
};

}  // namespace pricecrew
