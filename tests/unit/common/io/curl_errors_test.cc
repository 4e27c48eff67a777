#include "common/io/curl_errors.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(PrintableUrlTest, LeavesOutWhatMayBeSecret) {
  EXPECT_EQ(PrintableUrl("https://example.com:8443/a/b?token=1#x"), "https://example.com:8443/a/b");
  EXPECT_EQ(PrintableUrl("https://user:pass@example.com/@home"), "https://example.com/@home");
  EXPECT_EQ(PrintableUrl("https://user:p@ss@example.com"), "https://example.com");
  EXPECT_EQ(PrintableUrl("http://example.com?secret"), "http://example.com");
  EXPECT_EQ(PrintableUrl("user:pass@proxy:3128"), "proxy:3128");
  EXPECT_EQ(PrintableUrl(""), "");
}

TEST(FetchErrorTest, KindFollowsFromTheWord) {
  for (const char* word : {"dns", "connect", "tls", "timeout", "reset", "proxy"}) {
    EXPECT_EQ(FetchError(word, "").kind, ErrorKind::kRetryLater) << word;
  }
  for (const char* word : {"too_large", "bad_encoding", "bad_url", "private_address", "not_http"}) {
    EXPECT_EQ(FetchError(word, "").kind, ErrorKind::kGiveUp) << word;
  }
}

TEST(FetchErrorTest, TextIsOneLine) { EXPECT_EQ(FetchError("tls", "a\r\nb\tc").text, "a  b c"); }

}  // namespace
}  // namespace pricecrew
