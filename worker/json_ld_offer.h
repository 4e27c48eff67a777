#pragma once

#include <rapidjson/document.h>

#include "worker/evidence.h"
#include "worker/json_ld_graph.h"

namespace pricecrew {

/// Price, currency, regular price and availability of `offers`: an Offer, an AggregateOffer (its lowPrice),
/// an array of them, with PriceSpecifications. Of several offers the first that can be bought and has a price
/// counts, else the first with a price.
Evidence ReadOffers(const rapidjson::Value& offers, const JsonLdGraph& graph, const SourceHints& hints);

}  // namespace pricecrew
