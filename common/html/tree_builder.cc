#include "common/html/tree_builder.h"

#include <gumbo.h>

#include <algorithm>
#include <iterator>

#include "common/html/ascii.h"
#include "common/html/element_kind.h"
#include "common/html/short_names.h"
#include "common/html/tree_estimate.h"
#include "common/html/tree_rules.h"
#include "common/html/within.h"

namespace pricecrew {
namespace {

std::uint16_t RulesOf(std::uint16_t number) { return TreeRulesOf(static_cast<GumboTag>(number)); }

bool IsHeadElement(std::uint16_t number) {
  switch (number) {
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_META:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_TITLE:
      return true;
    default:
      return false;
  }
}

bool IsBlank(std::string_view text) { return std::ranges::all_of(text, IsHtmlSpace); }

}  // namespace

TreeBuilder::TreeBuilder(std::string_view html, TreeMemory& memory) : html_(html), memory_(memory) {
  TreeNode& root = memory_.NewNode();
  root.name = "html";
  root.tag = GUMBO_TAG_HTML;
  Push(root, RulesOf(root.tag));
  Push(AddElement("head", GUMBO_TAG_HEAD, {}), RulesOf(GUMBO_TAG_HEAD));
}

std::uint16_t TreeBuilder::NumberOf(std::string_view name) {
  const auto ask = [name] {
    return static_cast<std::uint16_t>(gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size())));
  };
  const std::uint64_t key = ShortName(name);
  if (key == 0) return ask();
  KnownNumber& known = numbers_[(key ^ key >> 7 ^ key >> 16) % numbers_.size()];
  if (known.key != key) known = {key, ask()};
  return known.number;
}

void TreeBuilder::Attach(TreeNode& node) {
  Open& parent = stack_.back();
  node.parent = parent.node;
  if (parent.last_child == nullptr)
    parent.node->first_child = &node;
  else
    parent.last_child->next_sibling = &node;
  parent.last_child = &node;
}

void TreeBuilder::NoteMarks(std::span<const Attribute> attributes) {
  for (const auto& [name, value] : attributes) {
    if (name == "itemscope" || name == "itemtype") marks_.microdata = true;
    if (name == "typeof") marks_.rdfa = true;
    if (name != "class" || value.find("product") == std::string_view::npos) continue;
    if (value.find("h-product") != std::string_view::npos || value.find("hproduct") != std::string_view::npos)
      marks_.microformats = true;
  }
}

TreeNode& TreeBuilder::AddElement(std::string_view name, std::uint16_t tag,
                                  std::span<const Attribute> attributes) {
  TreeNode& node = memory_.NewNode();
  node.name = tag == GUMBO_TAG_UNKNOWN
                  ? memory_.Copy(name)
                  : std::string_view(gumbo_normalized_tagname(static_cast<GumboTag>(tag)));
  node.tag = tag;
  node.attributes = memory_.Copy(attributes, html_);
  NoteMarks(attributes);
  Attach(node);
  ++elements_;
  return node;
}

void TreeBuilder::Push(TreeNode& node, std::uint16_t rules) {
  if (stack_.size() >= kMaxDepth) return;
  stack_.push_back({&node, nullptr, rules});
  ++open_count_[node.tag];
}

void TreeBuilder::PopTo(std::size_t size) {
  for (; stack_.size() > size; stack_.pop_back()) --open_count_[stack_.back().node->tag];
}

void TreeBuilder::Remove(std::size_t index) {
  --open_count_[stack_[index].node->tag];
  stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(index));
}

void TreeBuilder::OnText(std::string_view text) {
  if (text.empty() || foreign_ > 0) return;
  if (text.find('\0') != std::string_view::npos) return KeepWithoutNulls(text);
  if (buffer_.empty() && IsWithin(text, html_)) {
    if (run_.empty()) {
      run_ = text;
      return;
    }
    if (run_.data() + run_.size() == text.data()) {
      run_ = {run_.data(), run_.size() + text.size()};
      return;
    }
  }
  if (buffer_.empty()) buffer_.assign(run_);
  buffer_ += text;
}

