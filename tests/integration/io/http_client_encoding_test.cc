#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/integration/io/fetch_helper.h"
#include "tests/integration/io/http_test_server.h"

namespace pricecrew::testing {
namespace {

using Then = TestReply::Then;

constexpr int kGzip = 15 + 16;
constexpr int kZlib = 15;
constexpr int kRaw = -15;

std::string Compress(const std::string& text, int window_bits) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib");
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string Page() {
  std::string page;
  for (int i = 0; i < 20'000; ++i) page += "<p>" + std::to_string(i * 7919 % 10'007) + "</p>";
  return page;
}

/// A server that gives `body`, encoded so, for every path: by length, in chunks, or up to the end of the
/// connection.
TestReply Encoded(const TestRequest& request, const std::string& body, const std::string& coding) {
  const std::string header = "Content-Encoding: " + coding + "\r\n";
  if (request.target == "/length") return Answer(body, header);
  if (request.target == "/end") return {"HTTP/1.1 200 OK\r\n" + header + "\r\n" + body, Then::kClose};
  char size[20];
  std::snprintf(size, sizeof(size), "%zx\r\n", body.size());
  const std::string chunks = body.empty() ? "0\r\n\r\n" : size + body + "\r\n0\r\n\r\n";
  return {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + header + "\r\n" + chunks};
}

constexpr const char* kFramings[] = {"/length", "/end", "/chunks"};

Result<HttpResponse> FetchEncoded(const std::string& body, const std::string& coding, const char* path,
                                  std::size_t limit = std::size_t{16} << 20) {
  HttpTestServer server([&](const TestRequest& request) { return Encoded(request, body, coding); });
  ClientFixture fixture;
  auto request = Get(server.Url(path));
  request.max_body_bytes = limit;
  return Fetch(fixture, request);
}

struct Coding {
  const char* name;
  int window_bits;
};
constexpr Coding kCodings[] = {{"gzip", kGzip}, {"x-gzip", kGzip}, {"deflate", kZlib}, {"deflate", kRaw}};

TEST(HttpClientEncodingTest, UndoesGzipAndBothKindsOfDeflate) {
  const std::string page = Page();
  for (const auto& [name, bits] : kCodings) {
    for (const char* framing : kFramings) {
      const auto result = FetchEncoded(Compress(page, bits), name, framing);
      ASSERT_TRUE(result.ok()) << name << framing << result.error().text;
      EXPECT_TRUE(result.value().body == page) << name << bits << framing;
    }
  }
}

TEST(HttpClientEncodingTest, UndoesSeveralCodingsInTurn) {
  const std::string page = Page();
  const std::string twice = Compress(Compress(page, kGzip), kZlib);
  const auto result = FetchEncoded(twice, "gzip, deflate", "/length");
  ASSERT_TRUE(result.ok()) << result.error().text;
  EXPECT_TRUE(result.value().body == page);
}

TEST(HttpClientEncodingTest, EmptyBodyIsWhole) {
  for (const char* framing : kFramings) EXPECT_EQ(Code(FetchEncoded("", "gzip", framing)), "ok") << framing;
}

TEST(HttpClientEncodingTest, BombStopsAtTheLimit) {
  const std::string zeros(std::size_t{64} << 20, '\0');
  for (const auto& [name, bits] : kCodings) {
    const auto result = FetchEncoded(Compress(zeros, bits), name, "/length", std::size_t{1} << 20);
    EXPECT_EQ(Code(result), "too_large") << name << bits;
  }
  const auto nested = FetchEncoded(Compress(Compress(zeros, kGzip), kGzip), "gzip, gzip", "/chunks");
  EXPECT_EQ(Code(nested), "too_large");
}

TEST(HttpClientEncodingTest, StreamThatStopsShortIsABadEncoding) {
  const std::string whole = Compress(Page(), kGzip);
  for (const char* framing : {"/length", "/end"}) {
    for (const std::size_t missing : {std::size_t{1}, std::size_t{8}, whole.size() / 2}) {
      const auto result = FetchEncoded(whole.substr(0, whole.size() - missing), "gzip", framing);
      EXPECT_EQ(Code(result), "bad_encoding") << framing << missing;
    }
  }
}

TEST(HttpClientEncodingTest, ChunksThatStopShortAreAReset) {
  HttpTestServer server([](const TestRequest& request) {
    auto reply = Encoded(request, Compress(Page(), kGzip), "gzip");
    reply.bytes.resize(reply.bytes.size() - 1000);
    reply.then = Then::kClose;
    return reply;
  });
  ClientFixture fixture;
  EXPECT_EQ(Code(Fetch(fixture, Get(server.Url("/chunks")))), "reset");
}

TEST(HttpClientEncodingTest, BodyThatIsNotInItsCodingIsABadEncoding) {
  for (const char* coding : {"gzip", "br", "zstd", "nonsense"}) {
    EXPECT_EQ(Code(FetchEncoded("<html>plain text</html>", coding, "/length")), "bad_encoding") << coding;
  }
  std::string spoiled = Compress(Page(), kGzip);
  for (std::size_t i = 100; i < 200; ++i) spoiled[i] = '\xff';
  EXPECT_EQ(Code(FetchEncoded(spoiled, "gzip", "/length")), "bad_encoding");
}

class HttpClientCorpusTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* corpus = std::getenv("PRICECREW_CORPUS");
    if (corpus == nullptr)
      GTEST_SKIP() << "PRICECREW_CORPUS is not set: the compressed bodies were NOT tested";
    folder_ = std::filesystem::path(corpus) / "compression";
  }

