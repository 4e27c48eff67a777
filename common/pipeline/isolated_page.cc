#include "common/pipeline/isolated_page.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include "common/domain/announcement.h"
#include "common/domain/codec.h"
#include "common/ports/read_alone.h"

namespace pricecrew {
namespace {

/// Texts one after the other, each with its length before it: a page's bytes need no escaping.
class Parts {
 public:
  void Add(std::string_view part) {
    const FrameHead head = HeadOf(part.size());
    bytes_.append(head.begin(), head.end()).append(part);
  }
  void Reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Absent where `bytes` are not what Parts makes.
std::optional<std::vector<std::string_view>> Split(std::string_view bytes) {
  std::vector<std::string_view> parts;
  while (!bytes.empty()) {
    if (bytes.size() < kFrameHead) return std::nullopt;
    FrameHead head{};
    std::copy_n(bytes.begin(), kFrameHead, head.begin());
    bytes.remove_prefix(kFrameHead);
    const std::uint64_t length = LengthIn(head);
    if (length > bytes.size()) return std::nullopt;
    parts.push_back(bytes.substr(0, length));
    bytes.remove_prefix(length);
  }
  return parts;
}

struct IsolatedPage {
  Task task;
  FetchedPage page;
};

// task, URL, status, body, then name and value of each header
constexpr std::size_t kFixedParts = 4;

std::optional<IsolatedPage> Decode(std::string_view request) {
  const auto parts = Split(request);
  if (!parts || parts->size() < kFixedParts || (parts->size() - kFixedParts) % 2 != 0) return std::nullopt;
  Result<Task> task = DecodeTask((*parts)[0]);
  std::optional<Url> url = ParseUrl(std::string((*parts)[1]));
  if (!task || !url) return std::nullopt;
  IsolatedPage isolated{std::move(*task), {std::move(*url), {}}};
  HttpResponse& response = isolated.page.response;
  const std::string_view status = (*parts)[2];
  std::from_chars(status.data(), status.data() + status.size(), response.status);
  response.body = (*parts)[3];
  for (std::size_t i = kFixedParts; i < parts->size(); i += 2)
    response.headers.emplace_back((*parts)[i], (*parts)[i + 1]);
  return isolated;
}

Settlement ReadGuarded(const IsolatedPage& isolated, const ReadPage& read) {
  try {
    return read(isolated.task, isolated.page);
  } catch (const std::exception& error) {
    return Failed(isolated.task, "internal_error",
                  "reading " + isolated.page.url.Href() + ": " + error.what());
  }
}

/// The settlement, and its children in messages of the size that every codec takes.
std::optional<Settlement> DecodeAnswer(std::string_view answer) {
  const auto parts = Split(answer);
  if (!parts || parts->empty()) return std::nullopt;
  Result<ResultMessage> first = DecodeResult(parts->front());
  if (!first || !std::holds_alternative<Settlement>(*first)) return std::nullopt;
  Settlement settlement = std::get<Settlement>(*std::move(first));
  for (std::size_t i = 1; i < parts->size(); ++i) {
    Result<ResultMessage> message = DecodeResult((*parts)[i]);
    if (!message || !std::holds_alternative<Announcement>(*message)) return std::nullopt;
    for (Task& child : std::get<Announcement>(*message).tasks)
      settlement.children.push_back(std::move(child));
  }
  return settlement;
}

}  // namespace

std::string EncodeIsolated(const Task& task, const FetchedPage& page) {
  Task bare = task;
  bare.request = {};
  bare.request.rules = task.request.rules;
  Parts parts;
  parts.Reserve(page.response.body.size() + (std::size_t{64} << 10));
  parts.Add(Encode(bare));
  parts.Add(page.url.Href());
  parts.Add(std::to_string(page.response.status));
  parts.Add(page.response.body);
  for (const auto& [name, value] : page.response.headers) {
    parts.Add(name);
    parts.Add(value);
  }
  return parts.Take();
}

std::string AnswerIsolated(std::string_view request, const ReadPage& read) {
  const std::optional<IsolatedPage> isolated = Decode(request);
  if (!isolated) return {};
  Settlement settlement = ReadGuarded(*isolated, read);
  const std::vector<Announcement> children =
      MakeAnnouncements(settlement.job, std::exchange(settlement.children, {}));
  Parts parts;
  parts.Add(Encode(settlement));
  for (const Announcement& part : children) parts.Add(Encode(part));
  return parts.Take();
}

Settlement SettlementFromIsolated(const Task& task, const Result<std::string>& answer) {
  const std::string tried = "reading " + task.FetchUrl() + " in a process of its own: ";
  if (!answer) return Failed(task, answer.error().code, tried + answer.error().text);
  std::optional<Settlement> settlement = DecodeAnswer(*answer);
  if (!settlement || settlement->id != task.id || settlement->stage != task.stage)
    return Failed(task, "poison", tried + "what came back is no answer to it");
  settlement->job = task.job;
  settlement->url = task.url;
  settlement->generation = task.generation;
  return *std::move(settlement);
}

}  // namespace pricecrew