// The standard drops them within the body.
void TreeBuilder::KeepWithoutNulls(std::string_view text) {
  if (buffer_.empty()) buffer_.assign(run_);
  std::ranges::copy_if(text, std::back_inserter(buffer_), [](char c) { return c != '\0'; });
}

void TreeBuilder::FlushText() {
  if (run_.empty() && buffer_.empty()) return;
  const bool is_view = buffer_.empty();
  const std::string_view text = is_view ? run_ : std::string_view(buffer_);
  if (!has_body_ && stack_.size() == 2 && !IsBlank(text)) OpenBody({});
  if (has_body_ || stack_.size() > 2) {
    TreeNode& node = memory_.NewNode();
    node.text = is_view ? text : memory_.Copy(text);
    Attach(node);
  }
  run_ = {};
  buffer_.clear();
}

void TreeBuilder::OpenBody(std::span<const Attribute> attributes) {
  if (has_body_) return;
  PopTo(1);
  has_body_ = true;
  Push(AddElement("body", GUMBO_TAG_BODY, attributes), RulesOf(GUMBO_TAG_BODY));
}

// html, head and body are there once; what opens none of them goes into the one that is open.
bool TreeBuilder::StartPagePart(const StartTag& tag, std::uint16_t number) {
  if (number == GUMBO_TAG_HTML) {
    TreeNode& root = *stack_.front().node;
    if (root.attributes.empty()) root.attributes = memory_.Copy(tag.attributes, html_);
    return true;
  }
  if (number == GUMBO_TAG_HEAD) return true;
  if (number == GUMBO_TAG_BODY) {
    if (has_body_ && stack_[1].node->attributes.empty())
      stack_[1].node->attributes = memory_.Copy(tag.attributes, html_);
    OpenBody(tag.attributes);
    return true;
  }
  if (!has_body_ && stack_.size() == 2 && !IsHeadElement(number)) OpenBody({});
  return false;
}

bool TreeBuilder::InForeign(const StartTag& tag) {
  if (foreign_ == 0) return false;
  if (EndsForeignContent(tag.name)) {
    foreign_ = 0;
    return false;
  }
  if (IsForeignRoot(tag.name) && !tag.self_closing) ++foreign_;
  return true;
}

template <typename IsBoundary>
std::size_t TreeBuilder::Find(std::uint16_t number, IsBoundary is_boundary) const {
  if (!IsOpen(number)) return 0;
  for (std::size_t i = stack_.size(); i-- > 1;) {
    if (stack_[i].node->tag == number) return i;
    if (is_boundary(stack_[i])) return 0;
  }
  return 0;
}

std::size_t TreeBuilder::FindInScope(std::uint16_t number) const {
  return Find(number, [](const Open& open) { return (open.rules & kScopeMarker) != 0; });
}

void TreeBuilder::CloseTableParts(std::uint16_t number) {
  const auto table = [](const Open& open) {
    return open.node->tag == GUMBO_TAG_TABLE || open.node->tag == GUMBO_TAG_TEMPLATE;
  };
  const auto close = [&](std::uint16_t part) {
    if (const std::size_t at = Find(part, table); at > 0) PopTo(at);
  };
  for (const std::uint16_t part : {GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_CAPTION}) close(part);
  if (number == GUMBO_TAG_TD || number == GUMBO_TAG_TH) return;
  for (const std::uint16_t part : {GUMBO_TAG_TR, GUMBO_TAG_COLGROUP}) close(part);
  if (number == GUMBO_TAG_TR || number == GUMBO_TAG_COL) return;
  for (const std::uint16_t part : {GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT}) close(part);
}

