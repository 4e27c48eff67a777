#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pricecrew {

/// How much two texts say the same, 0 to 1: the share of the shorter one's words that the other has too, and
/// how near their lengths are. ASCII case is ignored.
double TitleLikeness(std::string_view text, std::string_view title);

/// The parts of a title, as the marks between them set them apart, the whole first; of its first 256 bytes.
std::vector<std::string_view> TitleParts(std::string_view title);

/// A page's title without the name of the site: `site_name` at either end, with the mark that sets it apart.
std::string WithoutSiteName(std::string_view title, std::string_view site_name);

/// A title without the parts at its ends that name the host: "Lamp | Best Lamps" at bestlamps.example.
std::string WithoutHostName(std::string_view title, std::string_view host);

}  // namespace pricecrew
