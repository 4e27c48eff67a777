#include "tests/faults/shop/hostile_truth.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <set>
#include <string_view>
#include <vector>

#include "tests/shop/market.h"

namespace pricecrew::shop {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void Put(Writer& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void Member(Writer& json, std::string_view key, std::string_view value) {
  Put(json, key);
  Put(json, value);
}

void Member(Writer& json, std::string_view key, const std::vector<std::string>& values) {
  Put(json, key);
  json.StartArray();
  for (const std::string& value : values) Put(json, value);
  json.EndArray();
}

// A page's outcomes, after robots.txt had its say.
std::vector<std::string> Allowed(const Host& host, Trouble trouble, std::string_view success, bool members) {
  constexpr std::string_view kGood = "product:";
  std::vector<std::string> closed{"skipped:robots*", "failed:robots*"};
  const Reach reach = ReachOf(host.robots);
  if (reach == Reach::kClosed) return closed;
  const Reach rule = members ? MembersReachOf(host.robots) : Reach::kOpen;
  if (rule == Reach::kClosed) return {"skipped:robots*"};
  std::vector<std::string> allowed;
  for (const std::string& one : AllowedOf(trouble)) allowed.emplace_back(one == kGood ? success : one);
  if (rule == Reach::kMayBeClosed) allowed.emplace_back("skipped:robots*");
  if (reach == Reach::kMayBeClosed) allowed.insert(allowed.end(), closed.begin(), closed.end());
  // The tries that went to robots.txt may be those that the page needed to heal.
  if (reach == Reach::kMayBeClosed && Heals(trouble)) allowed.emplace_back("failed:*");
  return allowed;
}

void PutProduct(Writer& json, const Host& host, const PlannedProduct& planned, const Market& market) {
  json.StartObject();
  Member(json, "path", planned.product.path);
  Member(json, "stage", "product");
  Member(json, "trouble", NameOf(planned.trouble));
  Member(json, "allowed", Allowed(host, planned.trouble, "product:", planned.members));
  Member(json, "name", planned.product.name);
  Member(json, "price", DecimalAmount(market, planned.product.price));
  Member(json, "currency", market.currency);
  json.EndObject();
}

void PutListing(Writer& json, const Host& host, const PlannedCategory& planned, std::size_t page,
                const std::vector<PlannedProduct>& products) {
  json.StartObject();
  Member(json, "path", ListingPath(planned.category.index, page));
  Member(json, "stage", "category");
  Member(json, "trouble", NameOf(Plan::TroubleOf(planned, page)));
  Member(json, "allowed", Allowed(host, Plan::TroubleOf(planned, page), "listing:*", false));
  std::vector<std::string> paths;
  paths.reserve(products.size());
  for (const PlannedProduct& one : products) paths.push_back(one.product.path);
  Member(json, "products", paths);
  Put(json, "next");
  const auto next = planned.chain == Chain::kSelfNext ? std::nullopt : Plan::Next(planned, page);
  if (next) {
    Put(json, *next);
  } else {
    json.Null();
  }
  Put(json, "optional");
  json.Bool(planned.chain == Chain::kSame && page > 1);
  json.EndObject();
}

}  // namespace

std::string HostsJson(const Hosts& hosts) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartArray();
  for (const Host& host : hosts.all()) {
    json.StartObject();
    Member(json, "host", host.name);
    Member(json, "robots", NameOf(host.robots));
    Put(json, "crawl_delay");
    json.Int(host.robots == Robots::kCrawlDelay ? 1 : 0);
    json.EndObject();
  }
  json.EndArray();
  return {buffer.GetString(), buffer.GetSize()};
}

std::string TruthJson(const Plan& plan, const Host& host, std::uint64_t category, std::size_t max_pages) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  const PlannedCategory planned = plan.CategoryAt(host, category);
  const bool endless = planned.chain == Chain::kEndless || planned.chain == Chain::kSame;
  const std::size_t last = planned.chain == Chain::kSelfNext ? 1
                           : endless                         ? max_pages
                                                             : std::min(max_pages, planned.category.pages);
  std::set<std::string> said;
  json.StartArray();
  for (std::size_t page = 1; page <= last; ++page) {
    const std::vector<PlannedProduct> products = plan.Listing(host, category, page);
    PutListing(json, host, planned, page, products);
    for (const PlannedProduct& one : products)
      if (said.insert(one.product.path).second) PutProduct(json, host, one, *planned.category.market);
  }
  json.EndArray();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace pricecrew::shop
