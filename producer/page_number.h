#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// The number of the page (or the offset of its first item) that a URL names: 3 for "?page=3", "?p=3",
/// "/page/3/",
/// "/page-3", "/p3", "?start=3". Absent where it names none.
std::optional<long> PageNumberIn(std::string_view url);

/// The URL without the page number (or offset) that it names, and without the word before it: what the pages
/// of one category have in common. The URL itself where it names none.
std::string WithoutPageNumber(std::string_view url);

/// The URL with another page number (or offset) in place of its own; the URL itself where it names none.
std::string WithPageNumber(std::string_view url, long number);

/// By how much `to` is further than `from`, where the two URLs differ in a single number only; absent where
/// they do not.
std::optional<long> StepBetween(std::string_view from, std::string_view to);

}  // namespace pricecrew
