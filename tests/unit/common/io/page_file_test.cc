#include "common/io/page_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace pricecrew {
namespace {

using testing::HasSubstr;

std::string Gzip(const std::string& data) {
  constexpr int kGzipWindow = 15 + 16;
  z_stream state{};
  deflateInit2(&state, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&state, data.size()), '\0');
  std::string input = data;
  state.next_in = reinterpret_cast<Bytef*>(input.data());
  state.avail_in = static_cast<uInt>(input.size());
  state.next_out = reinterpret_cast<Bytef*>(packed.data());
  state.avail_out = static_cast<uInt>(packed.size());
  deflate(&state, Z_FINISH);
  packed.resize(state.total_out);
  deflateEnd(&state);
  return packed;
}

/// A file of its own for the time of a test.
class PageFileTest : public testing::Test {
 protected:
  PageFileTest() : folder_(std::filesystem::path(testing::TempDir()) / ("page-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~PageFileTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] Result<std::string> Read(std::string_view bytes, const char* name = "page.gz",
                                         std::size_t max_bytes = 1'000'000) const {
    const std::string path = folder_ / name;
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return ReadPageFile(path, max_bytes);
  }
  [[nodiscard]] std::string Mistake(std::string_view bytes, std::size_t max_bytes = 1'000'000) const {
    const auto read = Read(bytes, "page.gz", max_bytes);
    return read ? "read " + std::to_string(read->size()) + " bytes" : read.error().text;
  }

  std::filesystem::path folder_;
};

TEST_F(PageFileTest, UnpacksByTheNameOfTheFile) {
  EXPECT_EQ(Read(Gzip("lamp")).value(), "lamp");
  EXPECT_EQ(Read(Gzip("")).value(), "");
  EXPECT_EQ(Read(Gzip("lamp"), "page.html").value(), Gzip("lamp"));
}

TEST_F(PageFileTest, JoinsTheMembers) {
  const std::string large(300'000, 'x');
  EXPECT_EQ(Read(Gzip(large) + Gzip("") + Gzip("lamp")).value(), large + "lamp");
}

TEST_F(PageFileTest, BelievesNoLengthAtTheEnd) {
  std::string packed = Gzip(std::string(1'000, 'x'));
  packed[packed.size() - 1] = '\x7f';
  EXPECT_THAT(Mistake(packed), HasSubstr("broken"));
}

TEST_F(PageFileTest, GivesUpBeyondTheLimit) {
  const std::string packed = Gzip(std::string(5'000, 'x'));
  EXPECT_EQ(Mistake(packed, 5'000), "read 5000 bytes");
  EXPECT_THAT(Mistake(packed, 4'999), HasSubstr("more than 4999 bytes"));
  EXPECT_THAT(Mistake(packed + packed, 9'999), HasSubstr("more than 9999 bytes"));
  EXPECT_THAT(Read(std::string(5'000, 'x'), "page.html", 4'999).error().text, HasSubstr("more than 4999"));
}

TEST_F(PageFileTest, SaysWhatIsBroken) {
  const std::string packed = Gzip("a lamp, a shade and a bulb");
  EXPECT_THAT(Mistake("<html>"), HasSubstr("no gzip"));
  EXPECT_THAT(Mistake(""), HasSubstr("no gzip"));
  for (std::size_t size = 1; size < packed.size(); ++size)
    EXPECT_THAT(Mistake(packed.substr(0, size)), HasSubstr("broken")) << size;
  EXPECT_THAT(ReadPageFile(folder_ / "none.gz", 10).error().text, HasSubstr("No such file"));
}

}  // namespace
}  // namespace pricecrew
