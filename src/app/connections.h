// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "http/window.h"
#include "journal/book.h"
#include "journal/route.h"

namespace landport::app {

// The routes of all links.
std::vector<Route> link_routes(Book& book);

// Takes the files that partners dropped into the folder (see links/folder.h). What the folder itself does wrong (no
// rights, no space) is logged once for each new reason.
void look_into(Book& book, std::string const& folder);

// An export as an XLSX workbook: numbers as numbers, instants as dates in UTC, labels of both languages as headings.
std::string workbook_of(http::ExportSheet const& sheet);

}  // namespace landport::app
