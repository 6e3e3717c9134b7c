// SPDX-License-Identifier: Apache-2.0
#include "formats/xlsx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "formats/archive.h"
#include "formats/text_encoding.h"

namespace landport::formats {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

// A workbook as other programs write it: strings shared, rows and cells with gaps.
Files workbook(std::string const& rows, std::string const& more = "") {
  return {
      {"_rels/.rels",
       "<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" "
       "Target=\"/xl/workbook.xml\"/></Relationships>"},
      {"xl/workbook.xml", "<workbook xmlns:r=\"http://x/relationships\">" + more +
                              "<sheets><sheet name=\"Notes\" sheetId=\"1\" state=\"hidden\" r:id=\"rId9\"/>"
                              "<sheet name=\"List\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" "
       "Target=\"worksheets/sheet1.xml\"/>"
       "<Relationship Id=\"rId2\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
       "<Relationship Id=\"rId3\" Type=\"http://x/styles\" Target=\"styles.xml\"/></Relationships>"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>unit</t></si><si><r><t>箱</t></r><r><rPr/><t xml:space=\"preserve\">号 A</t></r>"
       "<rPh><t>xianghao</t></rPh></si><si><t>two_x000A_lines</t></si><si><t xml:space=\"preserve\">  "
       "</t></si></sst>"},
      {"xl/styles.xml",
       "<styleSheet><numFmts><numFmt numFmtId=\"170\" "
       "formatCode=\"[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>"
       "<numFmt numFmtId=\"171\" formatCode=\"[Red]0.00&quot;kg dry&quot;\"/><numFmt numFmtId=\"172\" "
       "formatCode=\"[h]:mm\"/>"
       "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf "
       "numFmtId=\"171\"/>"
       "<xf numFmtId=\"22\"/><xf numFmtId=\"172\"/></cellXfs></styleSheet>"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
  };
}

std::string header() {
  return "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c></row>";
}

// The text of a cell in row 3 that is written so.
std::string cell(std::string const& xml, std::string const& more = "") {
  auto const sheets = read_xlsx(write_archive(workbook(header() + "<row r=\"3\">" + xml + "</row>", more)));
  if (!sheets) return sheets.error().code + " at " + sheets.error().place;
  if (sheets->at(0).rows.empty()) return "no row";
  std::string text;
  for (auto const& c : sheets->at(0).rows[0].cells) text += c.text;
  return text;
}

TEST(Xlsx, ReadsWhatOthersWrite) {
  auto const sheets = read_xlsx(write_archive(
      workbook(header() + "<row r=\"5\"><c r=\"C5\" t=\"s\"><v>2</v></c><c "
                          "r=\"E5\"><v>11740</v></c></row><row r=\"7\"><c r=\"A7\" s=\"1\"/></row>")));
  ASSERT_TRUE(sheets) << sheets.error().code << sheets.error().place;
  ASSERT_EQ(sheets->size(), 1u) << "hidden sheets are left out";
  auto const& sheet = sheets->at(0);
  EXPECT_EQ(sheet.name, "List");
  EXPECT_EQ(sheet.column("unit"), 1u);
  EXPECT_EQ(sheet.column("箱号 A"), 2u) << "runs are joined, readings left out";
  ASSERT_EQ(sheet.rows.size(), 1u) << "a row of empty cells is blank";
  EXPECT_EQ(sheet.rows[0].number, 5u);
  ASSERT_EQ(sheet.rows[0].cells.size(), 5u);
  EXPECT_EQ(sheet.rows[0].cells[1].text, "");
  EXPECT_EQ(sheet.rows[0].cells[2].text, "two\nlines");
  EXPECT_EQ(sheet.place(sheet.rows[0].cells[4]), "List!E5");
  EXPECT_EQ(sheet.rows[0].cells[4].kind, CellKind::number);
}

TEST(Xlsx, ValuesByTypeAndStyle) {
  EXPECT_EQ(cell("<c r=\"B3\"><v>0.30000000000000004</v></c>"), "0.3");
  EXPECT_EQ(cell("<c r=\"B3\"><v>1.174E4</v></c>"), "11740");
  EXPECT_EQ(cell("<c r=\"B3\"><v>1234567890123456789</v></c>"), "1234567890123456789");
  EXPECT_EQ(cell("<c r=\"B3\"><v>-0.5</v></c>"), "-0.5");
  EXPECT_EQ(cell("<c r=\"B3\" t=\"b\"><v>1</v></c>"), "TRUE");
  EXPECT_EQ(cell("<c r=\"B3\" t=\"str\"><f>A1</f><v>text</v></c>"), "text");
  EXPECT_EQ(cell("<c r=\"B3\" t=\"e\"><v>#N/A</v></c>"), "#N/A");
  EXPECT_EQ(cell("<c t=\"inlineStr\"><is><t>here</t></is></c>"), "here") << "without an address";
  EXPECT_EQ(cell("<c r=\"B3\" s=\"1\"><v>46356</v></c>"), "2026-11-30");
  EXPECT_EQ(cell("<c r=\"B3\" s=\"2\"><v>46356</v></c>"), "2026-11-30");
  EXPECT_EQ(cell("<c r=\"B3\" s=\"4\"><v>46356.34375</v></c>"), "2026-11-30T08:15:00");
  EXPECT_EQ(cell("<c r=\"B3\" s=\"5\"><v>0.34375</v></c>"), "08:15:00");
  EXPECT_EQ(cell("<c r=\"B3\" s=\"3\"><v>46356</v></c>"), "46356") << "a unit of mass in quotes is no date";
  EXPECT_EQ(cell("<c r=\"B3\" s=\"1\"><v>59</v></c>"), "1900-02-28");
  EXPECT_EQ(cell("<c r=\"B3\" s=\"1\"><v>61</v></c>"), "1900-03-01");
  EXPECT_EQ(cell("<c r=\"B3\" s=\"1\"><v>-1</v></c>"), "-1") << "no day: left a number";
  EXPECT_EQ(cell("<c r=\"B3\" s=\"1\"><v>44894</v></c>", "<workbookPr date1904=\"1\"/>"), "2026-11-30");
}

TEST(Xlsx, BrokenWorkbooksAreRefusedWithThePlace) {
  EXPECT_EQ(cell("<c r=\"B3\" t=\"s\"><v>99</v></c>"), "xlsx.broken at List!B3");
  EXPECT_EQ(cell("<c r=\"B3\"><v>many</v></c>"), "xlsx.broken at List!B3");
  EXPECT_EQ(cell("<c r=\"B4\"><v>1</v></c>"), "xlsx.broken at List!B4");
  EXPECT_EQ(cell("<c r=\"C3\"><v>1</v></c><c r=\"B3\"><v>1</v></c>"), "xlsx.broken at List!B3");
  EXPECT_EQ(cell("<c r=\"XFE3\"><v>1</v></c>"), "xlsx.broken at List!XFE3");
  EXPECT_EQ(cell("<c r=\"ZZ3\"><v>1</v></c>"), "sheet.too_big at List!ZZ3");
  EXPECT_EQ(cell("<c r=\"B3\" t=\"inlineStr\"><is><t>\xFF</t></is></c>"), "xlsx.broken at List!B3");
  EXPECT_EQ(cell("</row><row r=\"3\"><c r=\"B3\"/>"), "xlsx.broken at List!4");
  EXPECT_EQ(cell("<c"), "xlsx.broken at xl/worksheets/sheet1.xml");
  EXPECT_EQ(read_xlsx("").error().code, "xlsx.not_xlsx");
  EXPECT_EQ(read_xlsx("unit,gross\n").error().code, "xlsx.not_xlsx");
  EXPECT_EQ(read_xlsx("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").error().code, "xlsx.old_format");
  EXPECT_EQ(read_xlsx(write_archive({{"a.txt", "b"}})).error().code, "xlsx.not_xlsx");
  EXPECT_EQ(read_xlsx(write_archive(workbook(""))).error().code, "sheet.empty");
  auto files = workbook(header());
  files.pop_back();
  EXPECT_EQ(read_xlsx(write_archive(files)).error().place, "xl/worksheets/sheet1.xml");
  auto bytes = write_archive(workbook(header()));
  EXPECT_EQ(read_xlsx(std::string_view(bytes).substr(0, bytes.size() / 2)).error().code, "xlsx.not_xlsx");
}

TEST(Xlsx, EveryLimitHolds) {
  auto refused = [](XlsxLimits limits, std::string const& rows) {
    auto const sheets = read_xlsx(write_archive(workbook(header() + rows)), limits);
    return sheets ? std::string("read") : sheets.error().code + " " + sheets.error().details.at(0).second;
  };
  XlsxLimits limits;
  limits.entries = 5;
  EXPECT_EQ(refused(limits, ""), "sheet.too_big entries");
  limits = {};
  limits.entry_bytes = 700;
  EXPECT_EQ(refused(limits, std::string(800, ' ')), "sheet.too_big entry_bytes");
  limits = {};
  limits.unpacked_bytes = 1500;
  EXPECT_EQ(refused(limits, std::string(800, ' ')), "sheet.too_big unpacked_bytes");
  limits = {};
  EXPECT_EQ(refused(limits, std::string(4 << 20, ' ')), "sheet.too_big ratio") << "a bomb: 4 MB of blanks";
  limits.ratio = 2000;
  EXPECT_EQ(refused(limits, std::string(4 << 20, ' ')), "read");
  limits = {};
  limits.sheet.rows = 1;
  EXPECT_EQ(refused(limits, "<row r=\"3\"><c><v>1</v></c></row><row r=\"4\"><c><v>1</v></c></row>"),
            "sheet.too_big rows");
  limits = {};
  limits.sheet.columns = 3;
  EXPECT_EQ(refused(limits, "<row r=\"3\"><c r=\"D3\"><v>1</v></c></row>"), "sheet.too_big columns");
  limits = {};
  limits.sheet.cells = 6;
  EXPECT_EQ(refused(limits, "<row r=\"3\"><c r=\"E3\"><v>1</v></c></row>"), "sheet.too_big cells");
  limits = {};
  limits.shared_strings = 3;
  EXPECT_EQ(refused(limits, ""), "sheet.too_big shared_strings");
  limits = {};
  limits.sheet.total_bytes = 10;
  EXPECT_EQ(refused(limits, ""), "sheet.too_big total_bytes");
}

TEST(Xlsx, WritesWhatItReads) {
  Table const list{"Bookings",
                   {"unit", "gross kg", "price", "at", "reefer"},
                   {{std::string("MSKU1234565"), std::int64_t{11740}, Decimal{-12345, 2},
                     Instant{1'796'000'000'000}, true},
                    {std::string("=1+1"), std::monostate{}, Decimal{5, 3}, Instant{0}, false}}};
  Table const notes{"Bookings", {"备注"}, {{std::string("a\rb _x0041_ <&\">\n c ")}}};
  std::vector<Table> const tables{list, notes};
  auto const bytes = write_xlsx(tables, {hours(8)});
  EXPECT_EQ(bytes, write_xlsx(tables, {hours(8)})) << "the same tables give the same bytes";
  auto const sheets = read_xlsx(bytes);
  ASSERT_TRUE(sheets) << sheets.error().code << sheets.error().place;
  ASSERT_EQ(sheets->size(), 2u);
  auto const& first = sheets->at(0);
  EXPECT_EQ(first.name, "Bookings");
  EXPECT_EQ(sheets->at(1).name, "Sheet2") << "two sheets of one name are not allowed";
  std::vector<std::string> texts;
  for (auto const& c : first.rows[0].cells) texts.push_back(c.text);
  EXPECT_THAT(texts, testing::ElementsAre("MSKU1234565", "11740", "-123.45", "2026-11-30T08:53:20", "TRUE"));
  EXPECT_EQ(first.rows[1].cells[0].text, "=1+1");
  EXPECT_EQ(first.rows[1].cells[0].kind, CellKind::text);
  EXPECT_EQ(first.rows[1].cells[1].kind, CellKind::empty);
  EXPECT_EQ(first.rows[1].cells[2].text, "0.005");
  EXPECT_EQ(first.rows[1].cells[3].text, "1970-01-01T08:00:00");
  EXPECT_EQ(sheets->at(1).header.cells[0].text, "备注");
  EXPECT_EQ(sheets->at(1).rows[0].cells[0].text, "a\rb _x0041_ <&\">\n c ");
}

TEST(Xlsx, AnyTableSurvives) {
  rc::check("texts, numbers, decimals and instants to the second", [] {
    auto const text =
        rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab'<>&\"_x0041=+@\t\n\r \x01箱")));
    auto const value = rc::gen::oneOf(
        rc::gen::map(text,
                     [](std::string t) { return first_bad_utf8(t) ? Value(std::string("箱")) : Value(t); }),
        rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return Value(n); }),
        rc::gen::map(rc::gen::inRange<std::int64_t>(-999'999'999'999, 999'999'999'999),
                     [](std::int64_t n) {
                       return Value(Decimal{n, static_cast<std::uint8_t>(std::abs(n) % 7)});
                     }),
        rc::gen::map(rc::gen::inRange<std::int64_t>(0, 4'000'000'000),
                     [](std::int64_t s) { return Value(Instant{s * 1000}); }));
    Table table{"T", {"key", "a", "b"}, {}};
    table.rows = *rc::gen::resize(20, rc::gen::container<std::vector<std::vector<Value>>>(
                                          rc::gen::container<std::vector<Value>>(2, value)));
    for (auto& row : table.rows) row.insert(row.begin(), Value(std::string("k")));
    auto const sheets = read_xlsx(write_xlsx(std::span(&table, 1)));
    RC_ASSERT(sheets.has_value());
    auto const& rows = sheets->at(0).rows;
    RC_ASSERT(rows.size() == table.rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t c = 0; c < 3; ++c) {
        auto expected = to_text(table.rows[r][c]);
        auto got = rows[r].cells[c].text;
        if (std::holds_alternative<Instant>(table.rows[r][c])) {
          if (got.size() == 10) got += "T00:00:00";
          got += "Z";
        }
        if (std::holds_alternative<Decimal>(table.rows[r][c]) && expected.find('.') != std::string::npos) {
          while (expected.ends_with('0')) expected.pop_back();
          if (expected.ends_with('.')) expected.pop_back();
          if (expected == "-0") expected = "0";
        }
        RC_ASSERT(got == expected);
      }
    }
  });
}

}  // namespace
}  // namespace landport::formats
