#pragma once

#include "common/domain/json.h"
#include "common/domain/product.h"

namespace pricecrew {

/// The member "sources": {"price":{"source":"json_ld","confidence":0.98}}
void WriteSources(json::Writer& writer, const Product& product);

}  // namespace pricecrew
