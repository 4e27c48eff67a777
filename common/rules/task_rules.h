#pragma once

#include <memory>
#include <string>

#include "common/rules/rules.h"

namespace pricecrew {

/// The rules that the tasks of a job carry, read; null where they cannot be. This thread keeps those that it
/// was asked for last, since tasks of one job come one after another, and reading rules takes longer than
/// reading a small page.
std::shared_ptr<const Rules> TaskRules(const std::string& text);

}  // namespace pricecrew
