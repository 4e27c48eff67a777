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
/// the bytes whatever the number of attributes. What stands in the page as it is read ("Take") is not copied,
/// what does not ("Append") is; the page has to stay until KeepViews or the end of the tag.
class TagBuilder {
 public:
  /// What comes beyond is dropped; a tree of such a page is refused anyway (kMaxTreeAttributes).
  static constexpr std::size_t kMaxAttributes = 1'024;

  enum class Kind { kStart, kEnd };

  void Begin(Kind kind);
  void TakeName(std::string_view part) { name_ = Joined(name_, part, true); }
  void AppendName(std::string_view part) { name_ = Joined(name_, part, false); }

  void BeginAttribute() { attributes_.emplace_back(); }
  void TakeAttributeName(std::string_view part);
  void AppendAttributeName(std::string_view part);
  /// The name is complete: the attribute is kept, unless its name was there before.
  void EndAttributeName();
  void TakeAttributeValue(std::string_view part);
  void AppendAttributeValue(std::string_view part);
  /// Keeps what the page that was fed so far holds of an open tag.
  void KeepViews();
  void End() { is_open_ = false; }

  [[nodiscard]] Kind kind() const { return kind_; }
  /// Valid until the next Begin.
  [[nodiscard]] std::string_view Name() const { return name_; }
  [[nodiscard]] std::span<const Attribute> Attributes() const { return attributes_; }

 private:
  [[nodiscard]] std::string_view Joined(std::string_view text, std::string_view part, bool stays);
  [[nodiscard]] bool IsLastKept(std::string_view text) const;
  std::string& Keep(std::string_view text);
  void KeepOnce(std::string_view& text, bool& is_kept);
  [[nodiscard]] bool IsLastKnown();
  [[nodiscard]] bool InsertInIndex(std::size_t attribute);

  struct IsKept {
    bool name = false;
    bool value = false;
  };

  Kind kind_ = Kind::kStart;
  bool is_open_ = false;
  bool keeping_ = false;  // the last attribute is kept
  std::string_view name_;
  std::vector<Attribute> attributes_;
  std::deque<std::string> kept_;  // what is no view of the page; the first kept_count_ are of this tag
  std::size_t kept_count_ = 0;
  IsKept name_is_kept_;               // at a KeepViews
  std::vector<IsKept> is_kept_;       // the same of the attributes
  std::vector<std::uint16_t> index_;  // a hash table of names: 1 + the attribute, or 0; empty for short lists
};

}  // namespace pricecrew
