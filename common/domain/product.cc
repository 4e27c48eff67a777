#include "common/domain/product.h"

#include <array>
#include <utility>

namespace pricecrew {
namespace {

constexpr std::array<std::pair<Availability, std::string_view>, 5> kNames{{
    {Availability::kInStock, "InStock"},
    {Availability::kOutOfStock, "OutOfStock"},
    {Availability::kPreOrder, "PreOrder"},
    {Availability::kBackOrder, "BackOrder"},
    {Availability::kDiscontinued, "Discontinued"},
}};

}  // namespace

std::string_view ToString(Availability availability) {
  for (const auto& [value, name] : kNames)
    if (value == availability) return name;
  return {};
}

std::optional<Availability> ParseAvailability(std::string_view wanted) {
  for (const auto& [value, name] : kNames)
    if (name == wanted) return value;
  return std::nullopt;
}

}  // namespace pricecrew
