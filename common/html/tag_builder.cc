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
  kept_.clear();
  bytes_.clear();
  name_size_ = 0;
  keeping_ = false;
  ranges_.clear();
  index_.clear();
}

void TagBuilder::BeginAttribute() { attribute_begin_ = bytes_.size(); }

void TagBuilder::EndAttributeName() {
  const std::string_view name = std::string_view(bytes_).substr(attribute_begin_);
  keeping_ = ranges_.size() < kMaxAttributes && !IsKnown(name);
  if (keeping_)
    ranges_.push_back({attribute_begin_, bytes_.size(), bytes_.size(), {}});
  else
    bytes_.resize(attribute_begin_);
}

void TagBuilder::TakeAttributeValue(std::string_view part) {
  if (!keeping_) return;
  Range& range = ranges_.back();
  if (range.view.empty() && range.value == bytes_.size())
    range.view = part;
  else
    AppendAttributeValue(part);
}

void TagBuilder::AppendAttributeValue(std::string_view part) {
  if (!keeping_) return;
  Range& range = ranges_.back();
  if (!range.view.empty()) {
    range.value = bytes_.size();
    bytes_ += range.view;
    range.view = {};
  }
  bytes_ += part;
}

void TagBuilder::KeepViews() {
  if (!is_open_) return;
  for (Range& range : ranges_)
    if (!range.view.empty()) range.view = kept_.emplace_back(range.view);
}

std::string_view TagBuilder::NameOf(const Range& range) const {
  return std::string_view(bytes_).substr(range.name, range.name_end - range.name);
}

bool TagBuilder::IsKnown(std::string_view name) {
  if (ranges_.size() < kShortList)
    return std::any_of(ranges_.begin(), ranges_.end(),
                       [&](const Range& range) { return NameOf(range) == name; });
  if (index_.empty()) {
    index_.resize(kIndexSlots);
    for (std::size_t i = 0; i < ranges_.size(); ++i) static_cast<void>(InsertInIndex(NameOf(ranges_[i]), i));
  }
  return !InsertInIndex(name, ranges_.size());
}

// Returns false where the name is there already.
bool TagBuilder::InsertInIndex(std::string_view name, std::size_t attribute) {
  std::size_t slot = std::hash<std::string_view>{}(name) % kIndexSlots;
  for (; index_[slot] != 0; slot = (slot + 1) % kIndexSlots)
    if (NameOf(ranges_[index_[slot] - 1U]) == name) return false;
  index_[slot] = static_cast<std::uint16_t>(attribute + 1);
  return true;
}

std::span<const Attribute> TagBuilder::Attributes() {
  views_.clear();
  const std::string_view bytes = bytes_;
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    const Range& range = ranges_[i];
    const std::size_t end = i + 1 < ranges_.size() ? ranges_[i + 1].name : bytes.size();
    views_.push_back(
        {NameOf(range), range.view.empty() ? bytes.substr(range.value, end - range.value) : range.view});
  }
  return views_;
}

}  // namespace pricecrew
