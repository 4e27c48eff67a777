#include "common/rules/placed_json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <utility>

namespace pricecrew {
namespace {

constexpr unsigned kFlags = rapidjson::kParseCommentsFlag | rapidjson::kParseValidateEncodingFlag;
constexpr std::size_t kMaxDepth = 16;

/// Where the string begins that ends before `end`, its quotation marks left out: no quotation mark stands
/// in it without a backslash.
std::size_t BeginOfString(std::string_view text, std::size_t end) {
  std::size_t at = end - 1;
  while (true) {
    at = text.rfind('"', at - 1);
    std::size_t first = at;
    while (first > 0 && text[first - 1] == '\\') --first;
    if ((at - first) % 2 == 0) return at + 1;
  }
}

/// Takes what RapidJSON reads, and looks at the stream for where it stands.
class PlacedJsonBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, PlacedJsonBuilder> {
 public:
  PlacedJsonBuilder(std::string_view text, const rapidjson::MemoryStream& stream)
      : text_(text), stream_(stream) {}

  bool Default() { return Add({PlacedJson::Kind::kOther, stream_.Tell() - 1, {}, {}, {}}); }
  bool String(const char* bytes, rapidjson::SizeType size, bool) { return Add(StringOf(bytes, size)); }
  bool Key(const char* bytes, rapidjson::SizeType size, bool) {
    open_.back().names.push_back(StringOf(bytes, size));
    return true;
  }
  bool StartObject() { return Open(PlacedJson::Kind::kObject); }
  bool EndObject(rapidjson::SizeType) { return Close(); }
  bool StartArray() { return Open(PlacedJson::Kind::kArray); }
  bool EndArray(rapidjson::SizeType) { return Close(); }

  PlacedJson Take() { return std::move(root_); }

 private:
  [[nodiscard]] PlacedJson StringOf(const char* bytes, rapidjson::SizeType size) const {
    return {PlacedJson::Kind::kString, BeginOfString(text_, stream_.Tell()), {bytes, size}, {}, {}};
  }

  bool Open(PlacedJson::Kind kind) {
    open_.push_back({kind, stream_.Tell() - 1, {}, {}, {}});
    return open_.size() <= kMaxDepth;
  }

  bool Close() {
    PlacedJson closed = std::move(open_.back());
    open_.pop_back();
    return Add(std::move(closed));
  }

  bool Add(PlacedJson value) {
    if (open_.empty())
      root_ = std::move(value);
    else
      open_.back().items.push_back(std::move(value));
    return true;
  }

  std::string_view text_;
  const rapidjson::MemoryStream& stream_;
  std::vector<PlacedJson> open_;
  PlacedJson root_;
};

/// An escape in a string: its bytes as written, and those that it stands for.
struct WrittenEscape {
  std::size_t written = 2;
  std::size_t meant = 1;
};

// \uD83D\uDE00 stands for one character of 4 bytes.
WrittenEscape EscapeAt(std::string_view text) {
  if (!text.starts_with("\\u")) return {};
  const std::string code(text.substr(2, 4));
  if (code < "0080") return {6, 1};
  if (code < "0800") return {6, 2};
  const bool is_pair = text.size() > 12 && (code[0] == 'd' || code[0] == 'D') && code[1] > '7';
  return is_pair ? WrittenEscape{12, 4} : WrittenEscape{6, 3};
}

}  // namespace

Checked<PlacedJson> ReadPlacedJson(std::string_view text) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  PlacedJsonBuilder builder(text, stream);
  rapidjson::Reader reader;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
  if (!result.IsError()) return builder.Take();
  if (result.Code() == rapidjson::kParseErrorTermination)
    return Mistake{result.Offset(), "nested deeper than " + std::to_string(kMaxDepth)};
  return Mistake{std::min(result.Offset(), text.size()), rapidjson::GetParseError_En(result.Code())};
}

std::size_t OffsetWithin(std::string_view text, const PlacedJson& string, std::size_t within) {
  std::size_t at = string.offset;
  for (std::size_t meant = 0; meant < within && at < text.size() && text[at] != '"';) {
    const WrittenEscape escape = text[at] == '\\' ? EscapeAt(text.substr(at)) : WrittenEscape{1, 1};
    at += escape.written;
    meant += escape.meant;
  }
  return std::min(at, text.size());
}

std::string CompactJson(std::string_view text) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::StringBuffer buffer;
  rapidjson::Writer writer(buffer);
  rapidjson::Reader reader;
  if (reader.Parse<kFlags>(stream, writer).IsError()) return {};
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace pricecrew
