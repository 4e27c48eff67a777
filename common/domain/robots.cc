#include "common/domain/robots.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "common/domain/ascii.h"

namespace pricecrew {
namespace {

constexpr std::size_t kMaxLineBytes = 2083 * 8 - 1;  // as Google has it; the rest of a line is not read
constexpr std::size_t kMaxCompared = std::size_t{16} << 20;  // path bytes for all wildcards of one verdict
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kBlanks = " \t\v\f";

enum class Key { kOther, kUserAgent, kAllow, kDisallow, kCrawlDelay, kSitemap };

struct KeyName {
  std::string_view name;
  Key key;
};

/// The lines that mean something, with the misspellings that real files have.
constexpr std::array kKeys{
    KeyName{"disallow", Key::kDisallow},      KeyName{"allow", Key::kAllow},
    KeyName{"user-agent", Key::kUserAgent},   KeyName{"sitemap", Key::kSitemap},
    KeyName{"crawl-delay", Key::kCrawlDelay}, KeyName{"dissallow", Key::kDisallow},
    KeyName{"disalow", Key::kDisallow},       KeyName{"useragent", Key::kUserAgent},
    KeyName{"user agent", Key::kUserAgent},   KeyName{"user_agent", Key::kUserAgent},
};

struct Line {
  Key key = Key::kOther;
  std::string_view value;
};

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

Key KeyOf(std::string_view name) {
  const auto* found = std::find_if(kKeys.begin(), kKeys.end(), [name](const KeyName& known) {
    return EqualsIgnoringCase(known.name, name);
  });
  return found == kKeys.end() ? Key::kOther : found->key;
}

/// "key: value # comment", or "key value", as long as these are two words.
Line ReadLine(std::string_view text) {
  text = Trim(text.substr(0, std::min(text.find('#'), kMaxLineBytes)));
  std::size_t separator = text.find(':');
  if (separator == std::string_view::npos) {
    separator = text.find_first_of(kBlanks);
    if (separator == std::string_view::npos) return {};
    if (Trim(text.substr(separator)).find_first_of(kBlanks) != std::string_view::npos) return {};
  }
  return {KeyOf(Trim(text.substr(0, separator))), Trim(text.substr(separator + 1))};
}

/// A file that was cut, or pasted together, may hold a part of the mark only.
std::string_view WithoutByteOrderMark(std::string_view text) {
  for (const char byte : kByteOrderMark) {
    if (!text.starts_with(byte)) break;
    text.remove_prefix(1);
  }
  return text;
}

bool NamesEveryone(std::string_view agent) {
  return agent.starts_with('*') && (agent.size() == 1 || kBlanks.find(agent[1]) != std::string_view::npos);
}

std::optional<double> ReadSeconds(std::string_view text) {
  if (text.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return seconds;
}

/// All the groups that speak to one crawler.
struct Group {
  bool is_named = false;
  std::vector<RobotsPattern> patterns;
  std::optional<double> crawl_delay;
};

}  // namespace

std::string ProductToken(std::string_view user_agent) {
  const auto is_of_token = [](char c) { return IsAsciiAlpha(c) || c == '-' || c == '_'; };
  const auto end = std::find_if_not(user_agent.begin(), user_agent.end(), is_of_token);
  return AsciiLower(std::string_view(user_agent.begin(), end));
}

/// Goes through a file line by line, once.
class RobotsRules::Reader {
 public:
  explicit Reader(std::string_view product_token) : token_(AsciiLower(product_token)) {}

  void Read(std::string_view text) {
    while (!text.empty()) {
      const auto* end = std::find_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
      const auto size = static_cast<std::size_t>(end - text.begin());
      Apply(ReadLine(text.substr(0, size)));
      text.remove_prefix(std::min(size + 1, text.size()));
    }
  }

