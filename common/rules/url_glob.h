#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace pricecrew {

/// A pattern for whole URLs in which "*" stands for any characters: "https://shop.example/p/*", "*/p/*".
class UrlGlob {
 public:
  explicit UrlGlob(std::string pattern) : pattern_(std::move(pattern)) {}

  [[nodiscard]] bool Matches(std::string_view url) const;

 private:
  std::string pattern_;
};

}  // namespace pricecrew
