#pragma once

#include <string_view>

namespace pricecrew {

/// Whether the query parameter `name`=`value` says only who followed a link and from where (an advertisement,
/// a newsletter, a session) and nothing about the page. In doubt it is no: a page visited twice costs a
/// request, two products taken for one cost a product.
bool IsTrackingParameter(std::string_view name, std::string_view value);

}  // namespace pricecrew
