// SPDX-License-Identifier: Apache-2.0
#include "formats/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "formats/text_encoding.h"

namespace landport::formats {
namespace {

std::vector<std::vector<std::string>> texts(Sheet const& sheet) {
  std::vector<std::vector<std::string>> all;
  auto add = [&](SheetRow const& row) {
    auto& line = all.emplace_back();
    for (auto const& cell : row.cells) line.push_back(cell.text);
  };
  add(sheet.header);
  for (auto const& row : sheet.rows) add(row);
  return all;
}

using Lines = std::vector<std::vector<std::string>>;

TEST(Csv, EveryWayToEndARow) {
  Lines const expected{{"unit", "gross"}, {"MSKU1234565", "11740"}, {"TRHU4307252", "9000"}};
  for (std::string const end : {"\r\n", "\n", "\r"}) {
    auto const sheet = read_csv("unit,gross" + end + "MSKU1234565,11740" + end + "TRHU4307252,9000" + end);
    ASSERT_TRUE(sheet);
    EXPECT_EQ(texts(*sheet), expected);
    EXPECT_EQ(texts(*read_csv("unit,gross" + end + "MSKU1234565,11740" + end + "TRHU4307252,9000")),
              expected);
  }
}

TEST(Csv, QuotesHoldDelimitersQuotesAndLineBreaks) {
  auto const sheet = read_csv("a,b\n\"1,5\",\"he said \"\"no\"\"\nand left\"\n");
  ASSERT_TRUE(sheet);
  EXPECT_EQ(texts(*sheet), (Lines{{"a", "b"}, {"1,5", "he said \"no\"\nand left"}}));
}

TEST(Csv, FindsTheDelimiter) {
  Lines const expected{{"a", "b,c"}, {"1", "2"}};
  EXPECT_EQ(texts(*read_csv("a;\"b,c\"\n1;2\n")), expected);
  EXPECT_EQ(texts(*read_csv("a\tb\n1;x\t2,5\n")), (Lines{{"a", "b"}, {"1;x", "2,5"}}));
  EXPECT_EQ(texts(*read_csv("sep=;\r\na,x;b\r\n1;2\r\n")), (Lines{{"a,x", "b"}, {"1", "2"}}));
  EXPECT_EQ(texts(*read_csv("sep=\r\n1\r\n")), (Lines{{"sep="}, {"1"}})) << "a heading, not a delimiter";
  EXPECT_EQ(texts(*read_csv("only\n1;2\n")), (Lines{{"only"}, {"1;2"}}));
}

TEST(Csv, BlankRowsAreLeftOutAndTheOthersKeepTheirAddress) {
  auto const sheet = read_csv("\n,,\nunit,gross\n\n , \nMSKU1234565,1\n");
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->header.number, 3u);
  ASSERT_EQ(sheet->rows.size(), 1u);
  EXPECT_EQ(sheet->rows[0].cells[1].address(), "B6");
  EXPECT_EQ(sheet->place(sheet->rows[0].cells[1]), "B6");
}

TEST(Csv, ShortRowsAreFilledUpAndTheColumnIsFoundByItsHeading) {
  auto const sheet = read_csv("Unit , Gross kg,Seal\nMSKU1234565\n");
  ASSERT_TRUE(sheet);
  ASSERT_EQ(sheet->rows[0].cells.size(), 3u);
  EXPECT_EQ(sheet->rows[0].cells[2].address(), "C2");
  EXPECT_EQ(sheet->column("gross KG"), 1u);
  EXPECT_EQ(sheet->column("weight"), std::nullopt);
  EXPECT_EQ(read_csv("a,A\n1,2\n")->column("a"), std::nullopt) << "two columns of one name name none";
}

TEST(Csv, EncodingsAreFound) {
  Lines const expected{{"箱号", "品名"}, {"MSKU1234565", "灯具"}};
  EXPECT_EQ(texts(*read_csv("箱号,品名\nMSKU1234565,灯具\n")), expected);
  EXPECT_EQ(texts(*read_csv("\xEF\xBB\xBF箱号,品名\nMSKU1234565,灯具\n")), expected);
  // The same in GB 2312, as a spreadsheet in Chengdu saves it.
  EXPECT_EQ(texts(*read_csv("\xCF\xE4\xBA\xC5,\xC6\xB7\xC3\xFB\nMSKU1234565,\xB5\xC6\xBE\xDF\n")), expected);
  std::string utf16("\xFF\xFE"), big("\xFE\xFF");
  for (char const c : std::string_view("a\tb\n1\t2\n")) {
    utf16 += c, utf16 += '\0';
    big += '\0', big += c;
  }
  EXPECT_EQ(texts(*read_csv(utf16)), (Lines{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(texts(*read_csv(big)), (Lines{{"a", "b"}, {"1", "2"}}));
}

struct Wrong {
  std::string bytes, code, place;
};

TEST(Csv, RefusesWithTheCell) {
  Wrong const cases[] = {
      {"a,b\n1,x\"y\"\n", "csv.quote_inside", "B2"},
      {"a,b\n1,\"x\"y\n", "csv.after_quote", "B2"},
      {"a,b\n1,2\n\"open,2\n3,4\n", "csv.quote_open", "A3"},
      {"a,b\n1,2,3\n", "csv.too_wide", "C2"},
      {std::string("a,b\n1,\0\n", 8), "csv.control_character", "B2"},
      {"", "sheet.empty", ""},
      {"\n \n,,\n", "sheet.empty", ""},
      {"a\n\xFF\xFF\n", "csv.encoding", ""},
      {"\xFF\xFE"
       "a",
       "csv.encoding", ""},
  };
  for (auto const& wrong : cases) {
    auto const sheet = read_csv(wrong.bytes);
    ASSERT_FALSE(sheet) << wrong.bytes;
    EXPECT_EQ(sheet.error().code, wrong.code);
    EXPECT_EQ(sheet.error().place, wrong.place);
  }
}

TEST(Csv, EveryLimitHolds) {
  auto refused = [](std::string const& bytes, SheetLimits limits) {
    CsvOptions options;
    options.limits = limits;
    auto const sheet = read_csv(bytes, options);
    if (sheet) return std::string("read");
    return sheet.error().details.at(0).second + " at " + sheet.error().place;
  };
  SheetLimits limits;
  limits.rows = 1;
  EXPECT_EQ(refused("a\n1\n", limits), "read");
  EXPECT_EQ(refused("a\n1\n2\n", limits), "rows at B3");
  limits = {};
  limits.columns = 2;
  EXPECT_EQ(refused("a,b\n", limits), "read");
  EXPECT_EQ(refused("a,b,c\n", limits), "columns at C1");
  limits = {};
  limits.cell_bytes = 3;
  EXPECT_EQ(refused("abc\n\"de\"\"\"\n", limits), "read");
  EXPECT_EQ(refused("abc\nabcd\n", limits), "cell_bytes at A2");
  EXPECT_EQ(refused("abc\n\"ab\"\"c\"\n", limits), "cell_bytes at A2");
  limits = {};
  limits.cells = 3;
  EXPECT_EQ(refused("a,b\n1,2\n", limits), "cells at C2");
  limits = {};
  limits.total_bytes = 3;
  EXPECT_EQ(refused("a,b\n", limits), "total_bytes at ");
}

TEST(Csv, WhatASpreadsheetWouldRunIsWrittenAsText) {
  Table table{"", {"note", "amount"}, {}};
  for (char const* text : {"=1+1", "+1", "-1", "@SUM(A1)", "'=1", "plain", "'quoted"}) {
    table.rows.push_back({std::string(text), std::int64_t{-5}});
  }
  auto const bytes = write_csv(table);
  EXPECT_THAT(bytes, testing::HasSubstr("\n'=1+1,-5\r\n"));
  EXPECT_THAT(bytes, testing::HasSubstr("\n''=1,-5\r\n"));
  EXPECT_THAT(bytes, testing::HasSubstr("\n'quoted,-5\r\n"));
  EXPECT_EQ(texts(*read_csv(write_csv({"", {"sep=;"}, {{std::string("1")}}}))), (Lines{{"sep=;"}, {"1"}}));
  auto const back = read_csv(bytes);
  ASSERT_TRUE(back);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    EXPECT_EQ(back->rows[i].cells[0].text, std::get<std::string>(table.rows[i][0]));
  }
}

TEST(Csv, ValuesAreWrittenAsTextThatIsReadTheSameEverywhere) {
  Table const table{"",
                    {"a", "b", "c", "d", "e"},
                    {{std::int64_t{-7}, Decimal{-5, 2}, Instant{0}, true, std::monostate{}}}};
  EXPECT_EQ(write_csv(table, ';'),
            "\xEF\xBB\xBF"
            "a;b;c;d;e\r\n-7;-0.05;1970-01-01T00:00:00Z;TRUE;\r\n");
  EXPECT_EQ(to_text(Decimal{12345, 2}), "123.45");
  EXPECT_EQ(to_text(Decimal{std::numeric_limits<std::int64_t>::min(), 0}), "-9223372036854775808");
}

TEST(Csv, WhatIsWrittenIsReadBack) {
  rc::check("any table of texts survives", [] {
    auto const delimiter = *rc::gen::element(',', ';', '\t', '|');
    auto const text =
        rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab'\"=+-@,;\t|\r\n x箱")));
    auto const width = *rc::gen::inRange<std::size_t>(1, 5);
    Table table;
    for (std::size_t i = 0; i < width; ++i) table.header.push_back("h" + std::to_string(i));
    auto const rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::container<std::vector<std::string>>(width, text));
    for (auto row : rows) {
      for (auto& cell : row) {
        if (first_bad_utf8(cell)) cell = "箱";
      }
      row[0] = "k" + row[0];  // a blank row would be left out
      table.rows.emplace_back(row.begin(), row.end());
    }
    CsvOptions options;
    options.delimiter = delimiter;
    auto const sheet = read_csv(write_csv(table, delimiter), options);
    RC_ASSERT(sheet.has_value());
    RC_ASSERT(sheet->rows.size() == table.rows.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      for (std::size_t c = 0; c < width; ++c) {
        RC_ASSERT(sheet->rows[r].cells[c].text == std::get<std::string>(table.rows[r][c]));
      }
    }
  });
}

TEST(TextEncoding, Utf8IsWellFormedOrTheFirstBadByteIsNamed) {
  EXPECT_EQ(first_bad_utf8("plain and 箱号 and \xF0\x9F\x9A\x82 trains"), std::nullopt);
  EXPECT_EQ(first_bad_utf8("ab\xC0\xAF"), 2u) << "over-long";
  EXPECT_EQ(first_bad_utf8("\xED\xA0\x80"), 0u) << "surrogate";
  EXPECT_EQ(first_bad_utf8("\xF4\x90\x80\x80"), 0u) << "beyond U+10FFFF";
  EXPECT_EQ(first_bad_utf8("12345678901234\xE7\xAE"), 14u) << "cut off";
  EXPECT_EQ(to_utf8("B\xDCTTNER", "ISO-8859-1"), "BÜTTNER");
  EXPECT_EQ(to_utf8("x", "NO-SUCH-ENCODING"), std::nullopt);
}

}  // namespace
}  // namespace landport::formats
