#include "common/html/script_texts.h"

#include "common/html/within.h"

namespace pricecrew {

void ScriptTexts::OnScript() {
  is_open_ = true;
  is_partial_ = false;
  ends_partial_ = false;
  open_ = {};
}

void ScriptTexts::OnText(std::string_view text) {
  if (!is_open_ || text.empty()) return;
  if (!IsWithin(text, html_)) {
    ends_partial_ = true;
    return;
  }
  const auto begin = static_cast<std::size_t>(text.data() - html_.data());
  if (open_.end == 0) {
    open_.begin = begin;
    is_partial_ = ends_partial_;
  }
  open_.end = begin + text.size();
  ends_partial_ = false;
}

bool ScriptTexts::OnEnd() {
  const bool is_whole = is_open_ && !is_partial_ && !ends_partial_ && open_.end > 0;
  is_open_ = false;
  if (!is_whole || ranges_.size() >= kMaxRanges) return false;
  ranges_.push_back(open_);
  return true;
}

}  // namespace pricecrew