  [[nodiscard]] std::string Read(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    EXPECT_TRUE(file) << name;
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::filesystem::path folder_;
};

/// The page without its first lines, which name the coding.
std::string AfterItsIntroduction(const std::string& body) {
  const auto table = body.find("<table");
  EXPECT_NE(table, std::string::npos);
  return table == std::string::npos ? "" : body.substr(table);
}

TEST_F(HttpClientCorpusTest, SamePageInEveryCoding) {
  const auto first = FetchEncoded(Read("html-gzip.bin"), "gzip", "/length");
  ASSERT_TRUE(first.ok());
  ASSERT_FALSE(first.value().body.empty());
  const std::string page = AfterItsIntroduction(first.value().body);
  const std::pair<const char*, const char*> files[] = {
      {"html-zlibdeflate.bin", "deflate"},
      {"html-rawdeflate.bin", "deflate"},
      {"html-zstd-static-content-size.bin", "zstd"},
      {"html-zstd-static-no-content-size.bin", "zstd"},
      {"html-zstd-streaming-no-content-size.bin", "zstd"},
      {"html-gzip-deflate.bin", "gzip, deflate"},
      {"html-gzip-deflate-gzip.bin", "gzip, deflate, gzip"},
  };
  for (const auto& [file, coding] : files) {
    for (const char* framing : kFramings) {
      const auto result = FetchEncoded(Read(file), coding, framing);
      ASSERT_TRUE(result.ok()) << file << result.error().text;
      EXPECT_TRUE(AfterItsIntroduction(result.value().body) == page) << file << framing;
    }
  }
  EXPECT_EQ(Code(FetchEncoded(Read("html-br.bin"), "br", "/length")), "ok");
}

TEST_F(HttpClientCorpusTest, BombsStopAtTheLimit) {
  for (const auto& [file, coding] : {std::pair{"bomb-br.bin", "br"},
                                     {"bomb-deflate.bin", "deflate"},
                                     {"bomb-gzip.bin", "gzip"},
                                     {"bomb-zstd.bin", "zstd"}}) {
    EXPECT_EQ(Code(FetchEncoded(Read(file), coding, "/length", std::size_t{1} << 20)), "too_large") << file;
  }
}

TEST_F(HttpClientCorpusTest, DamagedStreamsAreBadEncodings) {
  for (const char* file : {"truncated-crc-error.gz", "truncated-crc-error-short.gz", "unexpected-eof.gz"}) {
    for (const char* framing : {"/length", "/end"}) {
      EXPECT_EQ(Code(FetchEncoded(Read(file), "gzip", framing)), "bad_encoding") << file << framing;
    }
  }
}

}  // namespace
}  // namespace pricecrew::testing
