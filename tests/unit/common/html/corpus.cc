#include "tests/unit/common/html/corpus.h"

#include <zlib.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace pricecrew::testing {

std::optional<std::filesystem::path> CorpusFolder() {
  const char* folder = std::getenv("PRICECREW_CORPUS");
  if (folder == nullptr || *folder == '\0') return std::nullopt;
  return folder;
}

std::string ReadFile(const std::filesystem::path& path) {
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> file(gzopen(path.c_str(), "rb"),
                                                           gzclose);  // reads plain files, too
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::string bytes;
  std::array<char, 65'536> buffer{};
  int read = 0;
  while ((read = gzread(file.get(), buffer.data(), buffer.size())) > 0)
    bytes.append(buffer.data(), static_cast<std::size_t>(read));
  return bytes;
}

}  // namespace pricecrew::testing
