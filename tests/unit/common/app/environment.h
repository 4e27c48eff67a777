#pragma once

#include <cstdlib>
#include <string>
#include <utility>

namespace pricecrew {

/// Sets an environment variable that was not set, for as long as it lives.
class EnvironmentForTest {
 public:
  EnvironmentForTest(std::string name, const std::string& value) : name_(std::move(name)) {
    setenv(name_.c_str(), value.c_str(), 1);
  }
  ~EnvironmentForTest() { unsetenv(name_.c_str()); }
  EnvironmentForTest(const EnvironmentForTest&) = delete;
  EnvironmentForTest& operator=(const EnvironmentForTest&) = delete;

 private:
  std::string name_;
};

}  // namespace pricecrew
