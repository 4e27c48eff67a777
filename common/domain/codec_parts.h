#pragma once

// What the codecs share; for their sources only.

#include "common/domain/codec.h"
#include "common/domain/json.h"

namespace pricecrew::codec {

/// An object under construction that begins with the version and ends when `Take` is called.
class Object {
 public:
  Object();
  explicit Object(const char* type);  ///< with "type"
  json::Writer& writer() { return writer_; }
  std::string Take();

 private:
  rapidjson::StringBuffer buffer_;
  json::Writer writer_;
};

/// Parses a message and checks its version.
Result<rapidjson::Document> Open(std::string_view text);

Error Malformed(std::string_view what);

/// The member "request", left out where it asks for nothing.
void WriteRequest(json::Writer& writer, const RequestOptions& request);
Result<RequestOptions> ReadRequest(const json::Value& object);

/// The members of a task that its announcer decides; `like` gives the others.
void WriteTask(json::Writer& writer, const Task& task);
Result<Task> ReadTask(const json::Value& object, const Task& like);

/// An array of tasks without what their announcer shares with them.
void WriteChildren(json::Writer& writer, const char* name, const std::vector<Task>& children);
Result<std::vector<Task>> ReadChildren(const json::Value& object, const char* name, const std::string& job,
                                       std::uint32_t generation);

void WriteIds(json::Writer& writer, const char* name, const std::vector<TaskId>& ids);
Result<std::vector<TaskId>> ReadIds(const json::Value& object, const char* name);
Result<TaskId> ReadId(const json::Value& object, const char* name);

void WriteProduct(json::Writer& writer, const Product& product);
Result<Product> ReadProduct(const json::Value& object);

Result<Stage> ReadStage(const json::Value& object);
std::int64_t Milliseconds(const json::Value& object, const char* name);

}  // namespace pricecrew::codec
