#include "common/io/curl_response_reader.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace pricecrew {
namespace {

constexpr std::size_t kMaxReserveBytes = std::size_t{256} << 10;

std::string_view Trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string LowerCase(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

template <typename Number>
Number NumberOr(std::string_view text, Number fallback) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} ? number : fallback;
}

}  // namespace

CurlResponseReader::Verdict CurlResponseReader::HeaderLine(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > limits_.max_header_bytes) return Verdict::kTooLarge;
  if (headers_ended_) return Verdict::kGoOn;  // a trailer
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) {
    headers_ended_ = response_.status >= 200;
    if (headers_ended_) ReserveBody();
  } else if (line.starts_with("HTTP/")) {
    StatusLine(line);
  } else {
    Field(line);
  }
  return Verdict::kGoOn;
}

void CurlResponseReader::StatusLine(std::string_view line) {
  response_.headers.clear();
  const auto space = std::min(line.find(' '), line.size() - 1);
  response_.status = NumberOr(Trimmed(line.substr(space)), 0);
}

void CurlResponseReader::Field(std::string_view line) {
  const bool continues = line.front() == ' ' || line.front() == '\t';
  if (continues && !response_.headers.empty()) {
    response_.headers.back().second.append(" ").append(Trimmed(line));
    return;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  response_.headers.emplace_back(LowerCase(Trimmed(line.substr(0, colon))), Trimmed(line.substr(colon + 1)));
}

void CurlResponseReader::ReserveBody() {
  const auto length = response_.Header("content-length");
  if (!length || limits_.take_body || response_.Header("content-encoding"))
    return;  // or the length of something else
  const auto announced = NumberOr<std::size_t>(*length, 0);
  response_.body.reserve(std::min({announced, kMaxReserveBytes, limits_.max_body_bytes}));
}

std::size_t CurlResponseReader::GrownTo(std::size_t bytes) const {
  return std::min(limits_.max_body_bytes, std::max(bytes, 2 * response_.body.capacity()));
}

std::size_t CurlResponseReader::RoomFor(std::size_t bytes) const {
  const std::size_t now = response_.body.capacity();
  return std::min(bytes, limits_.max_body_bytes) <= now ? now : now + GrownTo(bytes);
}

// A string of its own: reserve() may take twice of what it is asked for.
void CurlResponseReader::GrowBody(std::size_t bytes) {
  std::string grown;
  grown.reserve(GrownTo(bytes));
  grown.append(response_.body);
  response_.body = std::move(grown);
}

CurlResponseReader::Verdict CurlResponseReader::Body(std::string_view piece) {
  body_bytes_ += piece.size();
  if (limits_.take_body && response_.status == 200)
    return limits_.take_body(piece) ? Verdict::kGoOn : Verdict::kTooLarge;
  std::string& body = response_.body;
  if (piece.size() > limits_.max_body_bytes - body.size()) return Verdict::kTooLarge;
  const std::size_t needed = body.size() + piece.size();
  if (needed > body.capacity()) GrowBody(needed);
  body.append(piece);
  return Verdict::kGoOn;
}

}  // namespace pricecrew
