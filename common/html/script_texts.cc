#include "common/html/script_texts.h"

#include <functional>

namespace pricecrew {
namespace {

bool IsWithin(std::string_view part, std::string_view whole) {
  const std::less_equal<> not_after;  // a total order, whatever the pointers
  return not_after(whole.data(), part.data()) &&
         not_after(part.data() + part.size(), whole.data() + whole.size());
}

}  // namespace

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

void ScriptTexts::OnEnd() {
  const bool is_whole = is_open_ && !is_partial_ && !ends_partial_ && open_.end > 0;
  is_open_ = false;
  if (is_whole && ranges_.size() < kMaxRanges) ranges_.push_back(open_);
}

}  // namespace pricecrew
