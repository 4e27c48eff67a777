#include "tests/shop/site.h"

namespace pricecrew::shop {

Response NotFound() {
  return {.status = 404,
          .headers = {},
          .body =
              "<!DOCTYPE html><html lang=\"en\"><title>Not found</title><h1>Not found</h1><p><a "
              "href=\"/\">Home</a></p>"};
}

}  // namespace pricecrew::shop
