#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace pricecrew::testing {

/// The folder of stored pages and public test cases that PRICECREW_CORPUS names, or absent where it is unset.
std::optional<std::filesystem::path> CorpusFolder();

/// The bytes of a file, unpacked where its name ends in .gz. Throws where it cannot be read.
std::string ReadFile(const std::filesystem::path& path);

}  // namespace pricecrew::testing

/// Defines `name` as the corpus folder, or skips the test, saying so.
#define PRICECREW_CORPUS_OR_SKIP(name)                                                    \
  const std::optional<std::filesystem::path> name = ::pricecrew::testing::CorpusFolder(); \
  if (!name) GTEST_SKIP() << "NOT TESTED: set PRICECREW_CORPUS to the folder of the corpus to measure this"
