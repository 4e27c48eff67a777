#include "common/domain/position.h"

namespace pricecrew {
namespace {

void AppendBigEndian(std::string& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>((number >> shift) & 0xff));
}

std::uint32_t TakeBigEndian(std::string_view& key) {
  std::uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(key[i]);
  key.remove_prefix(4);
  return number;
}

}  // namespace

std::string SortKey(const Position& position) {
  std::string key;
  AppendBigEndian(key, position.index);
  for (const std::uint32_t rank : position.subcategories) {
    key.push_back('\1');  // sorts after the end of a shorter way
    AppendBigEndian(key, rank);
  }
  key.push_back('\0');
  AppendBigEndian(key, position.page);
  AppendBigEndian(key, position.rank);
  return key;
}

std::optional<Position> FromSortKey(std::string_view key) {
  constexpr std::size_t kShortest = 13;
  if (key.size() < kShortest || (key.size() - kShortest) % 5 != 0) return std::nullopt;
  Position position;
  position.index = TakeBigEndian(key);
  for (; key.front() == '\1' && key.size() > 9; position.subcategories.push_back(TakeBigEndian(key)))
    key.remove_prefix(1);
  if (key.size() != 9 || key.front() != '\0') return std::nullopt;
  key.remove_prefix(1);
  position.page = TakeBigEndian(key);
  position.rank = TakeBigEndian(key);
  return position;
}

}  // namespace pricecrew
