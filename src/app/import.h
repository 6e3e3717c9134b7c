// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace landport::app {

struct ImportOptions {
  std::string file, data = "data";
  std::string pack;         // when the journal is opened here; empty: the one that the port ran on last
  std::string url;          // of a running port; empty: the one of the data folder, running or not
  std::string token;        // who sends it; otherwise
  std::string person;       // an account of the data folder
  std::string kind;         // empty: told by the content
  bool dry_run = false, confirm_bad_check_digit = false;
};

// Imports a file by the route that the API has for it (POST /api/v1/import), so that checks, permissions and answers are
// the same: over HTTP when a port runs (at `url`, or where the port that holds the data folder answers), otherwise with
// the journal opened here. Prints what was done, or every cell or segment that was refused, and gives the exit code:
// 0 imported, imported before, or (dry run) it would be; 1 the port or the disk cannot be reached; 2 wrong use: no such
// file, account or token; 3 the file was refused and nothing of it imported. Faults of the store are thrown.
int import_file(ImportOptions const& options);

}  // namespace landport::app
