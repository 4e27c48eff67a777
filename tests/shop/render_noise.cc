#include "tests/shop/render_noise.h"

#include <fmt/format.h>

#include "tests/shop/dice.h"
#include "tests/shop/html_text.h"
#include "tests/shop/vocabulary.h"

namespace pricecrew::shop {
namespace {

// Keeps the noise's stream of numbers apart from the product's own.
constexpr std::uint64_t kNoiseStream = std::uint64_t{1} << 40;

std::string PropertyTable(const Market& market, Dice& dice) {
  std::string rows;
  for (int i = 0; i < 5; ++i) {
    rows += fmt::format("<tr class=\"row\"><th scope=\"row\">{}</th><td>{}</td></tr>\n",
                        dice.Pick(PropertyNames()), Escape(dice.Pick(PropertyValues())));
  }
  return fmt::format("<section class=\"specs\"><h2>{}</h2><table><tbody>\n{}</tbody></table></section>\n",
                     market.phrases.details, rows);
}

std::string Stars(std::size_t count) {
  std::string stars;
  for (std::size_t i = 1; i <= 5; ++i)
    stars += i <= count ? "<i class=\"star on\"></i>" : "<i class=\"star\"></i>";
  return stars;
}

std::string Review(const Market& market, Dice& dice) {
  const std::size_t stars = 1 + dice.Below(5);
  return fmt::format(
      "<article class=\"review\"><header><h3>{}</h3><span class=\"stars\" aria-label=\"{} / 5\">{}</span>"
      "<time datetime=\"2025-{:02}-{:02}\"></time></header><p>{} {}</p><p class=\"more\">{} "
      "<button class=\"helpful\">+{}</button></p></article>\n",
      market.phrases.reviews, stars, Stars(stars), 1 + dice.Below(12), 1 + dice.Below(28),
      dice.Pick(ReviewSentences()), dice.Pick(ReviewSentences()), dice.Pick(ReviewSentences()),
      dice.Below(40));
}

std::string Question(Dice& dice) {
  const std::string_view property = dice.Pick(PropertyNames());
  return fmt::format("<dl class=\"question\"><dt><b>{}?</b></dt><dd>{} <em>{}</em></dd></dl>\n", property,
                     Escape(dice.Pick(PropertyValues())), dice.Pick(ReviewSentences()));
}

std::string Block(const Market& market, Dice& dice) {
  switch (dice.Below(3)) {
    case 0:
      return PropertyTable(market, dice);
    case 1:
      return Question(dice);
    default:
      return Review(market, dice);
  }
}

}  // namespace

std::string Noise(const Catalogue& catalogue, const ShopProduct& product, std::size_t bytes) {
  const Market& market = *catalogue.categories()[product.category].market;
  Dice dice(catalogue.options().seed, kNoiseStream + product.index);
  std::string noise;
  while (noise.size() + 400 < bytes) noise += Block(market, dice);
  while (noise.size() + 80 < bytes) noise += Question(dice);
  return noise;
}

}  // namespace pricecrew::shop
