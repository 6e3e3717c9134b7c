// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>

#include "formats/archive.h"
#include "formats/text_encoding.h"
#include "formats/xlsx.h"

// Bytes that begin as an archive are read as one. Others become the parts of a workbook, divided by 0x01:
// what a checksum would hide from the fuzzer (sheet, shared strings, styles, workbook, relations).
extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  using namespace landport::formats;
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  std::string archive(bytes);
  if (!bytes.starts_with("PK")) {
    std::array<std::string, 5> parts{"", "<sst/>", "<styleSheet/>",
                                     "<w xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></w>",
                                     "<R><r Id=\"r1\" Type=\"/worksheet\" Target=\"s.xml\"/><r Id=\"r2\" "
                                     "Type=\"/sharedStrings\" Target=\"t.xml\"/>"
                                     "<r Id=\"r3\" Type=\"/styles\" Target=\"y.xml\"/></R>"};
    std::size_t from = 0;
    for (auto& part : parts) {
      auto const to = bytes.find('\x01', from);
      part = bytes.substr(from, to == std::string_view::npos ? to : to - from);
      if (to == std::string_view::npos) break;
      from = to + 1;
    }
    archive =
        write_archive({{"_rels/.rels", "<R><r Id=\"a\" Type=\"/officeDocument\" Target=\"w.xml\"/></R>"},
                       {"w.xml", parts[3]},
                       {"_rels/w.xml.rels", parts[4]},
                       {"t.xml", parts[1]},
                       {"y.xml", parts[2]},
                       {"s.xml", parts[0]}});
  }
  XlsxLimits limits;
  limits.unpacked_bytes = limits.entry_bytes = 4u << 20;
  limits.sheet.cells = 20'000;
  auto const sheets = read_xlsx(archive, limits);
  if (!sheets) return 0;
  for (auto const& sheet : *sheets) {
    for (auto const& row : sheet.rows) {
      LP_ASSERT(row.cells.size() >= sheet.header.cells.size(), "every row is as wide as the header");
      for (auto const& cell : row.cells) {
        LP_ASSERT(!first_bad_utf8(cell.text), "cells are UTF-8");
        LP_ASSERT(cell.row == row.number, "every cell knows its row");
      }
    }
  }
  return 0;
}
