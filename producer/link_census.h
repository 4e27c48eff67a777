#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/url.h"
#include "producer/page_outline.h"
#include "producer/page_regions.h"

namespace pricecrew {

/// A link of the page with its surroundings.
struct Link {
  std::size_t element = 0;  ///< its place in the outline
  std::string url;          ///< absolute, without fragment
  std::string identity;     ///< CanonicalUrl: two links to one page have the same
  std::string text;         ///< what it shows; empty for a picture
  std::string label;        ///< aria-label, title or alternative text where there is one
  Region region = Region::kContent;
  bool errand = false;  ///< leads to a cart, an account, a comparison: never to a product
};

/// The links of a page that lead to other pages of the same shop, in document order.
struct LinkCensus {
  std::vector<Link> links;
  std::size_t seen = 0;  ///< every link of the page, wherever it leads
  std::vector<std::size_t>
      selves;  ///< elements that link to the page itself, and not to a place in it; in order
};

/// Where a page is and what its links resolve against.
struct PageAddress {
  Url page;
  Url base;
  std::string domain;              ///< RegistrableDomain of the page's host
  std::vector<std::string> hosts;  ///< other hosts whose links count; ".example" stands for its subdomains
};

/// The address of a page whose base element has `base_href` (empty where it has none).
PageAddress AddressOf(const Url& page, std::string_view base_href, std::vector<std::string> hosts = {});

/// True where `url` is of the page's own shop: on the same host and port ("www." counts for nothing), on
/// another host of its registrable domain, or on one of `address.hosts`.
bool IsWithinShop(const Url& url, const PageAddress& address);

/// Takes stock of all links. Left out of `links`: other shops (see IsWithinShop), the page itself, what is no
/// http(s) URL. Linear.
LinkCensus TakeLinkCensus(const Outline& outline, const std::vector<Region>& regions,
                          const PageAddress& address);

/// Resolves `href` to another page of the same shop; absent where it is none.
std::optional<Url> ResolveWithinShop(std::string_view href, const PageAddress& address);

}  // namespace pricecrew
