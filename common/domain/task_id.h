#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "common/domain/topology.h"

namespace pricecrew {

/// The identity of a task: XXH3-128 of (job, stage, canonical URL), so that the same page is the same task
/// however often it is found.
struct TaskId {
  std::array<std::uint8_t, 16> bytes{};

  [[nodiscard]] std::string Hex() const;                       ///< 32 lower-case digits
  static std::optional<TaskId> FromHex(std::string_view hex);  ///< exactly 32 digits

  friend auto operator<=>(const TaskId&, const TaskId&) = default;
};

TaskId MakeTaskId(std::string_view job, Stage stage, std::string_view canonical_url);

/// A hash that is the same in every process and on every machine.
std::uint64_t StableHash(std::string_view text);

}  // namespace pricecrew

template <>
struct std::hash<pricecrew::TaskId> {
  std::size_t operator()(const pricecrew::TaskId& id) const noexcept;
};