  RobotsRules Take() && {
    Group& group = own_.is_named ? own_ : everyone_;
    RobotsRules rules;
    rules.patterns_ = std::move(group.patterns);
    rules.patterns_.shrink_to_fit();
    rules.wildcards_ = static_cast<std::size_t>(std::count_if(
        rules.patterns_.begin(), rules.patterns_.end(), [](const auto& one) { return one.HasWildcard(); }));
    rules.crawl_delay_ = group.crawl_delay;
    rules.sitemaps_ = std::move(sitemaps_);
    return rules;
  }

 private:
  void Apply(const Line& line) {
    switch (line.key) {
      case Key::kUserAgent:
        return Name(line.value);
      case Key::kAllow:
      case Key::kDisallow:
        return AddRule(line);
      case Key::kCrawlDelay:
        return Delay(ReadSeconds(line.value));
      case Key::kSitemap:
        if (!line.value.empty()) sitemaps_.emplace_back(line.value);
        return;
      case Key::kOther:
        return;
    }
  }

  /// Further names join a group until its first rule; other lines between them do not end it.
  void Name(std::string_view agent) {
    if (has_rule_) speaks_to_own_ = speaks_to_everyone_ = has_rule_ = false;
    if (NamesEveryone(agent)) speaks_to_everyone_ = true;
    if (!token_.empty() && ProductToken(agent) == token_) speaks_to_own_ = own_.is_named = true;
  }

  /// An empty pattern, and one that no path can begin with, say nothing.
  void AddRule(const Line& line) {
    has_rule_ = true;
    if (!line.value.starts_with('/') && !line.value.starts_with('*')) return;
    const auto pattern = line.key == Key::kAllow ? RobotsPattern::Allow : RobotsPattern::Disallow;
    if (speaks_to_own_) own_.patterns.push_back(pattern(line.value));
    if (speaks_to_everyone_) everyone_.patterns.push_back(pattern(line.value));
  }

  /// For those whom the group has named so far: "User-agent: a, Crawl-delay: 5, User-agent: *" asks a alone.
  void Delay(std::optional<double> seconds) {
    if (!seconds) return;
    if (speaks_to_own_) own_.crawl_delay = std::max(own_.crawl_delay, seconds);
    if (speaks_to_everyone_) everyone_.crawl_delay = std::max(everyone_.crawl_delay, seconds);
  }

  std::string token_;
  Group own_;
  Group everyone_;
  bool speaks_to_own_ = false;
  bool speaks_to_everyone_ = false;
  bool has_rule_ = false;
  std::vector<std::string> sitemaps_;
};

RobotsRules RobotsRules::Parse(std::string_view text, std::string_view product_token) {
  Reader reader(product_token);
  reader.Read(WithoutByteOrderMark(text.substr(0, kMaxBytes)));
  return std::move(reader).Take();
}

RobotsRules RobotsRules::DisallowAll() {
  RobotsRules rules;
  rules.patterns_.push_back(RobotsPattern::Disallow("/"));
  return rules;
}

bool RobotsRules::Allows(std::string_view path) const {
  if (path == "/robots.txt" || patterns_.empty()) return true;
  if (wildcards_ * path.size() > kMaxCompared) return false;
  const RobotsPath spelled(path);
  bool is_allowed = true;
  std::uint32_t octets = 0;
  for (const RobotsPattern& pattern : patterns_) {
    const bool would_win = pattern.octets() > octets || (pattern.octets() == octets && pattern.is_allow());
    if (!would_win || !pattern.Matches(spelled)) continue;
    octets = pattern.octets();
    is_allowed = pattern.is_allow();
  }
  return is_allowed;
}

std::size_t RobotsRules::MemoryBytes() const {
  std::size_t bytes = sizeof(*this);
  for (const RobotsPattern& pattern : patterns_) bytes += pattern.MemoryBytes();
  for (const std::string& sitemap : sitemaps_) bytes += sizeof(std::string) + sitemap.capacity();
  return bytes;
}

}  // namespace pricecrew
