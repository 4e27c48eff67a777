#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/domain/url.h"
#include "worker/evidence.h"

namespace pricecrew {

/// What tells the product of a page from others that it names.
struct PageIdentity {
  const Url* url = nullptr;
  std::string_view canonical = {};  ///< absolute, or empty
  std::string_view title = {};
  std::string_view heading = {};  ///< empty where none is known
};

/// The product that the page is about: the only one, or the one whose URL is the page's, or whose name is the
/// title's, among several. Absent where none is, or where several say nothing that tells them apart (a
/// listing).
std::optional<Evidence> MainProduct(const std::vector<Evidence>& products, const PageIdentity& page);

/// The same for what scripts are handed, where products of all kinds lie about: the one whose name is the
/// heading's or the title's, else the first that has no name of its own.
std::optional<Evidence> MainOfState(const std::vector<Evidence>& products, const PageIdentity& page);

}  // namespace pricecrew
