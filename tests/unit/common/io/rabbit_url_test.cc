#include "common/io/rabbit_url.h"

#include <gtest/gtest.h>

namespace pricecrew {
namespace {

struct Case {
  const char* url;
  const char* described;
  int port;
};

class RabbitUrlTest : public testing::TestWithParam<Case> {};

TEST_P(RabbitUrlTest, IsRead) {
  const auto address = ParseRabbitUrl(GetParam().url);
  ASSERT_TRUE(address.ok()) << address.error().text;
  EXPECT_EQ(address->Describe(), GetParam().described);
  EXPECT_EQ(address->port, GetParam().port);
}

INSTANTIATE_TEST_SUITE_P(All, RabbitUrlTest,
                         testing::Values(Case{"amqp://u:p@host:1234/v", "amqp://u@host:1234 vhost 'v'", 1234},
                                         Case{"amqp://host", "amqp://guest@host:5672 vhost '/'", 5672},
                                         Case{"amqp://host/", "amqp://guest@host:5672 vhost '/'", 5672},
                                         Case{"amqps://u:p%40@host/%2fa", "amqps://u@host:5671 vhost '/a'",
                                              5671},
                                         Case{"amqp://u:p@[::1]:7/", "amqp://u@::1:7 vhost '/'", 7}));

TEST(RabbitUrl, DecodesThePasswordAndNeverShowsIt) {
  const auto address = ParseRabbitUrl("amqp://u:se%3Acret@host/");
  EXPECT_EQ(address->password, "se:cret");
  EXPECT_EQ(address->Describe().find("cret"), std::string::npos);
}

TEST(RabbitUrl, RefusesWhatIsNoBrokersUrlWithoutRepeatingIt) {
  for (const char* url :
       {"", "http://u:secret@host/", "amqp://u:secret@host:port/", "amqp://u:secret@host:1/a/b"}) {
    const auto address = ParseRabbitUrl(url);
    ASSERT_FALSE(address.ok()) << url;
    EXPECT_EQ(address.error().kind, ErrorKind::kStop);
    EXPECT_EQ(address.error().text.find("secret"), std::string::npos);
  }
}

}  // namespace
}  // namespace pricecrew
