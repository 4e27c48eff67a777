#include "tests/shop/request.h"

#include <algorithm>

namespace pricecrew::shop {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool EqualsIgnoringCase(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return Lower(a) == Lower(b); });
}

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Takes what stands before the separator off the front of `rest`.
std::string_view Cut(std::string_view& rest, std::string_view separator) {
  const std::string_view part = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(rest.size(), part.size() + separator.size()));
  return part;
}

bool ListHas(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    if (EqualsIgnoringCase(Trim(Cut(list, ",")), token)) return true;
  }
  return false;
}

bool AcceptsGzip(std::string_view codings) {
  while (!codings.empty()) {
    std::string_view weight = Cut(codings, ",");
    const std::string_view coding = Trim(Cut(weight, ";"));
    if (!EqualsIgnoringCase(coding, "gzip")) continue;
    weight = Trim(weight);
    return !(weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos);
  }
  return false;
}

void SplitTarget(std::string_view target, Request& request) {
  constexpr std::string_view kScheme = "http://";
  target = target.substr(0, target.find('#'));
  if (target.starts_with(kScheme)) {  // sent to a proxy, which the shop can stand in for
    target.remove_prefix(kScheme.size());
    const std::size_t path = std::min(target.size(), target.find_first_of("/?"));
    request.host = target.substr(0, path);
    target.remove_prefix(path);
  }
  request.target = target.empty() ? "/" : std::string(target);
}

bool ParseRequestLine(std::string_view line, Request& request) {
  request.method = Cut(line, " ");
  const std::string_view target = Cut(line, " ");
  if (request.method.empty() || target.empty() || (line != "HTTP/1.1" && line != "HTTP/1.0")) return false;
  request.http_1_1 = line == "HTTP/1.1";
  request.keep_alive = request.http_1_1;
  SplitTarget(target, request);
  return request.target.front() == '/';
}

void Take(std::string_view name, std::string_view value, Request& request) {
  if (EqualsIgnoringCase(name, "host") && request.host.empty()) request.host = value;
  if (EqualsIgnoringCase(name, "user-agent")) request.user_agent = value;
  if (EqualsIgnoringCase(name, "accept-encoding")) request.accepts_gzip = AcceptsGzip(value);
  if (EqualsIgnoringCase(name, "transfer-encoding")) request.has_body = true;
  if (EqualsIgnoringCase(name, "content-length")) request.has_body = request.has_body || value != "0";
  if (!EqualsIgnoringCase(name, "connection")) return;
  if (ListHas(value, "close")) request.keep_alive = false;
  if (!request.http_1_1 && ListHas(value, "keep-alive")) request.keep_alive = true;
}

bool ParseHead(std::string_view head, Request& request) {
  if (!ParseRequestLine(Cut(head, kLineEnd), request)) return false;
  while (!head.empty()) {
    std::string_view value = Cut(head, kLineEnd);
    const std::size_t colon = value.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string_view name = Cut(value, ":");
    Take(name, Trim(value), request);
  }
  return true;
}

}  // namespace

ParsedRequest ParseRequest(std::string_view text) {
  constexpr std::string_view kHeadEnd = "\r\n\r\n";
  ParsedRequest parsed;
  const std::size_t end = text.substr(0, kMaxHeadBytes).find(kHeadEnd);
  if (end == std::string_view::npos) {
    if (text.size() >= kMaxHeadBytes) parsed.state = ParseState::kBad;
    return parsed;
  }
  parsed.bytes = end + kHeadEnd.size();
  parsed.state = ParseHead(text.substr(0, end), parsed.request) ? ParseState::kDone : ParseState::kBad;
  return parsed;
}

}  // namespace pricecrew::shop
