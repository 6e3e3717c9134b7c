// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/sheet.h"
#include "words/result.h"
#include "words/time.h"

namespace landport::formats {

struct XlsxLimits {
  SheetLimits sheet;                        // for each sheet
  std::size_t entries = 1000;               // files in the archive
  std::size_t entry_bytes = 48u << 20;      // one of them, unpacked
  std::size_t unpacked_bytes = 128u << 20;  // all that are read together
  std::size_t ratio = 400;                  // unpacked to packed, for what is over 1 MB unpacked
  std::size_t sheets = 50;
  std::size_t shared_strings = 1'000'000;
};

// Reads the visible sheets of an Office Open XML workbook (ECMA-376, transitional or strict), those that hold
// anything. A cell's text is its value, never its formula: numbers with at most 15 digits as a spreadsheet
// shows them, truths as "TRUE" and "FALSE", errors as "#N/A", and numbers with a date format as "2026-11-30",
// "2026-11-30T08:15:00" or "08:15:00": a spreadsheet's clock has no zone. The 1900 and the 1904 calendar are
// known.
//
// Refuses "xlsx.not_xlsx", "xlsx.old_format" (.xls, or locked with a password), "xlsx.broken" (`place` is the
// file in the archive, or the cell), "sheet.too_big", "sheet.empty".
Result<std::vector<Sheet>> read_xlsx(std::string_view bytes, XlsxLimits const& limits = {});

struct XlsxStyle {
  Duration clock_offset;  // added to every instant, whose cell shows a wall clock: 8 hours for Chengdu, none
                          // for UTC
};

// Writes a workbook with one sheet for each table: the header bold and frozen, columns as wide as their
// texts, numbers as numbers (those with more than 15 digits as text, because a spreadsheet would round them),
// instants as dates to the second. Texts never become formulas. The same tables give the same bytes.
std::string write_xlsx(std::span<Table const> tables, XlsxStyle const& style = {});

}  // namespace landport::formats
