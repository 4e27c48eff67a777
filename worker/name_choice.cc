#include "worker/name_choice.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "common/html/ascii.h"
#include "worker/name_text.h"
#include "worker/title.h"

namespace pricecrew {
namespace {

struct Named {
  Source source;
  std::string name;
};

// Words and nothing else, each between spaces: what is compared.
std::string Folded(std::string_view text) {
  std::string folded = " ";
  for (const char c : text) {
    const bool word = IsAsciiAlpha(c) || IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (word)
      folded.push_back(AsciiLower(c));
    else if (folded.back() != ' ')
      folded.push_back(' ');
  }
  if (folded.back() != ' ') folded.push_back(' ');
  return folded;
}

bool Contains(std::string_view whole, std::string_view part) {
  return part.size() > 2 && whole.find(part) != std::string_view::npos;
}

bool HasSubstance(std::string_view folded) {
  constexpr std::size_t kLeastBytes = 6;
  return folded.size() >= kLeastBytes + 2;
}

std::optional<Named> StructuredName(const PageSources& page) {
  for (const SourceEvidence& source : page.sources)
    if (source.main && !source.main->name.empty()) return Named{source.source, source.main->name};
  return std::nullopt;
}

// A page of its own title that no heading repeats a word of: the headings are the site's.
bool IsForeignHeading(std::string_view heading, std::string_view title) {
  return !heading.empty() && !title.empty() && TitleLikeness(heading, title) == 0 &&
         Folded(title).size() > 12 && title.find(' ') != std::string_view::npos;
}

NameChoice Choice(Named named, const PageSources& page, std::string reason, double confidence) {
  return {CleanName(named.name, page.title), named.source, std::move(reason), confidence};
}

NameChoice WithoutStructure(const PageSources& page) {
  const std::string& heading = page.seen.product.name;
  if (!heading.empty() && !IsForeignHeading(heading, page.title)) {
    const bool agree = TitleLikeness(heading, page.title) > 0.5;
    return Choice({Source::kVisible, heading}, page, "the heading", agree ? 0.9 : 0.6);
  }
  if (page.title.empty()) return {};
  const Source source = page.meta.product.name.empty() ? Source::kVisible : Source::kMeta;
  return Choice({source, WithoutHostName(page.title, page.url.host)}, page,
                heading.empty() ? "the title, as there is no heading" : "the title, as no heading repeats it",
                0.5);
}

}  // namespace

NameChoice ChooseName(const PageSources& page) {
  const auto structured = StructuredName(page);
  if (!structured) return WithoutStructure(page);
  const std::string& heading = page.seen.product.name;
  const std::string name = Folded(structured->name);
  const std::string seen = Folded(heading);
  if (name == seen) return Choice(*structured, page, "structured data and the heading agree", 0.98);
  if (HasSubstance(seen) && Contains(name, seen))
    return Choice({Source::kVisible, heading}, page, "the heading; structured data adds words to it", 0.85);
  if (HasSubstance(name) && Contains(seen, name))
    return Choice(*structured, page, "structured data; the heading adds words to it", 0.85);
  return Choice(*structured, page, "structured data", 0.75);
}

}  // namespace pricecrew
