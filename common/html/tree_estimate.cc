#include "common/html/tree_estimate.h"

#include <algorithm>
#include <array>
#include <functional>

#include "common/html/element_kind.h"
#include "common/html/tokenizer.h"
#include "common/html/tree_rules.h"

namespace pricecrew {
namespace {

constexpr std::size_t kNone = 0;  // the html element stands at 0, and nothing looks for it
// An adoption agency run makes up to eight copies of the element, and some of those around it.
constexpr std::size_t kAdoptionElements = 16;
constexpr std::size_t kIsindexElements = 5;  // a form with all that belongs to one
constexpr std::size_t kAdoptionRuns = 8;
constexpr std::size_t kAlike = 3;
constexpr std::uint32_t kForeignBit = 1U << 31;

std::size_t KeyOf(const StartTag& tag) {
  constexpr std::hash<std::string_view> kHash;
  std::size_t key = kHash(tag.name);
  for (const auto& [name, value] : tag.attributes) key += (kHash(name) * 31 + kHash(value)) | 1U;
  return key | 1U;
}

bool EndsForeign(const StartTag& tag) {
  if (EndsForeignContent(tag.name)) return true;
  return tag.name == "font" && (tag.Find("color") || tag.Find("face") || tag.Find("size"));
}

bool IsCell(std::uint32_t id) { return id == GUMBO_TAG_TD || id == GUMBO_TAG_TH; }

// Within these, elements of svg and math, HTML begins anew.
bool HoldsHtml(std::string_view name, bool in_math) {
  if (!in_math) return name == "desc" || name == "foreignobject" || name == "title";
  return name == "annotation-xml" || name == "mi" || name == "mn" || name == "mo" || name == "ms" ||
         name == "mtext";
}

bool IsOption(std::uint32_t id) { return id == GUMBO_TAG_OPTION || id == GUMBO_TAG_OPTGROUP; }

bool IsTableSection(std::uint32_t id) {
  return id == GUMBO_TAG_TBODY || id == GUMBO_TAG_THEAD || id == GUMBO_TAG_TFOOT;
}

}  // namespace

TreeEstimate::TreeEstimate() {
  Push(TagOf("html"));
  Push(TagOf("body"));
  elements_ = 3;  // and a head
}

TreeEstimate::Tag TreeEstimate::TagOf(std::string_view name) {
  const GumboTag tag = gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
  if (tag != GUMBO_TAG_UNKNOWN) return {static_cast<std::uint32_t>(tag), TreeRulesOf(tag)};
  return {static_cast<std::uint32_t>(std::hash<std::string_view>{}(name)) % kForeignBit | 256U, 0};
}

bool TreeEstimate::IsFull() const { return max_depth_ > kMaxTreeDepth || elements_ > kMaxTreeTags; }

void TreeEstimate::Push(Tag tag, std::uint32_t serial) {
  stack_.push_back({.tag = tag, .serial = serial});
  ++open_count_[tag.id % open_count_.size()];
  ++elements_;
  max_depth_ = std::max(max_depth_, stack_.size() + framesets_);
  if ((tag.rules & kListMarker) != 0) formatting_.push_back({tag, 0, 0, false});
}

void TreeEstimate::PushForeign(const StartTag& start, Tag tag) {
  if (start.self_closing) {
    ++elements_;
    return;
  }
  const bool in_math = InForeignContent() ? stack_.back().is_math : start.name == "math";
  const bool holds_html = HoldsHtml(start.name, in_math);
  Push({tag.id | kForeignBit, static_cast<std::uint16_t>(holds_html ? kSpecial | kScopeMarker : 0)});
  stack_.back().is_foreign = !holds_html;
  stack_.back().is_math = in_math;
}

void TreeEstimate::Pop() {
  const Open open = stack_.back();
  stack_.pop_back();
  --open_count_[open.tag.id % open_count_.size()];
  if ((open.tag.rules & kListMarker) != 0) ClearFormattingToMarker();
  if (open.serial == 0) return;
  const auto entry = std::find_if(formatting_.rbegin(), formatting_.rend(),
                                  [&](const Formatting& one) { return one.serial == open.serial; });
  if (entry == formatting_.rend()) return;
  entry->is_open = false;
  ++pending_;
}

void TreeEstimate::PopTo(std::size_t size) {
  while (stack_.size() > size) Pop();
  DropClosed();
}

void TreeEstimate::DropClosed() {
  while (stack_.back().is_closed) Pop();
}

bool TreeEstimate::Stops(const Open& open, Scope scope) const {
  if (scope == Scope::kTable) return open.tag.id == GUMBO_TAG_TABLE || open.tag.id == GUMBO_TAG_TEMPLATE;
  if (open.is_foreign) return false;
  if ((open.tag.rules & kScopeMarker) != 0) return true;
  if (scope == Scope::kButton) return open.tag.id == GUMBO_TAG_BUTTON;
  return scope == Scope::kListItem && (open.tag.id == GUMBO_TAG_OL || open.tag.id == GUMBO_TAG_UL);
}

// Where on the stack the innermost such element is that the scope lets be seen, or kNone.
std::size_t TreeEstimate::FindInScope(std::uint32_t id, Scope scope) const {
  if (open_count_[id % open_count_.size()] == 0) return kNone;
  for (std::size_t at = stack_.size() - 1; at > kNone; --at) {
    const Open& open = stack_[at];
    if (open.tag.id == id && !open.is_closed) return at;
    if (Stops(open, scope)) return kNone;
  }
  return kNone;
}

void TreeEstimate::PopThrough(std::uint32_t id, Scope scope) {
  if (const std::size_t at = FindInScope(id, scope); at != kNone) PopTo(at);
}

void TreeEstimate::ClearFormattingToMarker() {
  while (!formatting_.empty()) {
    const Formatting last = formatting_.back();
    formatting_.pop_back();
    if (last.key == 0) return;
    if (!last.is_open) --pending_;
  }
}

// https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements
void TreeEstimate::OpenFormattingAgain() {
  if (pending_ == 0 || IsFull()) return;
  auto from = formatting_.end();
  while (from != formatting_.begin() && (from - 1)->key != 0 && !(from - 1)->is_open) --from;
  for (; from != formatting_.end(); ++from) {
    from->is_open = true;
    --pending_;
    Push(from->tag, from->serial);
  }
}

// Of those with the same name and attributes the last three count.
void TreeEstimate::LimitAlike(std::size_t key) {
  std::size_t alike = 0;
  for (auto at = formatting_.end(); at != formatting_.begin() && (at - 1)->key != 0; --at) {
    if ((at - 1)->key != key || ++alike < kAlike) continue;
    if (!(at - 1)->is_open) --pending_;
    formatting_.erase(at - 1);
    return;
  }
}

void TreeEstimate::PushFormatting(Tag tag, std::size_t key) {
  LimitAlike(key);
  formatting_.push_back({tag, key, next_serial_, true});
  Push(tag, next_serial_++);
}

void TreeEstimate::StartFormatting(const StartTag& start, Tag tag) {
  if (tag.id == GUMBO_TAG_A || tag.id == GUMBO_TAG_NOBR) EndFormatting(tag);
  OpenFormattingAgain();
  PushFormatting(tag, KeyOf(start));
}

void TreeEstimate::StartForeign(const StartTag& start, Tag tag) {
  if (!EndsForeign(start)) return PushForeign(start, tag);
  while (stack_.back().is_foreign) Pop();
  DropClosed();
  OnStartTag(start);
}

void TreeEstimate::StartTablePart(Tag tag) {
  std::size_t table = stack_.size() - 1;
  while (table > kNone && !Stops(stack_[table], Scope::kTable)) --table;
  if (table == kNone) return;
  if (stack_[table].tag.id == GUMBO_TAG_TEMPLATE) return Push(tag);
  std::size_t keep = table + 1;
  const auto holds = [&](auto predicate) { return keep < stack_.size() && predicate(stack_[keep].tag.id); };
  const bool in_row = IsCell(tag.id);
  if ((in_row || tag.id == GUMBO_TAG_TR) && holds(IsTableSection)) ++keep;
  const bool has_section = keep > table + 1;
  if (in_row && has_section && holds([](std::uint32_t id) { return id == GUMBO_TAG_TR; })) ++keep;
  PopTo(keep);
  if ((in_row || tag.id == GUMBO_TAG_TR) && !has_section) Push(TagOf("tbody"));
  if (in_row && stack_.back().tag.id != GUMBO_TAG_TR) Push(TagOf("tr"));
  if (tag.id == GUMBO_TAG_COL) return Push(TagOf("colgroup"));
  Push(tag);
}

bool TreeEstimate::InSelect() const {
  std::size_t at = stack_.size() - 1;
  while (IsOption(stack_[at].tag.id)) --at;
  return stack_[at].tag.id == GUMBO_TAG_SELECT;
}

// https://html.spec.whatwg.org/#parsing-main-inselect, as it was before 2025: most tags are ignored.
void TreeEstimate::StartInSelect(const StartTag& start, Tag tag) {
  if (tag.id == GUMBO_TAG_SCRIPT || tag.id == GUMBO_TAG_TEMPLATE) return Push(tag);
  if (tag.id == GUMBO_TAG_SELECT) return PopThrough(GUMBO_TAG_SELECT, Scope::kElement);
  if (IsOption(tag.id)) {
    if (stack_.back().tag.id == GUMBO_TAG_OPTION) PopTo(stack_.size() - 1);
    if (tag.id == stack_.back().tag.id) PopTo(stack_.size() - 1);
    return Push(tag);
  }
  const bool is_table = (tag.rules & kTablePart) != 0 || tag.id == GUMBO_TAG_TABLE;
  const bool is_field =
      tag.id == GUMBO_TAG_INPUT || tag.id == GUMBO_TAG_KEYGEN || tag.id == GUMBO_TAG_TEXTAREA;
  if (!is_field && !(is_table && FindInScope(GUMBO_TAG_TABLE, Scope::kTable) != kNone)) return;
  PopThrough(GUMBO_TAG_SELECT, Scope::kElement);
  OnStartTag(start);
}

void TreeEstimate::EndInSelect(Tag tag) {
  const std::uint32_t top = stack_.back().tag.id;
  if (tag.id == GUMBO_TAG_SELECT) return PopThrough(tag.id, Scope::kElement);
  if (tag.id == GUMBO_TAG_TEMPLATE) return PopThrough(tag.id, Scope::kTable);
  if (tag.id == GUMBO_TAG_OPTGROUP && top == GUMBO_TAG_OPTION && stack_[stack_.size() - 2].tag.id == tag.id)
    return PopTo(stack_.size() - 2);
  if (IsOption(tag.id) && top == tag.id) return PopTo(stack_.size() - 1);
  const bool is_table = (tag.rules & kTablePart) != 0 || tag.id == GUMBO_TAG_TABLE;
  if (!is_table || FindInScope(tag.id, Scope::kTable) == kNone) return;
  PopThrough(GUMBO_TAG_SELECT, Scope::kElement);
  EndInHtml(tag);
}

// A table directly within a table, so not in a cell, ends that one.
void TreeEstimate::CloseTableAround() {
  for (std::size_t at = stack_.size() - 1; at > kNone; --at) {
    const Tag open = stack_[at].tag;
    if (open.id == GUMBO_TAG_TABLE) return PopTo(at);
    if (IsCell(open.id) || open.id == GUMBO_TAG_CAPTION || open.id == GUMBO_TAG_TEMPLATE) return;
  }
}

// li, dd and dt end the one before, unless something special is open inside it.
void TreeEstimate::StartListItem(Tag tag) {
  for (std::size_t at = stack_.size() - 1; at > kNone; --at) {
    const Tag open = stack_[at].tag;
    const bool same =
        tag.id == GUMBO_TAG_LI ? open.id == GUMBO_TAG_LI : open.id == GUMBO_TAG_DD || open.id == GUMBO_TAG_DT;
    if (same && !stack_[at].is_closed) return PopTo(at);
    const bool passes = open.id == GUMBO_TAG_ADDRESS || open.id == GUMBO_TAG_DIV || open.id == GUMBO_TAG_P;
    if ((open.rules & kSpecial) != 0 && !passes) return;
  }
}

// What a start tag closes before its element is inserted.
void TreeEstimate::CloseBefore(Tag tag) {
  const Tag top = stack_.back().tag;
  if (tag.id == GUMBO_TAG_LI || tag.id == GUMBO_TAG_DD || tag.id == GUMBO_TAG_DT) StartListItem(tag);
  if ((tag.rules & kClosesP) != 0) PopThrough(GUMBO_TAG_P, Scope::kButton);
  if ((tag.rules & kHeading) != 0 && (stack_.back().tag.rules & kHeading) != 0)
    return PopTo(stack_.size() - 1);
  if (tag.id == GUMBO_TAG_BUTTON) return PopThrough(GUMBO_TAG_BUTTON, Scope::kElement);
  const bool ends_ruby =
      (tag.rules & top.rules & kRuby) != 0 && FindInScope(GUMBO_TAG_RUBY, Scope::kElement) != kNone;
  if ((IsOption(tag.id) && top.id == GUMBO_TAG_OPTION) || ends_ruby) PopTo(stack_.size() - 1);
}

void TreeEstimate::OnStartTag(const StartTag& start) {
  if (IsFull()) return;
  const Tag tag = TagOf(start.name);
  if (InForeignContent()) return StartForeign(start, tag);
  if ((tag.rules & kPage) != 0) return;
  if (tag.id == GUMBO_TAG_FRAMESET) max_depth_ = std::max(max_depth_, stack_.size() + ++framesets_);
  if (InSelect()) return StartInSelect(start, tag);
  if ((tag.rules & kTablePart) != 0) return StartTablePart(tag);
  if ((tag.rules & kFormatting) != 0) return StartFormatting(start, tag);
  if (tag.id == GUMBO_TAG_TABLE) CloseTableAround();
  CloseBefore(tag);
  if ((tag.rules & (kClosesP | kPlain)) == 0) OpenFormattingAgain();
  if (IsForeignRoot(start.name)) return PushForeign(start, tag);
  if (tag.id == GUMBO_TAG_ISINDEX) elements_ += kIsindexElements;
  if ((tag.rules & kVoid) != 0)
    ++elements_;
  else
    Push(tag);
}

// https://html.spec.whatwg.org/#adoption-agency-algorithm; what it takes apart is counted until all of it is
// closed.
void TreeEstimate::EndFormatting(Tag tag) {
  auto entry = formatting_.end();
  while (entry != formatting_.begin() && (entry - 1)->key != 0 && (entry - 1)->tag.id != tag.id) --entry;
  if (entry == formatting_.begin() || (entry - 1)->key == 0) return EndOther(tag);
  --entry;
  elements_ += kAdoptionElements;
  if (!entry->is_open) {
    --pending_;
    formatting_.erase(entry);
    return;
  }
  const auto open = std::find_if(stack_.rbegin(), stack_.rend(),
                                 [&](const Open& one) { return one.serial == entry->serial; });
  if (std::any_of(stack_.rbegin(), open, [this](const Open& one) { return Stops(one, Scope::kElement); }))
    return;
  const auto blocks =
      std::count_if(stack_.rbegin(), open, [](const Open& one) { return (one.tag.rules & kSpecial) != 0; });
  if (static_cast<std::size_t>(blocks) >= kAdoptionRuns) return;
  open->is_closed = true;
  open->serial = 0;
  formatting_.erase(entry);
  if (blocks == 0) PopTo(static_cast<std::size_t>(stack_.rend() - open) - 1);
}

// The innermost form goes, what is open inside it stays.
void TreeEstimate::EndForm() {
  const std::size_t at = FindInScope(GUMBO_TAG_FORM, Scope::kElement);
  if (at == kNone) return;
  stack_[at].is_closed = true;
  DropClosed();
}

void TreeEstimate::EndHeading() {
  for (std::size_t at = stack_.size() - 1; at > kNone; --at) {
    if ((stack_[at].tag.rules & kHeading) != 0) return PopTo(at);
    if (Stops(stack_[at], Scope::kElement)) return;
  }
}

void TreeEstimate::EndOther(Tag tag) {
  if (open_count_[tag.id % open_count_.size()] == 0) return;
  for (std::size_t at = stack_.size() - 1; at > kNone; --at) {
    if (stack_[at].tag.id == tag.id && !stack_[at].is_closed) return PopTo(at);
    if ((stack_[at].tag.rules & kSpecial) != 0) return;
  }
}

void TreeEstimate::EndInHtml(Tag tag) {
  if ((tag.rules & kPage) != 0) return;
  if ((tag.rules & kHeading) != 0) return EndHeading();
  if ((tag.rules & kScopedEnd) != 0) return PopThrough(tag.id, Scope::kElement);
  if ((tag.rules & kTablePart) != 0 || tag.id == GUMBO_TAG_TABLE) return PopThrough(tag.id, Scope::kTable);
  switch (tag.id) {
    case GUMBO_TAG_P:
      if (FindInScope(tag.id, Scope::kButton) == kNone) ++elements_;
      return PopThrough(tag.id, Scope::kButton);
    case GUMBO_TAG_BR:
      ++elements_;
      return;
    case GUMBO_TAG_LI:
      return PopThrough(tag.id, Scope::kListItem);
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DT:
      return PopThrough(tag.id, Scope::kElement);
    case GUMBO_TAG_FORM:
      return EndForm();
    case GUMBO_TAG_TEMPLATE:
      return PopThrough(tag.id, Scope::kTable);
    default:
      return EndOther(tag);
  }
}

// Closes up to such an element within the svg or math at hand; false where there is none.
bool TreeEstimate::EndForeign(Tag tag) {
  for (std::size_t at = stack_.size() - 1; (stack_[at].tag.id & kForeignBit) != 0; --at) {
    if (stack_[at].tag.id != (tag.id | kForeignBit)) continue;
    PopTo(at);
    return true;
  }
  return false;
}

bool TreeEstimate::HasOpened(std::string_view name) const {
  return framesets_ == 0 && stack_.back().tag.id == TagOf(name).id;
}

void TreeEstimate::OnText() {
  const Tag around = stack_.back().tag;
  const bool is_raw = (around.rules & kPlain) != 0 && around.id != GUMBO_TAG_TEMPLATE;
  if (!is_raw && !InForeignContent() && !InSelect()) OpenFormattingAgain();
}

void TreeEstimate::OnEndTag(const EndTag& end) {
  if (IsFull()) return;
  if (end.self_closing && (stack_.back().tag.id & kForeignBit) != 0) return;  // gumbo passes over these
  const Tag tag = TagOf(end.name);
  if (EndForeign(tag)) return;
  if (InSelect()) return EndInSelect(tag);
  if ((tag.rules & kFormatting) != 0) {
    const Open& top = stack_.back();
    if (top.tag.id != tag.id || top.serial == 0) return EndFormatting(tag);
    std::erase_if(formatting_, [&](const Formatting& one) { return one.serial == top.serial; });
    return PopTo(stack_.size() - 1);
  }
  EndInHtml(tag);
}

namespace {

class TreeMeter : public TokenSink {
 public:
  void OnStartTag(const StartTag& tag) override {
    size_.max_attributes = std::max(size_.max_attributes, tag.attributes.size());
    size_.attributes += tag.attributes.size();
    tree_.OnStartTag(tag);
    if (const ContentModel content = TextOf(tag.name); content != ContentModel::kData)
      tokenizer_.ReadAs(tree_.HasOpened(tag.name) ? content : ContentModel::kData);
  }
  void OnEndTag(const EndTag& tag) override { tree_.OnEndTag(tag); }
  void OnText(std::string_view /*text*/) override { tree_.OnText(); }

  TreeSize Measure(std::string_view html) && {
    tokenizer_.Feed(html);
    tokenizer_.Finish();
    size_.depth = tree_.max_depth();
    size_.elements = tree_.elements();
    return size_;
  }

 private:
  Tokenizer tokenizer_{*this};
  TreeEstimate tree_;
  TreeSize size_;
};

}  // namespace

TreeSize MeasureTree(std::string_view html) { return TreeMeter().Measure(html); }

}  // namespace pricecrew
