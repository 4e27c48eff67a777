#include "common/html/tag_builder.h"

#include <algorithm>
#include <functional>

namespace pricecrew {
namespace {

constexpr std::size_t kShortList = 16;
constexpr std::size_t kIndexSlots = 4 * TagBuilder::kMaxAttributes;

}  // namespace

void TagBuilder::Begin(Kind kind) {
  kind_ = kind;
  is_open_ = true;
  name_ = {};
  keeping_ = false;
  attributes_.clear();
  kept_count_ = 0;
  name_is_kept_ = {};
  is_kept_.clear();
  index_.clear();
}

std::string& TagBuilder::Keep(std::string_view text) {
  if (kept_count_ == kept_.size()) kept_.emplace_back();
  return kept_[kept_count_++].assign(text);
}

bool TagBuilder::IsLastKept(std::string_view text) const {
  return kept_count_ > 0 && !text.empty() && kept_[kept_count_ - 1].data() == text.data();
}

// `text` and `part` in one; `stays`: the page holds the part.
std::string_view TagBuilder::Joined(std::string_view text, std::string_view part, bool stays) {
  if (part.empty()) return text;
  if (text.empty() && stays) return part;
  std::string& kept = IsLastKept(text) ? kept_[kept_count_ - 1] : Keep(text);
  return kept += part;
}

void TagBuilder::TakeAttributeName(std::string_view part) {
  attributes_.back().name = Joined(attributes_.back().name, part, true);
}

void TagBuilder::AppendAttributeName(std::string_view part) {
  attributes_.back().name = Joined(attributes_.back().name, part, false);
}

void TagBuilder::EndAttributeName() {
  keeping_ = attributes_.size() <= kMaxAttributes && !IsLastKnown();
  if (keeping_) return;
  attributes_.pop_back();
  is_kept_.resize(std::min(is_kept_.size(), attributes_.size()));
}

void TagBuilder::TakeAttributeValue(std::string_view part) {
  if (keeping_) attributes_.back().value = Joined(attributes_.back().value, part, true);
}

void TagBuilder::AppendAttributeValue(std::string_view part) {
  if (keeping_) attributes_.back().value = Joined(attributes_.back().value, part, false);
}

void TagBuilder::KeepOnce(std::string_view& text, bool& is_kept) {
  if (is_kept || text.empty()) return;
  is_kept = true;
  if (!IsLastKept(text)) text = Keep(text);
}

void TagBuilder::KeepViews() {
  if (!is_open_) return;
  KeepOnce(name_, name_is_kept_.name);
  is_kept_.resize(attributes_.size());
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    KeepOnce(attributes_[i].name, is_kept_[i].name);
    KeepOnce(attributes_[i].value, is_kept_[i].value);
  }
}

bool TagBuilder::IsLastKnown() {
  const std::size_t last = attributes_.size() - 1;
  const std::string_view name = attributes_[last].name;
  if (last < kShortList)
    return std::any_of(attributes_.begin(), attributes_.end() - 1,
                       [name](const Attribute& attribute) { return attribute.name == name; });
  if (index_.empty()) {
    index_.resize(kIndexSlots);
    for (std::size_t i = 0; i < last; ++i) static_cast<void>(InsertInIndex(i));
  }
  return !InsertInIndex(last);
}

// Returns false where the name is there already.
bool TagBuilder::InsertInIndex(std::size_t attribute) {
  const std::string_view name = attributes_[attribute].name;
  std::size_t slot = std::hash<std::string_view>{}(name) % kIndexSlots;
  for (; index_[slot] != 0; slot = (slot + 1) % kIndexSlots)
    if (attributes_[index_[slot] - 1U].name == name) return false;
  index_[slot] = static_cast<std::uint16_t>(attribute + 1);
  return true;
}

}  // namespace pricecrew
