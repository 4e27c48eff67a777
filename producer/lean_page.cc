#include "producer/lean_page.h"

#include <algorithm>
#include <array>

#include "producer/word_match.h"

namespace pricecrew {
namespace {

constexpr std::string_view kSpace = " \t\n\r\f";

constexpr std::array<std::string_view, 14> kKept = {"href",     "class",      "id",           "rel",   "role",
                                                    "title",    "alt",        "src",          "style", "type",
                                                    "itemtype", "aria-label", "aria-current", "hidden"};
constexpr std::array<std::string_view, 3> kDropped = {"script", "style", "svg"};
// Elements whose content is no markup.
constexpr std::array<std::string_view, 7> kVerbatim = {"textarea", "title",    "xmp",      "iframe",
                                                       "noembed",  "noframes", "plaintext"};

bool IsSpace(char c) { return kSpace.find(c) != std::string_view::npos; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool StartsWithNoCase(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) { return a == Lower(b); });
}

class LeanWriter {
 public:
  explicit LeanWriter(std::string_view html) : html_(html) { lean_.reserve(html.size() / 2); }

  std::string Write() {
    while (at_ < html_.size()) {
      const auto tag = std::min(html_.find('<', at_), html_.size());
      AppendText(html_.substr(at_, tag - at_));
      at_ = tag;
      if (at_ < html_.size()) Markup();
    }
    return std::move(lean_);
  }

 private:
  void AppendText(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find_first_of(kSpace, at), text.size());
      lean_.append(text.substr(at, end - at));
      at = std::min(text.find_first_not_of(kSpace, end), text.size());
      if (at > end) lean_.push_back(' ');
    }
  }

  void Markup() {
    const auto rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      SkipComment();
    } else if (rest.size() > 1 && IsLetter(rest[1])) {
      StartTag();
    } else if (rest.size() > 1 && (rest[1] == '/' || rest[1] == '!' || rest[1] == '?')) {
      Copy(html_.find('>', at_));
    } else {
      lean_.push_back(html_[at_++]);
    }
  }

  void SkipComment() {
    // "<!-->" and "<!--->" are whole comments.
    const auto end = html_.find("-->", at_ + 2);
    const auto late = html_.substr(0, end).find("--!>", at_ + 4);
    if (late != std::string_view::npos) {
      at_ = late + 4;
    } else {
      at_ = end == std::string_view::npos ? html_.size() : end + 3;
    }
  }

  void Copy(std::size_t last) {
    const auto end = last == std::string_view::npos ? html_.size() : last + 1;
    lean_.append(html_.substr(at_, end - at_));
    at_ = end;
  }

  void StartTag() {
    const auto begin = lean_.size();
    const auto name_begin = at_ + 1;
    at_ = std::min(html_.find_first_of(" \t\n\r\f/>", name_begin), html_.size());
    const auto name = LowerCase(html_.substr(name_begin, at_ - name_begin));
    lean_.append("<").append(name);
    const bool closed = Attributes();
    if (at_ < html_.size()) ++at_;
    lean_.append(closed ? "/>" : ">");
    // Only a drawing can close itself; "<script/>" is open.
    if (HoldsWord(kDropped, name) && !(closed && name == "svg")) DropContent(name, begin);
    if (HoldsWord(kVerbatim, name)) Copy(EndTag(name) - 1);
  }

  // True where the tag closes itself; "/" ends no unquoted value, so "<a href=b/>" does not.
  bool Attributes() {
    for (;;) {
      const auto before = at_;
      at_ = std::min(html_.find_first_not_of(" \t\n\r\f/", at_), html_.size());
      if (at_ == html_.size() || html_[at_] == '>') return at_ > before && html_[at_ - 1] == '/';
      Attribute();
    }
  }

  void Attribute() {
    const auto begin = at_;
    at_ = std::min(html_.find_first_of(" \t\n\r\f/>=", begin + 1), html_.size());
    const auto name = html_.substr(begin, at_ - begin);
    const auto equals = html_.find_first_not_of(kSpace, at_);
    if (equals != std::string_view::npos && html_[equals] == '=') SkipValue(equals + 1);
    if (IsKept(name)) lean_.append(" ").append(html_.substr(begin, at_ - begin));
  }

  static bool IsKept(std::string_view name) {
    return std::any_of(kKept.begin(), kKept.end(), [name](std::string_view kept) {
      return name.size() == kept.size() && StartsWithNoCase(name, kept);
    });
  }

  void SkipValue(std::size_t after_equals) {
    at_ = std::min(html_.find_first_not_of(kSpace, after_equals), html_.size());
    if (at_ == html_.size() || html_[at_] == '>') return;
    const char quote = html_[at_];
    if (quote == '"' || quote == '\'') {
      const auto end = html_.find(quote, at_ + 1);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
    } else {
      at_ = std::min(html_.find_first_of(" \t\n\r\f>", at_), html_.size());
    }
  }

  // Where "</name" begins; the end of the page where it does not. A name that was not found once is not
  // looked for again.
  std::size_t EndTag(std::string_view name) {
    for (auto end = at_; (end = html_.find("</", end)) != std::string_view::npos; end += 2) {
      const auto rest = html_.substr(end + 2);
      if (!StartsWithNoCase(rest, name)) continue;
      if (rest.size() == name.size() || IsSpace(rest[name.size()]) || rest[name.size()] == '>' ||
          rest[name.size()] == '/') {
        return end;
      }
    }
    return html_.size();
  }

  // An open script swallows the rest of the page; an open drawing does not.
  void DropContent(std::string_view name, std::size_t tag_begin) {
    if (name == "svg" && no_svg_end_) return;
    const auto end = EndTag(name);
    if (end == html_.size() && name == "svg") {
      no_svg_end_ = true;
      return;
    }
    lean_.resize(tag_begin);
    at_ = std::min(html_.find('>', end), html_.size() - 1) + 1;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string lean_;
  bool no_svg_end_ = false;
};

}  // namespace

std::string LeanPage(std::string_view html) { return LeanWriter(html).Write(); }

}  // namespace pricecrew
