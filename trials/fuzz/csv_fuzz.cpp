// SPDX-License-Identifier: Apache-2.0
#include "formats/csv.h"
#include "formats/text_encoding.h"

// What is read is UTF-8 and rectangular; written again it is read as the same.
extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  using namespace landport::formats;
  CsvOptions options;
  options.limits.columns = 40;
  auto const sheet = read_csv({reinterpret_cast<char const*>(data), size}, options);
  if (!sheet) return 0;
  Table table;
  for (auto const& cell : sheet->header.cells) table.header.push_back(cell.text);
  for (auto const& row : sheet->rows) {
    LP_ASSERT(row.cells.size() == sheet->header.cells.size(), "every row is as wide as the header");
    auto& values = table.rows.emplace_back();
    for (auto const& cell : row.cells) {
      LP_ASSERT(!first_bad_utf8(cell.text), "cells are UTF-8");
      values.emplace_back(cell.text);
    }
  }
  options.delimiter = ',';
  auto const again = read_csv(write_csv(table), options);
  LP_ASSERT(again.has_value(), "what is written is read");
  LP_ASSERT(again->rows.size() == sheet->rows.size(), "every row comes back");
  for (std::size_t r = 0; r < sheet->rows.size(); ++r) {
    for (std::size_t c = 0; c < sheet->rows[r].cells.size(); ++c) {
      LP_ASSERT(again->rows[r].cells[c].text == sheet->rows[r].cells[c].text, "every cell comes back");
    }
  }
  return 0;
}
