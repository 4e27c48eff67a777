#include "common/domain/position.h"

namespace pricecrew {
namespace {

void AppendBigEndian(std::string& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>((number >> shift) & 0xff));
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

}  // namespace pricecrew
