#include "common/io/gzip_trailer.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

// "hello\n" through `gzip -n`
constexpr std::string_view kHello(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48\xcd\xc9\xc9\xe7\x02\x00\x20\x30\x3a\x36\x06\x00\x00"
    "\x00",
    26);

bool Complete(std::string_view stream, std::size_t piece, std::size_t length) {
  GzipTrailer trailer;
  for (std::size_t at = 0; at < stream.size(); at += piece) trailer.Add(stream.substr(at, piece));
  return trailer.Complete(length);
}

TEST(GzipTrailerTest, WholeStreamInPiecesOfAnySize) {
  for (std::size_t piece = 1; piece <= kHello.size(); ++piece)
    EXPECT_TRUE(Complete(kHello, piece, 6)) << piece;
}

TEST(GzipTrailerTest, EveryStreamThatStopsShort) {
  for (std::size_t cut = 2; cut < kHello.size(); ++cut)
    EXPECT_FALSE(Complete(kHello.substr(0, cut), 3, 6)) << cut;
}

TEST(GzipTrailerTest, ThinksNothingOfOtherStreams) {
  EXPECT_TRUE(Complete("", 1, 0));
  EXPECT_TRUE(Complete("\x78\x9c zlib", 1, 5));
}

TEST(GzipTrailerTest, AppliesToAnUnframedGzipBodyOnly) {
  const auto applies = [](std::vector<HttpHeader> headers) {
    return GzipTrailer::Applies(HttpResponse{200, std::move(headers), {}});
  };
  EXPECT_TRUE(applies({{"content-encoding", "gzip"}}));
  EXPECT_TRUE(applies({{"content-encoding", "x-gzip"}}));
  EXPECT_FALSE(applies({{"content-encoding", "gzip, deflate"}}));
  EXPECT_FALSE(applies({{"content-encoding", "br"}}));
  EXPECT_FALSE(applies({}));
  EXPECT_FALSE(applies({{"content-encoding", "gzip"}, {"transfer-encoding", "chunked"}}));
}

}  // namespace
}  // namespace pricecrew
