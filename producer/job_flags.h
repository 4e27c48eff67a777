#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "common/domain/job.h"
#include "common/domain/result.h"

namespace pricecrew {

/// What a user says of a job on the command line; the same for `producer submit` and `pricecrew scrape`.
struct JobFlags {
  std::vector<std::string> urls;  ///< of categories
  std::vector<std::string>
      product_urls;  ///< --product-url URL...; without a URL it makes `urls` product URLs
  bool urls_are_products = false;
  std::string urls_file;  ///< product URLs, one a line; "-" is standard input
  std::optional<std::uint32_t> max_pages;
  std::optional<std::uint32_t> max_products;
  std::uint32_t depth = 1;
  std::vector<std::string> allowed_hosts;
  std::vector<std::string> sitemaps;  ///< --sitemap URL...; without a URL those that robots.txt names
  bool sitemaps_of_robots = false;
  std::optional<std::uint32_t> concurrency;
  std::optional<double> rate;
  std::string user_agent;
  std::vector<std::string> headers;  ///< "Name: value"
  std::string cookie_file;
  std::string accept_language;
  std::string proxy;
  std::string rules_file;
};

void AddJobFlags(CLI::App& app, JobFlags& flags);
/// Those of them that say what to send and how fast.
void AddRequestFlags(CLI::App& app, JobFlags& flags);

/// Reads the files that the flags name and checks every value. kStop, in one line, where something is wrong
/// with what the user said.
Result<JobRequest> ReadJobRequest(const JobFlags& flags);
/// The same of the request flags alone.
Result<RequestOptions> ReadRequestOptions(const JobFlags& flags);

}  // namespace pricecrew
