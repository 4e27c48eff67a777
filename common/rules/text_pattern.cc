#include "common/rules/text_pattern.h"

#include <algorithm>
#include <utility>

#include "common/html/utf8.h"
#include "common/rules/code_point.h"
#include "common/rules/text_pattern_parser.h"

namespace pricecrew {
namespace {

using Step = TextPattern::Step;
using Kind = TextPattern::Step::Kind;

constexpr std::size_t kNowhere = std::string_view::npos;

/// One way to match so far: where it stands in the pattern, and where the group began and ended.
struct Way {
  std::uint32_t step = 0;
  std::size_t begin = kNowhere;
  std::size_t end = kNowhere;
};

/// All ways that stand at one place of the text, the better ones first. Of two that stand at one step only
/// the better one counts, so there are never more than there are steps.
class Ways {
 public:
  Ways(const std::vector<Step>& steps, std::size_t text_size) : steps_(steps), text_size_(text_size) {}

  [[nodiscard]] const std::vector<Way>& all() const { return ways_; }

  void Clear() {
    ways_.clear();
    ++round_;
  }

  /// Adds a way, and the ways that it forks into without going on in the text.
  void Add(Way first, std::size_t at) {
    seen_.resize(steps_.size(), 0);
    pending_.push_back(first);
    while (!pending_.empty()) {
      Way way = pending_.back();
      pending_.pop_back();
      if (std::exchange(seen_[way.step], round_) != round_) Follow(way, at);
    }
  }

 private:
  void Follow(Way way, std::size_t at) {
    const Step& step = steps_[way.step];
    switch (step.kind) {
      case Kind::kTake:
      case Kind::kMatch:
        ways_.push_back(way);
        return;
      case Kind::kFork:
        pending_.push_back({step.other, way.begin, way.end});
        [[fallthrough]];
      case Kind::kJump:
        pending_.push_back({step.to, way.begin, way.end});
        return;
      case Kind::kBeginGroup:
        pending_.push_back({way.step + 1, at, kNowhere});
        return;
      case Kind::kEndGroup:
        pending_.push_back({way.step + 1, way.begin, at});
        return;
      case Kind::kAtBegin:
        if (at == 0) pending_.push_back({way.step + 1, way.begin, way.end});
        return;
      case Kind::kAtEnd:
        if (at == text_size_) pending_.push_back({way.step + 1, way.begin, way.end});
        return;
    }
  }

  const std::vector<Step>& steps_;
  std::size_t text_size_;
  std::vector<Way> ways_;
  std::vector<Way> pending_;
  std::vector<std::size_t> seen_;  // the round in which each step was reached last
  std::size_t round_ = 1;
};

}  // namespace

bool TextPattern::Set::Holds(char32_t c) const {
  const bool within =
      std::ranges::any_of(ranges, [c](const auto& range) { return c >= range.first && c <= range.second; });
  return within != negated;
}

Checked<TextPattern> TextPattern::Compile(std::string_view text) {
  Checked<std::vector<Step>> parsed = ParseTextPattern(text);
  if (auto* mistake = std::get_if<Mistake>(&parsed)) return std::move(*mistake);
  return TextPattern(std::get<std::vector<Step>>(std::move(parsed)));
}

std::optional<std::string_view> TextPattern::Find(std::string_view text) const {
  if (text.size() > kMaxTextBytes) text = text.substr(0, ValidUtf8Prefix(text.substr(0, kMaxTextBytes)));
  Ways ways(steps_, text.size());
  Ways other_ways(steps_, text.size());
  Ways* here = &ways;
  Ways* next = &other_ways;
  std::optional<Way> match;
  for (std::size_t at = 0;; std::swap(here, next)) {
    if (!match) here->Add({}, at);  // begins here; worse than what began before
    const CodePoint c = at < text.size() ? CodePointAt(text, at) : CodePoint{};
    next->Clear();
    for (const Way& way : here->all()) {
      const Step& step = steps_[way.step];
      if (step.kind == Kind::kMatch) {
        match = way;
        break;  // what is left is worse
      }
      if (at < text.size() && step.set.Holds(c.value))
        next->Add({way.step + 1, way.begin, way.end}, at + c.size);
    }
    if (at == text.size() || (match && next->all().empty())) break;
    at += c.size;
  }
  if (!match || match->begin == kNowhere || match->end == kNowhere) return std::nullopt;
  return text.substr(match->begin, match->end - match->begin);
}

}  // namespace pricecrew
