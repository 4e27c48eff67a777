#include <utility>

#include "common/domain/codec_parts.h"

namespace pricecrew::codec {
namespace {

Error BadTask(const char* member) { return Malformed(member); }

void WritePosition(json::Writer& writer, const Position& position) {
  writer.Key("position");  // index, subcategories..., page, rank
  writer.StartArray();
  writer.Uint(position.index);
  for (const std::uint32_t rank : position.subcategories) writer.Uint(rank);
  writer.Uint(position.page);
  writer.Uint(position.rank);
  writer.EndArray();
}

Result<Position> ReadPosition(const json::Value& object) {
  const json::Value* array = json::Find(object, "position");
  if (!array || !array->IsArray() || array->Size() < 3) return BadTask("position");
  std::vector<std::uint32_t> numbers;
  for (const json::Value& element : array->GetArray()) {
    if (!element.IsUint()) return BadTask("position");
    numbers.push_back(element.GetUint());
  }
  const std::size_t size = numbers.size();
  return Position{numbers[0], {numbers.begin() + 1, numbers.end() - 2}, numbers[size - 2], numbers[size - 1]};
}

void WriteCookies(json::Writer& writer, const std::vector<Cookie>& cookies) {
  if (cookies.empty()) return;
  writer.Key("cookies");
  writer.StartArray();
  for (const Cookie& cookie : cookies) {
    writer.StartArray();
    for (const std::string* text : {&cookie.domain, &cookie.path, &cookie.name, &cookie.value})
      json::WriteText(writer, *text);
    writer.Bool(cookie.host_only);
    writer.Bool(cookie.secure);
    writer.Int64(cookie.expires);
    writer.EndArray();
  }
  writer.EndArray();
}

Result<Cookie> ReadCookie(const json::Value& array) {
  if (!array.IsArray() || array.Size() != 7) return BadTask("cookies");
  for (unsigned i = 0; i < 4; ++i)
    if (!array[i].IsString()) return BadTask("cookies");
  if (!array[4].IsBool() || !array[5].IsBool() || !array[6].IsInt64()) return BadTask("cookies");
  return Cookie{array[0].GetString(), array[4].GetBool(),   array[1].GetString(), array[5].GetBool(),
                array[6].GetInt64(),  array[2].GetString(), array[3].GetString()};
}

Result<RequestOptions> RequestFrom(const json::Value& object) {
  RequestOptions request;
  request.user_agent = json::Text(object, "user_agent");
  request.accept_language = json::Text(object, "accept_language");
  request.proxy = json::Text(object, "proxy");
  request.rules = json::Text(object, "rules");
  request.concurrency = json::OptionalNumber(object, "concurrency");
  if (const json::Value* rate = json::Find(object, "rate"); rate && rate->IsNumber())
    request.rate = rate->GetDouble();
  if (const json::Value* headers = json::Find(object, "headers")) {
    if (!headers->IsObject()) return BadTask("headers");
    for (const auto& header : headers->GetObject()) {
      if (!header.value.IsString()) return BadTask("headers");
      request.headers.emplace_back(header.name.GetString(), header.value.GetString());
    }
  }
  if (const json::Value* cookies = json::Find(object, "cookies")) {
    if (!cookies->IsArray()) return BadTask("cookies");
    for (const json::Value& element : cookies->GetArray()) {
      Result<Cookie> cookie = ReadCookie(element);
      if (!cookie) return cookie.error();
      request.cookies.push_back(std::move(*cookie));
    }
  }
  return request;
}

Result<std::vector<std::string>> ReadEntries(const json::Value& object) {
  std::vector<std::string> entries;
  const json::Value* array = json::Find(object, "entries");
  if (!array) return entries;
  if (!array->IsArray() || array->Size() > kMaxAnnounced) return BadTask("entries");
  for (const json::Value& element : array->GetArray()) {
    if (!element.IsString()) return BadTask("entries");
    entries.emplace_back(element.GetString(), element.GetStringLength());
  }
  return entries;
}

void WriteChain(json::Writer& writer, const ChainState& chain) {
  if (chain == ChainState{}) return;
  writer.Key("chain");
  writer.StartObject();
  if (chain.depth > 0) json::Write(writer, "depth", std::uint64_t{chain.depth});
  json::WriteIf(writer, "stated", chain.stated);
  if (chain.found > 0) json::Write(writer, "found", std::uint64_t{chain.found});
  if (chain.guessed) {
    writer.Key("guessed");
    writer.Bool(true);
  }
  if (!chain.seen.empty()) {
    writer.Key("seen");
    writer.StartArray();
    for (const std::uint64_t fingerprint : chain.seen) writer.Uint64(fingerprint);
    writer.EndArray();
  }
  if (!chain.hosts.empty()) {
    writer.Key("hosts");
    writer.StartArray();
    for (const std::string& host : chain.hosts) json::WriteText(writer, host);
    writer.EndArray();
  }
  writer.EndObject();
}

Result<ChainState> ReadChain(const json::Value& object) {
  ChainState chain;
  const json::Value* read = json::Find(object, "chain");
  if (!read) return chain;
  if (!read->IsObject()) return BadTask("chain");
  chain.depth = json::Number(*read, "depth", 0);
  chain.stated = json::OptionalNumber(*read, "stated");
  chain.found = json::Number(*read, "found", 0);
  const json::Value* guessed = json::Find(*read, "guessed");
  chain.guessed = guessed != nullptr && guessed->IsTrue();
  if (const json::Value* seen = json::Find(*read, "seen")) {
    if (!seen->IsArray()) return BadTask("seen");
    for (const json::Value& fingerprint : seen->GetArray()) {
      if (!fingerprint.IsUint64()) return BadTask("seen");
      chain.seen.push_back(fingerprint.GetUint64());
    }
  }
  if (const json::Value* hosts = json::Find(*read, "hosts")) {
    if (!hosts->IsArray()) return BadTask("hosts");
    for (const json::Value& host : hosts->GetArray()) {
      if (!host.IsString()) return BadTask("hosts");
      chain.hosts.emplace_back(host.GetString(), host.GetStringLength());
    }
  }
  return chain;
}

}  // namespace

Result<Stage> ReadStage(const json::Value& object) {
  const std::string name = json::Text(object, "stage");
  for (const Stage stage : {Stage::kCategory, Stage::kProduct})
    if (name == ToString(stage)) return stage;
  return BadTask("stage");
}

void WriteRequest(json::Writer& writer, const RequestOptions& request) {
  if (request == RequestOptions{}) return;
  writer.Key("request");
  writer.StartObject();
  json::WriteIf(writer, "user_agent", std::string_view(request.user_agent));
  json::WriteIf(writer, "accept_language", std::string_view(request.accept_language));
  json::WriteIf(writer, "proxy", std::string_view(request.proxy));
  json::WriteIf(writer, "rules", std::string_view(request.rules));
  json::WriteIf(writer, "concurrency", request.concurrency);
  if (request.rate) {
    writer.Key("rate");
    writer.Double(*request.rate);
  }
  if (!request.headers.empty()) {
    writer.Key("headers");
    writer.StartObject();
    for (const auto& [name, value] : request.headers)
      json::Write(writer, name.c_str(), std::string_view(value));
    writer.EndObject();
  }
  WriteCookies(writer, request.cookies);
  writer.EndObject();
}

Result<RequestOptions> ReadRequest(const json::Value& object) {
  const json::Value* request = json::Find(object, "request");
  if (!request) return RequestOptions{};
  if (!request->IsObject()) return BadTask("request");
  return RequestFrom(*request);
}

void WriteTask(json::Writer& writer, const Task& task) {
  json::Write(writer, "stage", ToString(task.stage));
  json::Write(writer, "id", std::string_view(task.id.Hex()));
  json::Write(writer, "url", std::string_view(task.url));
  WritePosition(writer, task.position);
  json::WriteIf(writer, "category_url", std::string_view(task.category_url));
  json::WriteIf(writer, "pages_left", task.left.pages);
  json::WriteIf(writer, "products_left", task.left.products);
  WriteChain(writer, task.chain);
  if (task.kind == TaskKind::kList) {
    writer.Key("entries");
    writer.StartArray();
    for (const std::string& entry : task.entries) json::WriteText(writer, entry);
    writer.EndArray();
  }
}

Result<Task> ReadTask(const json::Value& object, const Task& like) {
  if (!object.IsObject()) return BadTask("task");
  Task task = like;
  Result<Stage> stage = ReadStage(object);
  Result<TaskId> id = ReadId(object, "id");
  Result<Position> position = ReadPosition(object);
  Result<std::vector<std::string>> entries = ReadEntries(object);
  if (!stage) return stage.error();
  if (!id) return id.error();
  if (!position) return position.error();
  if (!entries) return entries.error();
  task.stage = *stage;
  task.id = *id;
  task.position = std::move(*position);
  task.kind = json::Find(object, "entries") ? TaskKind::kList : TaskKind::kPage;
  task.entries = std::move(*entries);
  task.url = json::Text(object, "url");
  if (task.url.empty()) return BadTask("url");
  task.category_url = json::Text(object, "category_url");
  task.left = {json::OptionalNumber(object, "pages_left"), json::OptionalNumber(object, "products_left")};
  Result<ChainState> chain = ReadChain(object);
  if (!chain) return chain.error();
  task.chain = std::move(*chain);
  return task;
}

void WriteChildren(json::Writer& writer, const char* name, const std::vector<Task>& children) {
  writer.Key(name);
  writer.StartArray();
  for (const Task& child : children) {
    writer.StartObject();
    WriteTask(writer, child);
    writer.EndObject();
  }
  writer.EndArray();
}

Result<std::vector<Task>> ReadChildren(const json::Value& object, const char* name, const std::string& job,
                                       std::uint32_t generation) {
  std::vector<Task> children;
  const json::Value* array = json::Find(object, name);
  if (!array) return children;
  if (!array->IsArray() || array->Size() > kMaxAnnounced) return Malformed(name);
  Task like;
  like.job = job;
  like.generation = generation;
  for (const json::Value& element : array->GetArray()) {
    Result<Task> child = ReadTask(element, like);
    if (!child) return child.error();
    children.push_back(std::move(*child));
  }
  return children;
}

}  // namespace pricecrew::codec

