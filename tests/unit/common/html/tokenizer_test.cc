#include "common/html/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/unit/common/html/token_list.h"

namespace pricecrew {
namespace {

using ::testing::ElementsAre;
using testing::Tokens;

using Lines = std::vector<std::string>;

Lines Whole(std::string_view html) { return Tokens(html, html.size() + 1); }

struct Case {
  const char* html;
  Lines tokens;
};

// Of https://html.spec.whatwg.org/#tokenization; each is fed in pieces of every size.
const Case kCases[] = {
    {"a<B C=d E='f' G=\"h\" i j = k/>l</B m>", {"'a'", "<b c='d' e='f' g='h' i='' j='k/'>", "'l'", "</b>"}},
    {"<br/><br / x>", {"<br/>", "<br x=''>"}},
    {"<a b=1 B=2 b=3>", {"<a b='1'>"}},
    {"<a =b c==d>", {"<a =b='' c='=d'>"}},
    {"1 < 2 <3 </ b></>", {"'1 < 2 <3 '", "<!-- b-->"}},
    {"<!-- a -- b --><!--><!---><!-- c --!><!--d",
     {"<!-- a -- b -->", "<!---->", "<!---->", "<!-- c -->", "<!--d-->"}},
    {"<?php 1 ?><!ELEMENT x>", {"<!--?php 1 ?-->", "<!--ELEMENT x-->"}},
    {"<!doctype HTML PUBLIC 'p' \"s\"><!DOCTYPE><!DOCTYPE x",
     {"<!doctype 'html' 'p' 's'>", "<!doctype - - - quirks>", "<!doctype 'x' - - quirks>"}},
    {"&lt;&ltx&notit;&notin;&#x20ac;&#8364;&#128;&#0;&bogus;&",
     {"'<<x\u00ACit;\u2209\u20AC\u20AC\u20AC\uFFFD&bogus;&'"}},
    {"<a b='&lt=&lt;&copyx&copy&amp=1'>", {"<a b='&lt=<&copyx\u00A9&amp=1'>"}},
    {"<title>a<b>&amp;</title>c", {"<title>", "'a<b>&'", "</title>", "'c'"}},
    {"<style>a<b>&amp;</styles></STYLE >c", {"<style>", "'a<b>&amp;</styles>'", "</style>", "'c'"}},
    {"<script>a<b && '<\\/script>'</script>", {"<script>", "'a<b && '<\\/script>''", "</script>"}},
    {"<script><!--<script></script>--></script>c",
     {"<script>", "'<!--<script></script>-->'", "</script>", "'c'"}},
    {"<script><!-- x </script>c", {"<script>", "'<!-- x '", "</script>", "'c'"}},
    {"<textarea><p></textarea><p>", {"<textarea>", "'<p>'", "</textarea>", "<p>"}},
    {"<plaintext></plaintext>", {"<plaintext>", "'</plaintext>'"}},
    {"<svg><title/><![CDATA[<p>]]]></svg><title><p>",
     {"<svg>", "<title/>", "'<p>]'", "</svg>", "<title>", "'<p>'"}},
    {"<![CDATA[x]]>", {"<!--[CDATA[x]]-->"}},
    {"<svg><div><script><p></script>", {"<svg>", "<div>", "<script>", "'<p>'", "</script>"}},
    {"a\r\nb\rc\n\r\n<x\ry='\r\n'>", {"'a\nb\nc\n\n'", "<x y='\n'>"}},
    {"<a b='never closed", {}},
};

TEST(Tokenizer, ReadsWhatTheStandardSays) {
  for (const Case& test : kCases) {
    const std::string_view html = test.html;
    for (std::size_t size = 1; size <= html.size(); ++size)
      EXPECT_EQ(Tokens(html, size), test.tokens) << html << " in pieces of " << size;
  }
}

TEST(Tokenizer, ReplacesZeroBytesButInPlainText) {
  using std::string_literals::operator""s;
  EXPECT_THAT(Whole("<a\0 b\0='\0'>"s), ElementsAre("<a\uFFFD b\uFFFD='\uFFFD'>"));
  EXPECT_THAT(Whole("<style>\0"s), ElementsAre("<style>", "'\uFFFD'"));
  EXPECT_THAT(Whole("x\0y"s), ElementsAre("'x\0y'"s));
}

TEST(Tokenizer, LetsTheSinkSayHowTextIsRead) {
  struct Sink : testing::TokenList {
    void OnStartTag(const StartTag& tag) override {
      TokenList::OnStartTag(tag);
      if (tag.name == "title") tokenizer->ReadAs(ContentModel::kData);
    }
    Tokenizer* tokenizer = nullptr;
  };
  Sink sink;
  Tokenizer tokenizer(sink);
  sink.tokenizer = &tokenizer;
  tokenizer.Feed("<title><p></title>");
  tokenizer.Finish();
  EXPECT_THAT(sink.Take(), ElementsAre("<title>", "<p>", "</title>"));
}

TEST(Tokenizer, DropsAttributesBeyondItsLimit) {
  std::string html = "<a";
  for (std::size_t i = 0; i < 3'000; ++i) html += " x" + std::to_string(i % 2'000) + "=" + std::to_string(i);
  struct Sink : TokenSink {
    void OnStartTag(const StartTag& tag) override {
      attributes = tag.attributes.size();
      first = *tag.Find("x0");
      last = *tag.Find("x1023");
    }
    std::size_t attributes = 0;
    std::string first;
    std::string last;
  } sink;
  Tokenizer tokenizer(sink);
  tokenizer.Feed(html + ">");
  EXPECT_EQ(sink.attributes, TagBuilder::kMaxAttributes);
  EXPECT_EQ(sink.first, "0");
  EXPECT_EQ(sink.last, "1023");
}

std::string Repeat(std::string_view piece, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += piece;
  return all;
}

std::chrono::duration<double> TimeOf(const std::string& html) {
  TokenSink ignore;
  Tokenizer tokenizer(ignore);
  const auto start = std::chrono::steady_clock::now();
  tokenizer.Feed(html);
  tokenizer.Finish();
  return std::chrono::steady_clock::now() - start;
}

// Whatever is left open, a page takes time in proportion to its bytes: well under a second for 10 MB, even in
// a build with sanitizers under some load; anything quadratic would take minutes.
TEST(Tokenizer, IsLinear) {
  constexpr std::size_t kBytes = 10'000'000;
  std::string distinct = "<a";
  for (int i = 0; distinct.size() < kBytes; ++i) distinct += " x" + std::to_string(i);
  EXPECT_LT(TimeOf(distinct).count(), 15);
  EXPECT_LT(TimeOf("<a b=\"" + std::string(kBytes, 'x')).count(), 15);
  for (const std::string_view piece :
       {"<", "&", "<a ", "<a b='", "<!--", "--!", "</", "&l", "<script>", "<!doctype ", "\r", "]]", "<a a a",
        "&#", "<title>", "</title", "<svg>", "<![CDATA["}) {
    EXPECT_LT(TimeOf(Repeat(piece, kBytes)).count(), 15) << piece;
    EXPECT_LT(TimeOf("<script><!--" + Repeat(piece, kBytes)).count(), 15) << "in a script: " << piece;
  }
}

}  // namespace
}  // namespace pricecrew
