#include "worker/page_scripts.h"

#include <algorithm>

#include "common/html/tokenizer.h"

namespace pricecrew {
namespace {

class ScriptReader : public TokenSink {
 public:
  void OnStartTag(const StartTag& tag) override {
    collecting_ = tag.name == "script";
    if (!collecting_) return;
    script_ = {};
    for (const auto& attribute : tag.attributes)
      script_.attributes.emplace_back(attribute.name, attribute.value);
  }

  void OnText(std::string_view text) override {
    if (!collecting_) return;
    collecting_ = bytes_ + script_.text.size() + text.size() <= kMaxScriptBytes;
    if (collecting_) script_.text += text;
  }

  void OnEndTag(const EndTag&) override {
    if (collecting_ && !script_.text.empty()) {
      bytes_ += script_.text.size();
      scripts_.push_back(std::move(script_));
    }
    collecting_ = false;
  }

  std::vector<PageScript> Read(std::string_view html) && {
    Tokenizer tokenizer(*this);
    tokenizer.Feed(html);
    tokenizer.Finish();
    return std::move(scripts_);
  }

 private:
  std::vector<PageScript> scripts_;
  PageScript script_;
  std::size_t bytes_ = 0;    // of texts that are kept
  bool collecting_ = false;  // into script_
};

}  // namespace

std::optional<std::string_view> PageScript::Attribute(std::string_view name) const {
  const auto found = std::ranges::find(attributes, name, &std::pair<std::string, std::string>::first);
  return found == attributes.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::vector<PageScript> ReadScripts(std::string_view html) { return ScriptReader().Read(html); }

}  // namespace pricecrew
