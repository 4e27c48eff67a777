#include "worker/evidence.h"

namespace pricecrew {
namespace {

template <typename T>
void Fill(std::optional<T>& value, const std::optional<T>& other) {
  if (!value) value = other;
}

}  // namespace

std::string_view ToString(Source source) {
  switch (source) {
    case Source::kJsonLd:
      return "json_ld";
    case Source::kMicrodata:
      return "microdata";
    case Source::kRdfa:
      return "rdfa";
    case Source::kMicroformat:
      return "microformat";
    case Source::kMeta:
      return "meta";
    case Source::kState:
      return "state";
    case Source::kVisible:
      return "visible";
  }
  return {};
}

Evidence Completed(Evidence main, const Evidence& other) {
  if (main.name.empty()) main.name = other.name;
  const bool same_price = !main.price || main.price == other.price;
  if (!main.price) main.price = other.price;
  Fill(main.currency, other.currency);
  if (same_price) Fill(main.regular_price, other.regular_price);
  if (same_price) Fill(main.high_price, other.high_price);
  Fill(main.availability, other.availability);
  Fill(main.sku, other.sku);
  Fill(main.gtin, other.gtin);
  Fill(main.brand, other.brand);
  Fill(main.image, other.image);
  Fill(main.url, other.url);
  if (main.variants.empty() && main.source == other.source) main.variants = other.variants;
  return main;
}

}  // namespace pricecrew
