// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "journal/book.h"
#include "journal/route.h"

namespace landport::links {

// GET print/WHAT?key=…&lang=zh|en, as PDF: the papers that people carry (port/shift/documents.h). Like every answer it can
// be of a past moment, by ?recorded_at= or ?happened_at=.
std::vector<Route> print_routes(Book& book);

}  // namespace landport::links
