#include "common/io/curl_url.h"

#include <curl/curl.h>

#include <memory>

namespace pricecrew {
namespace {

struct UrlDeleter {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, UrlDeleter>;

struct CurlStringDeleter {
  void operator()(char* text) const { curl_free(text); }
};

std::optional<std::string> Part(const UrlHandle& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return std::nullopt;
  const std::unique_ptr<char, CurlStringDeleter> owner(text);
  return std::string(text);
}

std::optional<CurlTarget> Parse(const UrlHandle& handle, const std::string& url) {
  constexpr unsigned kFlags = CURLU_NON_SUPPORT_SCHEME | CURLU_PATH_AS_IS;
  if (curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), kFlags) != CURLUE_OK) return std::nullopt;
  auto scheme = Part(handle, CURLUPART_SCHEME);
  auto host = Part(handle, CURLUPART_HOST);
  if (!scheme || !host || host->empty()) return std::nullopt;
  return CurlTarget{*std::move(scheme), *std::move(host), {}};
}

}  // namespace

std::optional<CurlTarget> ParseCurlTarget(const std::string& url) {
  const UrlHandle handle(curl_url());
  return Parse(handle, url);
}

std::optional<CurlTarget> ParseCurlProxy(const std::string& url) {
  const UrlHandle handle(curl_url());
  auto proxy = Parse(handle, url);
  if (!proxy) return std::nullopt;
  if (proxy->scheme == "socks5" || proxy->scheme == "socks5h") {
    if (curl_url_set(handle.get(), CURLUPART_SCHEME, "socks5h", CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
      return std::nullopt;
    }
  } else if (proxy->scheme != "http" && proxy->scheme != "https") {
    return std::nullopt;
  }
  proxy->url = Part(handle, CURLUPART_URL).value_or("");
  return proxy;
}

}  // namespace pricecrew
