// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "formats/sheet.h"
#include "journal/route.h"
#include "journal/book.h"

namespace landport::links {

// A refusal of one cell (or of a row as a whole, then without a cell).
struct CellRefusal {
  std::string cell;  // "C7", or "7" for the row
  std::string column;
  std::uint32_t row = 0;
  Refusal refusal;
  std::string sheet = {};  // its name; empty in a CSV file
};

// The commands of a sheet, one for each row. Headings are the fields' wire names or their Chinese or English labels;
// a column `happened_at` (发生时间) gives each command its own time. Every wrong cell is named, not only the first.
struct SheetOrder {
  Order order;
  std::vector<std::uint32_t> rows;  // of the sheet, for each item
  std::vector<CellRefusal> refused;
};
Result<SheetOrder> read_order(CommandKind const& kind, formats::Sheet const& sheet, Actor const& actor);

// CSV or XLSX, told apart by what the bytes are. The first sheet that holds anything.
Result<formats::Sheet> read_any_sheet(std::string_view bytes);

// The wire name of the field that a heading means (its wire name, or its Chinese or English label, perhaps marked with an
// asterisk); empty when the command has no such field.
std::string field_of(CommandKind const& kind, std::string_view heading);

// Carries a sheet out as commands of that kind, all or nothing, and answers once. Whoever may not give such a command
// is refused before any cell is looked at. ?dry_run=true tries it only.
void import_sheet(Book& book, CommandKind const& kind, formats::Sheet const& sheet, Request const& request,
                  Actor const& actor, Respond const& respond);

// A refusal of a file as a whole, as a problem document with the status of its row.
Response problem_of_file(Book& book, Refusal const& refusal);
// What is wrong with the port and not with the file (the disk is full, too many wait), if that is why an order from a
// file was not carried out.
Refusal const* not_the_files_fault(Book& book, Answer const& answer);

// A workbook with the command's fields as headings, labels and what each takes below.
std::string template_of(CommandKind const& kind, std::string_view language);

// POST import/DEPARTMENT/VERB (a CSV or XLSX file as body; ?dry_run=true) and GET .../template.xlsx.
std::vector<Route> import_routes(Book& book);

// The id of a command that comes from a file: the same file again is the same command.
CommandId id_of(std::string_view what, std::string_view bytes, std::string_view org);

// The answer to an order whose id comes from a file. What a file means may change with what is known (a unit that it
// announces is registered by then) and with who sends it; the same file again is still the same order, carried out once.
Answer once(Book& book, Answer answer);

}  // namespace landport::links
