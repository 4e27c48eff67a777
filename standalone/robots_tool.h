#pragma once

#include <iosfwd>
#include <string>

#include "common/domain/result.h"

namespace pricecrew {

/// May a crawler fetch a URL?
struct RobotsQuestion {
  std::string robots_txt;                ///< the text of the file
  std::string user_agent = "pricecrew";  ///< a product token, or a whole User-Agent that begins with one
  std::string url;                       ///< absolute, or from its path on; empty for "/"
};

/// {"allowed":true|false,"crawl_delay":seconds|null}. The URL is compared as it is written, without its
/// fragment: what a browser would escape is to be escaped in it. Fails with "bad_url".
Result<std::string> AnswerRobots(const RobotsQuestion& question);

/// Prints the answer. Answers with the exit code.
int RunRobots(const RobotsQuestion& question, std::ostream& out);

/// Reads JSON lines {"robots_txt","user_agent","url"} and answers each with one line, in order; without
/// "user_agent" for pricecrew. A line that cannot be used is answered with
/// {"status":"failed","reason","error"}. Answers with the exit code.
int RunRobotsBatch(std::istream& in, std::ostream& out);

}  // namespace pricecrew
