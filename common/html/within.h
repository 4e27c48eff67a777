#pragma once

#include <functional>
#include <string_view>

namespace pricecrew {

/// True where `part` is a view of the bytes of `whole`.
inline bool IsWithin(std::string_view part, std::string_view whole) {
  const std::less_equal<> not_after;  // a total order, whatever the pointers
  return not_after(whole.data(), part.data()) &&
         not_after(part.data() + part.size(), whole.data() + whole.size());
}

}  // namespace pricecrew
