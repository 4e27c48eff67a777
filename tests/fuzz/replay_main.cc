// The seeds of a fuzz target as an ordinary test: reads each file, and each file of each folder, given.
// usage: NAME_fuzz FILE|FOLDER...

#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "tests/fuzz/target.h"

namespace pricecrew::fuzz {
namespace {

std::vector<std::filesystem::path> FilesAt(const std::filesystem::path& where) {
  if (!std::filesystem::is_directory(where)) return {where};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(where))
    if (entry.is_regular_file()) files.push_back(entry.path());
  return files;
}

void Replay(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  Require(file.is_open(), "the file can be opened");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  // Not one byte more than the input has, so that a sanitizer sees a read behind its end.
  const auto exact = std::make_unique<char[]>(text.size());
  text.copy(exact.get(), text.size());
  std::cout << path.string() << '\n' << std::flush;
  ReadInput({exact.get(), text.size()});
}

int Main(const std::vector<std::string>& arguments) {
  std::size_t files = 0;
  for (const std::string& where : arguments)
    for (const std::filesystem::path& path : FilesAt(where)) {
      Replay(path);
      ++files;
    }
  std::cout << files << " inputs read\n";
  return files > 0 ? 0 : 1;
}

}  // namespace
}  // namespace pricecrew::fuzz

int main(int argc, char** argv) {
  try {
    return pricecrew::fuzz::Main({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
