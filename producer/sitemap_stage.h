#pragma once

#include "common/domain/settlement.h"
#include "producer/sitemap.h"

namespace pricecrew {

/// What a task whose page turned out to be a sitemap is settled as: with lists of the products that it names,
/// and with the sitemaps of an index, as far as the task's limits go. Pages of other shops are left out.
/// Pure.
Settlement SettleSitemap(const Task& task, const Url& url, const Sitemap& sitemap);

}  // namespace pricecrew
