#include "common/html/node_text.h"

#include <gumbo.h>

#include <vector>

#include "common/html/fold_space.h"

namespace pricecrew {
namespace {

bool IsInvisible(GumboTag tag) {
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TEMPLATE ||
         tag == GUMBO_TAG_NOSCRIPT;
}

// What the style sheet of the HTML standard's rendering section sets apart from the text around it.
bool BreaksText(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_OPTGROUP:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

struct Step {
  const GumboElement* element;
  unsigned next_child = 0;
};

// Reads a text, or returns the element that is to be entered.
const GumboElement* Visit(const GumboNode* node, SpaceFolder& text) {
  switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      text.Append(node->v.text.text);
      return nullptr;
    case GUMBO_NODE_ELEMENT:
      return IsInvisible(node->v.element.tag) ? nullptr : &node->v.element;
    default:
      return nullptr;
  }
}

}  // namespace

std::string VisibleText(const GumboNode* root) {
  SpaceFolder text;
  std::vector<Step> path;
  if (const GumboElement* element = Visit(root, text)) path.push_back({element});
  while (!path.empty()) {
    Step& step = path.back();
    const bool breaks = BreaksText(step.element->tag);
    if (breaks && step.next_child == 0) text.Break();
    if (step.next_child == step.element->children.length) {
      if (breaks) text.Break();
      path.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(step.element->children.data[step.next_child++]);
    if (const GumboElement* element = Visit(child, text)) path.push_back({element});
  }
  return std::move(text).Take();
}

}  // namespace pricecrew
