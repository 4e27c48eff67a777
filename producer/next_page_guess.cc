#include "producer/next_page_guess.h"

#include "producer/page_number.h"

namespace pricecrew {
namespace {

// An offset counts products, a page number pages.
bool IsOffset(long number, std::size_t listed) { return number >= static_cast<long>(listed) && number > 0; }

bool HasMore(const StatedCounts& counts, std::optional<long> number, std::size_t listed) {
  if (counts.pages) return *counts.pages > counts.page.value_or(1);
  if (!counts.products) return false;
  const long here = number.value_or(1);
  const auto before = IsOffset(here, listed) ? static_cast<std::size_t>(here)
                                             : static_cast<std::size_t>(here > 0 ? here - 1 : 0) * listed;
  return *counts.products > before + listed;
}

}  // namespace

std::optional<std::string> GuessNextPage(const Url& page, const StatedCounts& counts, std::size_t listed) {
  const std::string here = CanonicalUrl(page);
  const auto number = PageNumberIn(here);
  if (listed == 0 || !HasMore(counts, number, listed)) return std::nullopt;
  Url next = page;
  next.fragment.reset();
  if (!number) {
    next.query = page.query && !page.query->empty() ? *page.query + "&page=2" : "page=2";
    return next.Href();
  }
  const long step = IsOffset(*number, listed) ? static_cast<long>(listed) : 1;
  return WithPageNumber(next.Href(), *number + step);
}

}  // namespace pricecrew
