#include "tests/shop/vocabulary.h"

#include <array>

namespace pricecrew::shop {
namespace {

constexpr std::array<Goods, 16> kGoods{{{"Desk Lamps", "Desk Lamp"},
                                        {"Office Chairs", "Office Chair"},
                                        {"Kettles", "Kettle"},
                                        {"Headphones", "Headphones"},
                                        {"Backpacks", "Backpack"},
                                        {"Bicycles", "Bicycle"},
                                        {"Kitchen Knives", "Kitchen Knife"},
                                        {"Notebooks", "Notebook"},
                                        {"Garden Tools", "Spade"},
                                        {"Board Games", "Board Game"},
                                        {"Rain Jackets", "Rain Jacket"},
                                        {"Coffee Grinders", "Coffee Grinder"},
                                        {"Bookshelves", "Bookshelf"},
                                        {"Tents", "Tent"},
                                        {"Keyboards", "Keyboard"},
                                        {"Wool Blankets", "Wool Blanket"}}};

constexpr std::array<std::string_view, 12> kBrands{
    "Nordvik",  "Halvora", "Brightmoor", "Tessaline",         "Okumori", "Veltrano",
    "Ashgrove", "Lumenta", "Kestrelo",   "Pinehurst & Fjord", "Quorra",  "Zephyrine"};

constexpr std::array<std::string_view, 16> kSeries{"Alto",  "Boreal", "Cinder", "Dune",    "Ember", "Fjord",
                                                   "Glint", "Harbor", "Isle",   "Juniper", "Kite",  "Lark",
                                                   "Mesa",  "North",  "Orbit",  "Prism"};

constexpr std::array<std::string_view, 8> kVariants{"Black",      "Oak & Steel",       "12\" Edition",
                                                    "Matt White", "Two-Pack",          "Green",
                                                    "Size L",     "Traveller's Choice"};

constexpr std::array<std::string_view, 14> kPropertyNames{
    "Material",    "Colour",  "Country of origin", "Warranty",     "Package contents",
    "Finish",      "Care",    "Assembly",          "Energy class", "Recommended use",
    "Certificate", "Surface", "Compatibility",     "Packaging"};

constexpr std::array<std::string_view, 14> kPropertyValues{"Brushed steel",
                                                           "Solid oak",
                                                           "Recycled polyester",
                                                           "24 months",
                                                           "See the manual",
                                                           "Powder coated",
                                                           "Wipe clean",
                                                           "Tool-free",
                                                           "Class A",
                                                           "Indoor and outdoor",
                                                           "CE",
                                                           "Smooth",
                                                           "Universal",
                                                           "Carton, recyclable"};

constexpr std::array<std::string_view, 12> kReviewSentences{
    "Arrived two days early and well packed.",
    "The finish is better than the pictures suggest.",
    "I had to tighten one screw, then everything sat firmly.",
    "We have used it every day for three months without a fault.",
    "A little smaller than expected, so do check the measurements.",
    "The second one in our household, and surely not the last.",
    "Support answered within an hour and sent a spare part.",
    "Quiet, sturdy and easy to clean.",
    "The colour differs slightly from the one on the screen.",
    "Good value, although the manual could be clearer.",
    "My neighbour ordered the same one after trying ours.",
    "It does exactly what it promises, no more and no less."};

}  // namespace

std::span<const Goods> AllGoods() { return kGoods; }
std::span<const std::string_view> Brands() { return kBrands; }
std::span<const std::string_view> Series() { return kSeries; }
std::span<const std::string_view> Variants() { return kVariants; }
std::span<const std::string_view> PropertyNames() { return kPropertyNames; }
std::span<const std::string_view> PropertyValues() { return kPropertyValues; }
std::span<const std::string_view> ReviewSentences() { return kReviewSentences; }

}  // namespace pricecrew::shop
