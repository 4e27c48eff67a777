#include "producer/job_flags.h"

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <utility>

#include "common/app/settings.h"
#include "common/domain/url.h"
#include "common/rules/read_rules.h"

namespace pricecrew {
namespace {

constexpr std::uint32_t kLeastConcurrency = 2;
constexpr std::size_t kMostRequestBytes = 16 << 10;  // of headers and cookies: every task carries them

Error Wrong(std::string what) { return {ErrorKind::kStop, std::move(what), "usage"}; }

Result<std::string> ReadFile(const std::string& name) {
  if (name == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream file(name, std::ios::binary);
  std::ostringstream text;
  const bool empty =
      file.peek() == std::ifstream::traits_type::eof() && !file.bad();  // << calls that a failure
  if (!file.is_open() || (!empty && !(text << file.rdbuf())))
    return Wrong(fmt::format("cannot read {}: {}", name, std::strerror(errno)));
  return std::move(text).str();
}

/// The lines that hold a URL; blank lines and those that begin with # are left out.
std::vector<std::string> UrlLines(std::string_view text) {
  std::vector<std::string> urls;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#') continue;
    urls.emplace_back(line.substr(first, line.find_last_not_of(" \t\r") - first + 1));
  }
  return urls;
}

Result<std::pair<std::string, std::string>> ParseHeader(const std::string& header) {
  const std::size_t colon = header.find(':');
  const bool clean = header.find_first_of("\r\n") == std::string::npos;
  if (colon == std::string::npos || colon == 0 || !clean || header.find_first_of(" \t") < colon)
    return Wrong("--header is not of the form 'Name: value'");  // says no more: it may be a secret
  const std::size_t value = header.find_first_not_of(" \t", colon + 1);
  return std::pair(header.substr(0, colon),
                   value == std::string::npos ? std::string() : header.substr(value));
}

Result<std::string> ReadRulesFile(const std::string& name) {
  const Result<std::string> text = ReadFile(name);
  if (!text) return text.error();
  return CheckedRules(*text, name);
}

bool IsProxyUrl(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://", "socks5://", "socks5h://"})
    if (url.starts_with(scheme) && url.size() > scheme.size()) return true;
  return false;
}

/// The robots.txt of each host, which a stage reads for the sitemaps that it names.
Result<std::vector<std::string>> RobotsOf(const std::vector<std::string>& urls) {
  std::vector<std::string> robots;
  for (const std::string& text : urls) {
    const std::optional<Url> url = ParseUrl(text);
    if (!url)
      return Error{ErrorKind::kGiveUp, fmt::format("'{}' is not an http or https URL", text), "bad_url"};
    robots.push_back(url->Origin() + "/robots.txt");
  }
  return robots;
}

}  // namespace

void AddJobFlags(CLI::App& app, JobFlags& flags) {
  app.add_option("URL", flags.urls, "category pages to scrape");
  app.add_option_function<std::vector<std::string>>(
         "--product-url",
         [&flags](const std::vector<std::string>& urls) {
           flags.product_urls = urls;
           std::erase(flags.product_urls, "");
           flags.urls_are_products = flags.product_urls.empty();
         },
         "product pages to visit; without a value: the URLs given are product pages")
      ->expected(0, CLI::detail::expected_max_vector_size);
  app.add_option("--urls-file", flags.urls_file, "file of product pages, one a line; - is standard input");
  app.add_option_function<std::vector<std::string>>(
         "--sitemap",
         [&flags](const std::vector<std::string>& urls) {
           flags.sitemaps = urls;
           std::erase(flags.sitemaps, "");
           flags.sitemaps_of_robots = flags.sitemaps.empty();
         },
         "sitemaps to visit the products of; without a value: those that the robots.txt of the URLs given "
         "names")
      ->expected(0, CLI::detail::expected_max_vector_size);
  AddSetting(app, "--depth", flags.depth, "levels of subcategories to follow below each category")
      ->check(CLI::Range(0U, 10U));
  AddSetting(
      app, "--allow-host", flags.allowed_hosts,
      "host whose links count besides those of the category's domain, '.example' for its subdomains; may be "
      "repeated")
      ->expected(1)
      ->take_all();
  AddSetting(app, "--max-pages", flags.max_pages, "pages to visit of each category")
      ->check(CLI::Range(1U, 1'000'000U));
  AddSetting(app, "--max-products", flags.max_products, "products of the job, divided among its categories")
      ->check(CLI::Range(1U, 1'000'000'000U));
  AddRequestFlags(app, flags);
}

void AddRequestFlags(CLI::App& app, JobFlags& flags) {
  AddSetting(app, "--concurrency", flags.concurrency, "requests at once to a host, within its budget")
      ->check(CLI::Range(1U, 10'000U));
  AddSetting(app, "--rate", flags.rate, "requests a second to a host, within its budget")
      ->check(CLI::PositiveNumber);
  AddSetting(app, "--user-agent", flags.user_agent, "User-Agent to send");
  AddSetting(app, "--header", flags.headers,
             "header to send to the hosts given, 'Name: value'; may be repeated")
      ->expected(1)
      ->take_all();
  AddSetting(app, "--cookie-file", flags.cookie_file, "cookies to send, in Netscape format");
  AddSetting(app, "--accept-language", flags.accept_language, "Accept-Language to send");
  AddSetting(app, "--proxy", flags.proxy, "proxy to use: http://, https:// or socks5:// URL");
  AddSetting(app, "--rules", flags.rules_file, "file of rules for the pages of sites");
}

Result<RequestOptions> ReadRequestOptions(const JobFlags& flags) {
  RequestOptions request;
  request.user_agent = flags.user_agent;
  request.accept_language = flags.accept_language;
  if (!flags.proxy.empty() && !IsProxyUrl(flags.proxy))
    return Wrong("--proxy is not an http, https or socks5 URL");  // says no more: it may hold a password
  request.proxy = flags.proxy;
  request.rate = flags.rate;
  request.concurrency = flags.concurrency;
  if (request.concurrency && *request.concurrency < kLeastConcurrency) {
    spdlog::warn("--concurrency {} is raised to 2: one lane for category pages, one for product pages",
                 *request.concurrency);
    request.concurrency = kLeastConcurrency;
  }
  std::size_t bytes = flags.user_agent.size() + flags.accept_language.size() + flags.proxy.size();
  for (const std::string& text : flags.headers) {
    Result<std::pair<std::string, std::string>> header = ParseHeader(text);
    if (!header) return header.error();
    bytes += text.size();
    request.headers.push_back(std::move(*header));
  }
  if (!flags.cookie_file.empty()) {
    Result<std::string> text = ReadFile(flags.cookie_file);
    if (!text) return text.error();
    Result<std::vector<Cookie>> cookies = ParseCookieFile(*text);
    if (!cookies) return Wrong(fmt::format("{}: {}", flags.cookie_file, cookies.error().text));
    for (const Cookie& cookie : *cookies)
      bytes += cookie.name.size() + cookie.value.size() + cookie.domain.size();
    request.cookies = std::move(*cookies);
  }
  if (bytes > kMostRequestBytes)
    return Wrong(
        fmt::format("headers and cookies of {} bytes, where {} are allowed", bytes, kMostRequestBytes));
  if (!flags.rules_file.empty()) {
    Result<std::string> rules = ReadRulesFile(flags.rules_file);
    if (!rules) return rules.error();
    request.rules = std::move(*rules);
  }
  return request;
}

Result<JobRequest> ReadJobRequest(const JobFlags& flags) {
  JobRequest job;
  Result<RequestOptions> request = ReadRequestOptions(flags);
  if (!request) return request.error();
  job.request = std::move(*request);
  job.category_urls = flags.urls;
  job.product_urls = flags.product_urls;
  job.depth = flags.depth;
  job.allowed_hosts = flags.allowed_hosts;
  if (flags.sitemaps_of_robots) {
    Result<std::vector<std::string>> robots = RobotsOf(flags.urls);
    if (!robots) return robots.error();
    job.category_urls = std::move(*robots);
  }
  job.category_urls.insert(job.category_urls.end(), flags.sitemaps.begin(), flags.sitemaps.end());
  if (flags.urls_are_products) std::swap(job.category_urls, job.product_urls);
  if (!flags.urls_file.empty()) {
    Result<std::string> text = ReadFile(flags.urls_file);
    if (!text) return text.error();
    for (std::string& url : UrlLines(*text)) job.product_urls.push_back(std::move(url));
  }
  job.max_pages = flags.max_pages;
  job.max_products = flags.max_products;
  return job;
}

}  // namespace pricecrew
