#pragma once

#include <curl/curl.h>

#include <string>
#include <string_view>

#include "common/domain/result.h"

namespace pricecrew {

/// The word that http_client.h lists for what libcurl says of a request; "reset" for what it has no word for.
std::string_view CurlErrorWord(CURLcode code);

/// An Error whose kind follows from its code word.
Error FetchError(std::string_view word, std::string text);

/// The URL without credentials, query and fragment, which may hold secrets.
std::string PrintableUrl(std::string_view url);

}  // namespace pricecrew
