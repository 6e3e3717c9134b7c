// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "formats/sheet.h"
#include "words/result.h"

namespace landport::formats {

struct CsvOptions {
  // ',', ';', '\t' or '|'; 0 finds it: a first line "sep=;" says it, else the one that occurs most in the
  // header.
  char delimiter = 0;
  SheetLimits limits;
};

// Reads a table as in RFC 4180, and as spreadsheets really write it: with or without byte order mark; UTF-8,
// UTF-16 with its mark, or GB18030 (which holds GBK and GB 2312) when it is not UTF-8; rows ended by CRLF, LF
// or CR; quotes around a cell, doubled inside it; line breaks inside quotes. One leading apostrophe that
// `write_csv` put before a formula is taken off again. Row numbers count records, as a spreadsheet that opens
// the file shows them.
//
// Refuses "csv.encoding", "csv.control_character", "csv.quote_inside", "csv.after_quote", "csv.quote_open",
// "csv.too_wide", "sheet.too_big", "sheet.empty"; `place` is the cell ("C7").
Result<Sheet> read_csv(std::string_view bytes, CsvOptions const& options = {});

// Writes a table that `read_csv` and every spreadsheet read back: UTF-8 with byte order mark, CRLF, quotes
// where needed. A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a
// return) gets an apostrophe before it, so that opening a list runs nothing; numbers are not touched.
std::string write_csv(Table const& table, char delimiter = ',');

}  // namespace landport::formats
