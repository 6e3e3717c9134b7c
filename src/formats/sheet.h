// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "words/result.h"
#include "words/time.h"

namespace landport::formats {

// What a cell said of itself. A CSV file knows only text and empty; a date is always ISO 8601 text in
// `Cell::text`.
enum class CellKind : std::uint8_t { empty, text, number, boolean, date };

// One cell of a table that somebody else made: its text in UTF-8 and where it stands, so that an error can
// name it.
struct Cell {
  std::string text;
  std::uint32_t row = 0;     // as a spreadsheet counts, from 1
  std::uint32_t column = 0;  // from 1
  CellKind kind = CellKind::empty;

  std::string address() const;  // "C7"
  bool operator==(Cell const&) const = default;
};

struct SheetRow {
  std::uint32_t number = 0;  // as a spreadsheet counts, from 1
  std::vector<Cell> cells;   // cells[i] stands in column i + 1; a gap is an empty cell
  bool operator==(SheetRow const&) const = default;
};

// A table with a header: the first row that is not blank. Blank rows are left out, the others keep their
// numbers. Every row has at least as many cells as the header.
struct Sheet {
  std::string name;
  SheetRow header;
  std::vector<SheetRow> rows;

  // The index into `cells` of the column with this heading: case of ASCII letters and blanks around it do not
  // matter. Nothing when no column or more than one has it.
  std::optional<std::size_t> column(std::string_view heading) const;
  // "Sheet1!C7", or "C7" when the sheet has no name: what goes into Refusal::place.
  std::string place(Cell const& cell) const;
};

// "A" for 1, "AB" for 28.
std::string column_letters(std::uint32_t column);

// What a table may cost before it is refused; the defaults are far above any list a port exchanges by hand.
struct SheetLimits {
  std::size_t total_bytes = 64u << 20;  // of the file, and of all cell texts together
  std::uint32_t rows = 200'000;
  std::uint32_t columns = 512;
  std::size_t cells = 4'000'000;
  std::size_t cell_bytes = 32'767;  // what a spreadsheet itself allows
};

// A number with a fixed count of decimals, as money and tonnes are exported: {12345, 2} is 123.45.
struct Decimal {
  std::int64_t digits = 0;
  std::uint8_t decimals = 0;  // at most 9
  bool operator==(Decimal const&) const = default;
};
std::string to_text(Decimal value);

// One cell of a table that we write. Nothing is an empty cell.
using Value = std::variant<std::monostate, std::string, std::int64_t, Decimal, Instant, bool>;

// A table to write: a header and rows of values.
struct Table {
  std::string name;
  std::vector<std::string> header;
  std::vector<std::vector<Value>> rows;
};

// The text of a value as it is written where there are no types: an instant as "2026-12-01T08:00:00Z", a
// truth as "TRUE" or "FALSE".
std::string to_text(Value const& value);

// Builders of a sheet, for the readers: puts away one finished row, or drops it when it is blank.
void add_row(Sheet& sheet, SheetRow row);

}  // namespace landport::formats
