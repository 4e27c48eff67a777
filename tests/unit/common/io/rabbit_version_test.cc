#include "common/io/rabbit_version.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

TEST(OldBrokerWarning, NamesWhatABrokerBeforeFourCannotDo) {
  for (const char* version : {"3.10.8", "3.13.7", "3"}) {
    const auto warning = OldBrokerWarning(version);
    ASSERT_TRUE(warning) << version;
    EXPECT_NE(warning->find(version), std::string::npos) << *warning;
    EXPECT_NE(warning->find("until the shard's owner goes"), std::string::npos) << *warning;
  }
}

TEST(OldBrokerWarning, IsSilentFromFourOnAndWhereThereIsNoVersion) {
  for (const char* version : {"4.0.5", "4.3.6", "4", "10.0.1", "", "unknown"})
    EXPECT_FALSE(OldBrokerWarning(version)) << version;
}

}  // namespace
}  // namespace pricecrew
