#include "common/domain/row_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/domain/row_table.h"
#include "tests/unit/aggregator/test_job.h"

namespace pricecrew {
namespace {

using testing::HasSubstr;
using testing::Not;

ProductRow FullRow() {
  ProductRow row;
  row.url = "http://shop.test/a";
  row.final_url = "http://shop.test/b";
  row.product.name = "Lamp \"Big\", blue";
  row.product.price = "1099.00";
  row.product.currency = "EUR";
  row.product.regular_price = "1299.00";
  row.product.availability = Availability::kInStock;
  row.product.sku = "00123";
  row.product.gtin = "4006381333931";
  row.product.brand = "Łux\nLine";
  row.product.image = "http://shop.test/i.jpg";
  row.product.canonical = "http://shop.test/canonical";
  row.category_url = "http://shop.test/c";
  row.page = 2;
  row.rank = 7;
  return row;
}

ProductRow BareRow() {
  ProductRow row;
  row.url = "http://shop.test/x";
  row.product.name = "X";
  return row;
}

std::string Write(RowFormat format, const std::vector<ProductRow>& rows) {
  RowWriter writer(format);
  std::string text = writer.Begin();
  for (const ProductRow& row : rows) text += writer.Row(row);
  return text + writer.End();
}

constexpr const char* kFullJson =
    R"({"url":"http://shop.test/a","final_url":"http://shop.test/b","name":"Lamp \"Big\", blue","price":"1099.00",)"
    R"("currency":"EUR","regular_price":"1299.00","price_max":null,"availability":"InStock","sku":"00123","gtin":"4006381333931",)"
    R"("brand":"Łux\nLine","image":"http://shop.test/i.jpg","category_url":"http://shop.test/c","page":2,"rank":7,"sources":{}})";
constexpr const char* kBareJson =
    R"({"url":"http://shop.test/x","final_url":null,"name":"X","price":null,"currency":null,"regular_price":null,)"
    R"("price_max":null,"availability":null,"sku":null,"gtin":null,"brand":null,"image":null,"category_url":null,"page":null,)"
    R"("rank":null,"sources":{}})";

TEST(RowFormatTest, WritesOneJsonArray) {
  EXPECT_EQ(Write(RowFormat::kJson, {FullRow(), BareRow()}),
            std::string("[\n") + kFullJson + ",\n" + kBareJson + "\n]\n");
  EXPECT_EQ(Write(RowFormat::kJson, {}), "[]\n");
}

TEST(RowFormatTest, SaysWhereFieldsComeFrom) {
  ProductRow row = BareRow();
  row.product.origins = {{"name", "json_ld", 98}, {"price", "visible", 65}};
  EXPECT_THAT(Write(RowFormat::kJsonl, {row}),
              testing::HasSubstr(R"("sources":{"name":{"source":"json_ld","confidence":0.98},"price":)"));
  EXPECT_THAT(Write(RowFormat::kCsv, {row}), testing::HasSubstr("name=json_ld 0.98; price=visible 0.65"));
}

TEST(RowFormatTest, WritesALineForEachVariantOnRequest) {
  ProductRow row = FullRow();
  row.product.name = "Lamp";
  row.product.variants = {{"Red", "10.00", Availability::kOutOfStock, "R1", {}, {}},
                          {"Lamp, blue", {}, {}, {}, {}, {}}};
  RowWriter writer(RowFormat::kCsv, {RowDetail::kVariants});
  const std::string lines = writer.Row(row);
  EXPECT_THAT(lines, testing::HasSubstr("Lamp - Red,10.00,EUR,,,OutOfStock,R1,"));
  EXPECT_THAT(lines, testing::HasSubstr("\"Lamp, blue\",1099.00,EUR,1299.00,,InStock,00123,"));
}

TEST(RowFormatTest, WritesJsonLines) {
  EXPECT_EQ(Write(RowFormat::kJsonl, {FullRow(), BareRow()}),
            std::string(kFullJson) + "\n" + kBareJson + "\n");
  EXPECT_EQ(Write(RowFormat::kJsonl, {}), "");
}

TEST(RowFormatTest, WritesCsvByRfc4180) {
  EXPECT_EQ(
      Write(RowFormat::kCsv, {FullRow(), BareRow()}),
      "url,final_url,name,price,currency,regular_price,price_max,availability,sku,gtin,brand,image,category_"
      "url,page,"
      "rank,sources"
      "\r\n"
      "http://shop.test/a,http://shop.test/b,\"Lamp \"\"Big\"\", blue\",1099.00,EUR,1299.00,,InStock,00123,"
      "4006381333931,\"Łux\nLine\",http://shop.test/i.jpg,http://shop.test/c,2,7,\r\n"
      "http://shop.test/x,,X,,,,,,,,,,,,,\r\n");
}

TEST(RowFormatTest, GuardsNothingElseInCsv) {
  ProductRow row = BareRow();
  row.product.name = "=1+1; 'x' ";
  EXPECT_THAT(Write(RowFormat::kCsv, {row}), HasSubstr(",=1+1; 'x' ,"));
}

TEST(RowFormatTest, AlignsATableWithinItsWidth) {
  ProductRow wide = BareRow();
  wide.product.name = "日本語の商品の長い名前はここで切られるかもしれません、たぶん";
  wide.product.price = "980";
  wide.url = "http://shop.test/" + std::string(100, 'u');
  RowWriter writer(RowFormat::kTable, {.width = 80});
  const std::string text = writer.Begin() + writer.Row(FullRow()) + writer.Row(wide) + writer.Row(BareRow());
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), 4U);
  for (const std::string& line : lines) EXPECT_LE(DisplayWidth(line), 80U) << line;
  EXPECT_EQ(DisplayWidth(lines[2]), 80U) << "cut to the last cell";
  const std::size_t price_end = DisplayWidth(lines[0].substr(0, lines[0].find("PRICE"))) + 5;
  EXPECT_EQ(DisplayWidth(lines[1].substr(0, lines[1].find("1099.00"))) + 7, price_end);
  EXPECT_EQ(DisplayWidth(lines[2].substr(0, lines[2].find("980"))) + 3, price_end);
}

