#include "common/html/page_scan.h"

#include <algorithm>
#include <utility>

#include "common/html/ascii.h"
#include "common/html/element_kind.h"
#include "common/html/fold_space.h"
#include "common/html/tokenizer.h"
#include "common/html/tree_estimate.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxMetas = 256;
constexpr std::size_t kMaxJsonLd = 64;

bool HasWord(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    const auto end = std::find_if(words.begin(), words.end(), IsHtmlSpace);
    const auto size = static_cast<std::size_t>(end - words.begin());
    if (EqualsIgnoringCase(words.substr(0, size), wanted)) return true;
    words.remove_prefix(std::min(size + 1, words.size()));
  }
  return false;
}

// A type with or without parameters.
bool IsJsonLd(std::string_view type) {
  return EqualsIgnoringCase(TrimHtmlSpace(type.substr(0, type.find(';'))), "application/ld+json");
}

void SetOnce(std::string& field, std::optional<std::string_view> value) {
  if (field.empty() && value) field = *value;
}

class PageScanner : public TokenSink {
 public:
  void OnStartTag(const StartTag& tag) override {
    ++scan_.start_tags;
    scan_.max_attributes = std::max(scan_.max_attributes, tag.attributes.size());
    scan_.attributes += tag.attributes.size();
    const bool was_foreign = tree_.InForeignContent();
    tree_.OnStartTag(tag);
    if (const ContentModel content = TextOf(tag.name); content != ContentModel::kData)
      tokenizer_.ReadAs(tree_.HasOpened(tag.name) ? content : ContentModel::kData);
    if ((tag.name == "script" || tag.name == "style") && tree_.HasOpened(tag.name) &&
        !tree_.InForeignContent())
      scripts_.OnScript();
    if (tree_.InForeignContent() || (was_foreign && tag.name == "title")) return;
    if (tag.name == "meta") AddMeta(tag);
    if (tag.name == "link") AddLink(tag);
    if (tag.name == "html") SetOnce(scan_.lang, tag.Find("lang"));
    if (tag.name == "base") SetOnce(scan_.base, tag.Find("href"));
    if (tag.name == "title") collecting_ = !std::exchange(has_title_, true);
    if (tag.name == "script")
      collecting_ = scan_.json_ld.size() < kMaxJsonLd && IsJsonLd(tag.Find("type").value_or(""));
  }

  void OnEndTag(const EndTag& tag) override {
    scripts_.OnEnd();
    if (collecting_ && (tag.name == "title" || tag.name == "script")) EndText(tag.name);
    tree_.OnEndTag(tag);
  }

  void OnText(std::string_view text) override {
    tree_.OnText();
    scripts_.OnText(text);
    if (!collecting_) return;
    text_ += text;
    if (kept_ + text_.size() <= kMaxKeptText) return;
    text_.clear();
    collecting_ = false;
  }

  PageScan Scan(std::string_view html) && {
    scripts_.OnPage(html);
    tokenizer_.Feed(html);
    tokenizer_.Finish();
    scan_.max_depth = tree_.max_depth();
    scan_.tree_elements = tree_.elements();
    scan_.script_texts = scripts_.Take();
    return std::move(scan_);
  }

 private:
  void AddMeta(const StartTag& tag) {
    const std::optional<std::string_view> content = tag.Find("content");
    if (!content || scan_.metas.size() == kMaxMetas) return;
    for (const std::string_view name : {"property", "name", "itemprop"}) {
      const std::string_view key = TrimHtmlSpace(tag.Find(name).value_or(""));
      if (key.empty()) continue;
      scan_.metas.push_back({AsciiLower(key), std::string(TrimHtmlSpace(*content))});
      return;
    }
  }

  void AddLink(const StartTag& tag) {
    const std::string_view rel = tag.Find("rel").value_or("");
    if (HasWord(rel, "canonical")) SetOnce(scan_.canonical, tag.Find("href"));
    if (HasWord(rel, "next")) SetOnce(scan_.next, tag.Find("href"));
  }

  void EndText(std::string_view name) {
    if (name == "title")
      scan_.title = FoldSpace(text_);
    else
      scan_.json_ld.push_back(text_);
    kept_ += text_.size();
    text_.clear();
    collecting_ = false;
  }

  Tokenizer tokenizer_{*this};
  PageScan scan_;
  TreeEstimate tree_;
  ScriptTexts scripts_;
  std::string text_;         // of the title or the script at hand
  std::size_t kept_ = 0;     // bytes of such texts
  bool collecting_ = false;  // into text_
  bool has_title_ = false;
};

}  // namespace

PageScan ScanPage(std::string_view html) { return PageScanner().Scan(html); }

std::string WithoutScriptTexts(std::string_view html, const PageScan& scan) {
  std::string without;
  without.reserve(html.size());
  std::size_t at = 0;
  for (const TextRange& text : scan.script_texts) {
    without += html.substr(at, text.begin - at);
    at = text.end;
  }
  return without += html.substr(at);
}

}  // namespace pricecrew
