// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "words/time.h"

// A paper that people carry in their hands, as plain data: a department says what stands on it, formats draws it.
namespace landport {

struct DocumentColumn {
  std::string title;
  int weight = 1;  // of the page's width, against the other columns
  bool right = false;
};
// A table with its heading; a row that does not fit goes to the next page, where the headings stand again.
struct DocumentTable {
  std::string title;
  std::vector<DocumentColumn> columns;
  std::vector<std::vector<std::string>> rows;
  std::string empty;  // said instead of rows
};
struct Document {
  std::string title, place;  // "Shift plan", and whose it is
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<DocumentTable> tables;
  std::vector<std::string> signatures;  // lines to be signed at the end
  Instant at;                           // the moment that it shows; also the date of the file
  std::string at_text;                  // that moment by the clock of the place
  bool chinese = true;                  // for "page 1 of 3"
};

}  // namespace landport
