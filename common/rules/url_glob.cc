#include "common/rules/url_glob.h"

#include <algorithm>

namespace pricecrew {

// Each piece between two "*" is taken where it first stands: a later place can only leave less for the rest.
bool UrlGlob::Matches(std::string_view url) const {
  std::string_view pattern = pattern_;
  std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return url == pattern;
  if (!url.starts_with(pattern.substr(0, star))) return false;
  url.remove_prefix(star);
  while (true) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    if (star == std::string_view::npos) return url.ends_with(piece);
    const std::size_t at = url.find(piece);
    if (at == std::string_view::npos) return false;
    url.remove_prefix(at + piece.size());
  }
}

}  // namespace pricecrew