namespace pricecrew {

std::string Encode(const Task& task) {
  codec::Object object;
  json::Writer& writer = object.writer();
  json::Write(writer, "job", std::string_view(task.job));
  codec::WriteTask(writer, task);
  json::Write(writer, "generation", std::uint64_t{task.generation});
  json::Write(writer, "attempt", std::uint64_t{task.attempt});
  if (task.not_before_ms > 0) {
    writer.Key("not_before_ms");
    writer.Int64(task.not_before_ms);
  }
  if (task.turn_ms > 0) {
    writer.Key("turn_ms");
    writer.Int64(task.turn_ms);
  }
  if (task.alone) {
    writer.Key("alone");
    writer.Bool(true);
  }
  json::WriteIf(writer, "hop", std::string_view(task.hop));
  if (task.hops > 0) json::Write(writer, "hops", std::uint64_t{task.hops});
  json::Write(writer, "lane", std::uint64_t{task.lane});
  json::Write(writer, "lanes", std::uint64_t{task.lanes});
  codec::WriteRequest(writer, task.request);
  return object.Take();
}

Result<Task> DecodeTask(std::string_view text) {
  Result<rapidjson::Document> document = codec::Open(text);
  if (!document) return document.error();
  Task like;
  like.job = json::Text(*document, "job");
  if (!IsJobId(like.job)) return codec::Malformed("job");
  Result<Task> task = codec::ReadTask(*document, like);
  if (!task) return task;
  task->generation = json::Number(*document, "generation", 1);
  task->attempt = json::Number(*document, "attempt", 1);
  task->not_before_ms = codec::Milliseconds(*document, "not_before_ms");
  task->turn_ms = codec::Milliseconds(*document, "turn_ms");
  const json::Value* alone = json::Find(*document, "alone");
  task->alone = alone && alone->IsBool() && alone->GetBool();
  task->hop = json::Text(*document, "hop");
  task->hops = json::Number(*document, "hops", 0);
  task->lane = json::Number(*document, "lane", 0);
  task->lanes = json::Number(*document, "lanes", 0);
  Result<RequestOptions> request = codec::ReadRequest(*document);
  if (!request) return request.error();
  task->request = std::move(*request);
  return task;
}

}  // namespace pricecrew
