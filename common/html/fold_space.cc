#include "common/html/fold_space.h"

#include <algorithm>

#include "common/html/ascii.h"

namespace pricecrew {

void SpaceFolder::Append(std::string_view text) {
  while (!text.empty()) {
    const auto word_end = std::find_if(text.begin(), text.end(), IsHtmlSpace);
    const auto length = static_cast<std::size_t>(word_end - text.begin());
    if (length > 0) {
      if (space_due_ && !text_.empty()) text_ += ' ';
      space_due_ = false;
      text_.append(text.substr(0, length));
    }
    if (length == text.size()) return;
    space_due_ = true;
    text.remove_prefix(length + 1);
  }
}

std::string FoldSpace(std::string_view text) {
  SpaceFolder folder;
  folder.Append(text);
  return std::move(folder).Take();
}

}  // namespace pricecrew
