#include "tests/shop/dice.h"

namespace pricecrew::shop {
namespace {

std::uint64_t Mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15U;

}  // namespace

Dice::Dice(std::uint64_t seed, std::uint64_t stream)
    : state_(Mix(seed + kGolden) ^ Mix(Mix(stream) + kGolden)) {}

std::uint64_t Dice::Next() {
  state_ += kGolden;
  return Mix(state_);
}

std::size_t Dice::Below(std::size_t limit) { return static_cast<std::size_t>(Next() % limit); }

}  // namespace pricecrew::shop