TEST(RowFormatTest, NeverSendsControlsToATerminal) {
  ProductRow row = BareRow();
  row.product.name = "a\x1b[31mb\nc\u202Ed";
  RowWriter writer(RowFormat::kTable);
  const std::string line = writer.Row(row);
  EXPECT_THAT(line, Not(HasSubstr("\x1b")));
  EXPECT_THAT(line, Not(HasSubstr("\u202E")));
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
}

TEST(RowFormatTest, CountsCellsRoughly) {
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("äöü€"), 4U);
  EXPECT_EQ(DisplayWidth("日本"), 4U);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1U);
  EXPECT_EQ(DisplayWidth("😀"), 2U);
}

TEST(RowFormatTest, KnowsItsNames) {
  EXPECT_EQ(ParseRowFormat("csv"), RowFormat::kCsv);
  EXPECT_EQ(ParseRowFormat("xml"), std::nullopt);
}

TEST(SortKeyTest, TurnsBackIntoItsPosition) {
  for (const Position& position :
       {Position{}, Position{3, {}, 1, 2}, Position{3, {1, 256}, 0, 1U << 31U},
        Position{0, {1, 2, 3, 4, 5}, 9, 9}, Position{0, {0x01010101}, 0x01010101, 0}})
    EXPECT_EQ(FromSortKey(SortKey(position)), position);
}

TEST(SortKeyTest, RefusesWhatIsNone) {
  const std::string key = SortKey({1, {2}, 3, 4});
  for (std::size_t size = 0; size < key.size(); ++size)
    EXPECT_EQ(FromSortKey(key.substr(0, size)), std::nullopt) << size;
  EXPECT_EQ(FromSortKey(std::string(13, '\x02')), std::nullopt);
  EXPECT_EQ(FromSortKey(std::string(18, '\0')), std::nullopt);
}

}  // namespace
}  // namespace pricecrew
