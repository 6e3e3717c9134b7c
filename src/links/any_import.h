// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "journal/book.h"
#include "journal/route.h"

namespace landport::links {

// POST import: a file of any kind that the port takes, told by its content. UN/EDIFACT begins with UNA, UNB or UNH;
// everything else is a table (CSV or XLSX), and its headings say which command its rows are. A list that fits several
// commands is a list of bookings or of containers if it fits one of those; otherwise the sender is asked.
// ?kind= names it instead: "bookings", "containers", "edifact", or a command ("gate.admit_unit"). ?dry_run=true and
// ?confirm_bad_check_digit=true as in the routes of each kind, which answer it: one path for all.
std::vector<Route> any_import_routes(Book& book);

// The command that the rows of a table with these headings are. Refuses "import.unknown_kind" when no command has any
// of them or all that it needs, and "import.several_kinds" when several fit equally well.
Result<CommandKind const*> kind_by_headings(Catalogue const& catalogue, std::vector<std::string> const& headings);

}  // namespace landport::links