void TreeBuilder::CloseImplied(std::uint16_t number, std::uint16_t rules) {
  const auto close = [this](std::uint16_t tag, auto boundary) {
    if (const std::size_t at = Find(tag, boundary); at > 0) PopTo(at);
  };
  const auto list = [](const Open& open) {
    const std::uint16_t tag = open.node->tag;
    return (open.rules & kSpecial) != 0 && tag != GUMBO_TAG_ADDRESS && tag != GUMBO_TAG_DIV &&
           tag != GUMBO_TAG_P;
  };
  const auto button = [](const Open& open) {
    return (open.rules & kScopeMarker) != 0 || open.node->tag == GUMBO_TAG_BUTTON;
  };
  const auto scope = [](const Open& open) { return (open.rules & kScopeMarker) != 0; };
  if ((rules & kTablePart) != 0 && IsOpen(GUMBO_TAG_TABLE)) CloseTableParts(number);
  if (number == GUMBO_TAG_LI) close(GUMBO_TAG_LI, list);
  if (number == GUMBO_TAG_DT || number == GUMBO_TAG_DD) {
    close(GUMBO_TAG_DD, list);
    close(GUMBO_TAG_DT, list);
  }
  if ((rules & kClosesP) != 0) close(GUMBO_TAG_P, button);
  if ((rules & kHeading) != 0 && (stack_.back().rules & kHeading) != 0) PopTo(stack_.size() - 1);
  if (number == GUMBO_TAG_A) close(GUMBO_TAG_A, scope);
  if (number == GUMBO_TAG_BUTTON) close(GUMBO_TAG_BUTTON, scope);
  if ((number == GUMBO_TAG_OPTION || number == GUMBO_TAG_OPTGROUP) && IsTop(GUMBO_TAG_OPTION))
    PopTo(stack_.size() - 1);
  if (number == GUMBO_TAG_OPTGROUP && IsTop(GUMBO_TAG_OPTGROUP)) PopTo(stack_.size() - 1);
}

void TreeBuilder::OnStartTag(const StartTag& tag) {
  if (InForeign(tag)) return;
  FlushText();
  if (elements_ >= kMaxTreeTags) return;
  const std::uint16_t number = NumberOf(tag.name);
  if (StartPagePart(tag, number)) return;
  const std::uint16_t rules = RulesOf(number);
  CloseImplied(number, rules);
  TreeNode& node = AddElement(tag.name, number, tag.attributes);
  const bool foreign = IsForeignRoot(tag.name);
  if (foreign && !tag.self_closing) foreign_ = 1;
  if ((rules & kVoid) == 0 && !foreign) Push(node, rules);
}

void TreeBuilder::EndSpecial(std::uint16_t number, std::uint16_t rules) {
  std::size_t at = 0;
  if ((rules & kHeading) != 0) {
    for (std::uint16_t heading :
         {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6})
      at = std::max(at, FindInScope(heading));
  } else if ((rules & kTablePart) != 0 || number == GUMBO_TAG_TABLE) {
    at = Find(number, [](const Open& open) { return open.node->tag == GUMBO_TAG_TABLE; });
  } else {
    at = FindInScope(number);
  }
  if (at == 0) return;
  if (number == GUMBO_TAG_FORM)
    Remove(at);
  else
    PopTo(at);
}

void TreeBuilder::EndOther(std::uint16_t number, std::uint16_t rules, std::string_view name) {
  if (!IsOpen(number)) return;
  bool crossed_special = false;
  for (std::size_t i = stack_.size(); i-- > 1;) {
    const bool match =
        stack_[i].node->tag == number && (number != GUMBO_TAG_UNKNOWN || stack_[i].node->name == name);
    if (match && !crossed_special) return PopTo(i);
    if (match) return Remove(i);
    if ((stack_[i].rules & kScopeMarker) != 0) return;
    if ((stack_[i].rules & kSpecial) == 0) continue;
    if ((rules & kFormatting) == 0) return;
    crossed_special = true;
  }
}

void TreeBuilder::OnEndTag(const EndTag& tag) {
  if (foreign_ > 0) {
    if (IsForeignRoot(tag.name)) --foreign_;
    if (!EndsForeignContent(tag.name)) return;
    foreign_ = 0;
  }
  FlushText();
  const std::uint16_t number = NumberOf(tag.name);
  const std::uint16_t rules = RulesOf(number);
  if ((rules & kPage) != 0 || (rules & kVoid) != 0) return;
  if (!has_body_ && stack_.size() == 2) return;
  if ((rules & kSpecial) != 0)
    EndSpecial(number, rules);
  else
    EndOther(number, rules, tag.name);
}

const TreeNode& TreeBuilder::Finish() {
  FlushText();
  OpenBody({});
  return *stack_.front().node;
}

}  // namespace pricecrew
