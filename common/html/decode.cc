#include "common/html/decode.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <utility>

#include "common/html/utf8.h"
#include "common/html/windows_1252.h"

namespace pricecrew {
namespace {

// iconv's name, where its table is closer to the standard's under another name.
std::string IconvName(std::string_view encoding) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kNames{{
      {"ISO-8859-8-I", "ISO-8859-8"},
      {"macintosh", "MACINTOSH"},
      {"windows-874", "CP874"},
      {"x-mac-cyrillic", "MAC-UK"},
      {"GBK", "GB18030"},
      {"Big5", "BIG5-HKSCS"},
      {"Shift_JIS", "CP932"},
      {"EUC-KR", "CP949"},
  }};
  for (const auto& [standard, iconv] : kNames)
    if (standard == encoding) return std::string(iconv);
  constexpr std::string_view kWindows = "windows-";
  if (encoding.starts_with(kWindows)) return "CP" + std::string(encoding.substr(kWindows.size()));
  return std::string(encoding);
}

bool IsSingleByte(std::string_view encoding) {
  constexpr std::array<std::string_view, 5> kFamilies{"IBM", "ISO-8859", "KOI8", "windows-", "mac"};
  return std::any_of(kFamilies.begin(), kFamilies.end(),
                     [encoding](std::string_view family) { return encoding.starts_with(family); });
}

class Converter {
 public:
  explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
  ~Converter() {
    if (ok()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  [[nodiscard]] bool ok() const { return handle_ != reinterpret_cast<iconv_t>(-1); }  // NOLINT: POSIX

  // Converts as far as it can; returns what is left, at whose front an invalid or a cut sequence stands.
  std::string_view Convert(std::string_view bytes) {
    auto* from = const_cast<char*>(bytes.data());  // iconv only reads it
    std::size_t left = bytes.size();
    while (left > 0 && Step(&from, &left) == E2BIG) continue;
    return bytes.substr(bytes.size() - left);
  }
  void Append(std::string_view text) {
    Step(nullptr, nullptr);  // what a stateful conversion still holds back
    text_ += text;
  }
  std::string Take() {
    Step(nullptr, nullptr);
    return std::move(text_);
  }

 private:
  int Step(char** from, std::size_t* left) {
    std::array<char, 16'384> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): iconv fills it
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const int code = iconv(handle_, from, left, &to, &room) == static_cast<std::size_t>(-1) ? errno : 0;
    text_.append(buffer.data(), buffer.size() - room);
    return code;
  }

  iconv_t handle_;
  std::string text_;
};

// What the standard's tables have and iconv's have not: C1 controls in single bytes, the euro sign of Chinese
// pages.
std::string ReplacementFor(unsigned char byte, std::string_view encoding) {
  if (byte == 0x80 && (encoding == "GBK" || encoding == "gb18030")) return "\u20AC";
  if (IsSingleByte(encoding) && byte >= 0x80 && byte < 0xA0) return std::string(EncodeUtf8(byte).View());
  return std::string(kReplacement);
}

std::string DecodeWithIconv(std::string_view bytes, std::string_view encoding) {
  Converter converter(IconvName(encoding));
  if (!converter.ok()) return RepairUtf8(bytes);
  const std::size_t unit = encoding.starts_with("UTF-16") ? 2 : 1;
  for (bytes = converter.Convert(bytes); !bytes.empty(); bytes = converter.Convert(bytes)) {
    converter.Append(ReplacementFor(static_cast<unsigned char>(bytes.front()), encoding));
    bytes.remove_prefix(std::min(unit, bytes.size()));
  }
  return converter.Take();
}

char32_t FromUserDefined(unsigned char byte) { return 0xF780 + (byte - 0x80); }

// Where ASCII is ASCII and every other byte is a character of its own.
template <typename CodePoint>
std::string DecodeBytes(std::string_view bytes, CodePoint code_point) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  while (true) {
    const std::size_t ascii = AsciiPrefix(bytes);
    text.append(bytes.substr(0, ascii));
    bytes.remove_prefix(ascii);
    if (bytes.empty()) return text;
    text += EncodeUtf8(code_point(static_cast<unsigned char>(bytes.front()))).View();
    bytes.remove_prefix(1);
  }
}

}  // namespace

std::string Decode(std::string_view bytes, std::string_view encoding) {
  if (encoding == "UTF-8") return RepairUtf8(bytes);
  if (encoding == "windows-1252") return DecodeBytes(bytes, FromWindows1252);
  if (encoding == "x-user-defined") return DecodeBytes(bytes, FromUserDefined);
  if (encoding == "replacement") return std::string(bytes.empty() ? std::string_view{} : kReplacement);
  return DecodeWithIconv(bytes, encoding);
}

}  // namespace pricecrew
