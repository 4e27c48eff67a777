#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pricecrew {

/// What a broker of that version ("3.10.8") cannot do, for the log. Absent from 4.0 on, and for what is no
/// version.
std::optional<std::string> OldBrokerWarning(std::string_view version);

}  // namespace pricecrew
