#include "common/html/page_scan.h"

#include <algorithm>
#include <utility>

#include "common/html/ascii.h"
#include "common/html/fold_space.h"
#include "common/html/short_names.h"
#include "common/html/tokenizer.h"

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
  PageScanner() = default;
  explicit PageScanner(TokenSink& also) : also_(&also) {}

  void OnStartTag(const StartTag& tag) override {
    if (also_ != nullptr) also_->OnStartTag(tag);
    if (tokenizer_.InForeignContent()) return;
    switch (ShortName(tag.name)) {
      case ShortName("meta"):
        return AddMeta(tag);
      case ShortName("link"):
        return AddLink(tag);
      case ShortName("html"):
        return SetOnce(scan_.lang, tag.Find("lang"));
      case ShortName("base"):
        return SetOnce(scan_.base, tag.Find("href"));
      case ShortName("title"):
        collecting_ = !std::exchange(has_title_, true);
        return;
      case ShortName("script"):
        return StartScript(tag);
      case ShortName("style"):
        return scripts_.OnScript();
      default:
        return;
    }
  }

  void OnEndTag(const EndTag& tag) override {
    if (also_ != nullptr) also_->OnEndTag(tag);
    if (scripts_.OnEnd() && tag.name == "script" && !collecting_) {
      script_.text = scripts_.Last();
      scan_.scripts.push_back(std::move(script_));
    }
    if (collecting_ && (tag.name == "title" || tag.name == "script")) EndText(tag.name);
  }

  void OnText(std::string_view text) override {
    if (also_ != nullptr) also_->OnText(text);
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
    scan_.script_texts = scripts_.Take();
    return std::move(scan_);
  }

 private:
  void StartScript(const StartTag& tag) {
    scripts_.OnScript();
    script_ = {std::string(tag.Find("id").value_or("")), std::string(tag.Find("type").value_or("")), {}};
    collecting_ = scan_.json_ld.size() < kMaxJsonLd && IsJsonLd(script_.type);
  }

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
  TokenSink* also_ = nullptr;
  PageScan scan_;
  ScriptTexts scripts_;
  ScriptText script_;        // the one at hand
  std::string text_;         // of the title or the script at hand
  std::size_t kept_ = 0;     // bytes of such texts
  bool collecting_ = false;  // into text_
  bool has_title_ = false;
};

}  // namespace

PageScan ScanPage(std::string_view html) { return PageScanner().Scan(html); }
PageScan ScanPage(std::string_view html, TokenSink& also) { return PageScanner(also).Scan(html); }

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
