// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trials/tidy/source_tree.h"

// The house rules. Each takes the tree and gives what is against it; an empty answer means all is well.
namespace landport::tidy {

// The rooms and what each may include, as ARCHITECTURE.md's table says; departments of one room meet only
// through `events.h` and through headers that say "Named view" in a comment.
Complaints check_rooms(SourceTree const& tree);

// Costly or foreign headers stay in the room that needs them: none in a header below http, Boost only in
// http, links and app, the JSON parser in one source of words.
Complaints check_foreign_headers(SourceTree const& tree);

// A file is one idea and at most 700 lines.
Complaints check_file_length(SourceTree const& tree);

// A function fits a screen: at most 70 lines, the rows of tables inside it not counted.
Complaints check_function_length(SourceTree const& tree);

// Marks of unfinished work, the whole of std in scope, and exceptions that are caught and forgotten.
Complaints check_banned_words(SourceTree const& tree);

// Every source says its licence in its first line (scripts in their second).
Complaints check_licence_line(SourceTree const& tree);

// Nothing of the machine it was written on, and no host of a package registry.
Complaints check_foreign_places(SourceTree const& tree);

// Every event, command and query has one wire name that no other has: `gate.unit_admitted.v1` for an event,
// `gate.admit_unit` for what is ordered or asked.
Complaints check_wire_names(SourceTree const& tree);

// Every source of src is built by the CMakeLists.txt above it, and every header is included by somebody.
Complaints check_dead_files(SourceTree const& tree);

// The catalogues of the screens have the same keys in Chinese and English, each once, none with an empty
// text.
Complaints check_catalogues(SourceTree const& tree);

// Every link of a document to another file of the repository leads somewhere.
Complaints check_links(SourceTree const& tree);

// A function body in C++, for the length rule. `table_lines` are the lines inside `= { ... }` in it.
struct FunctionBody {
  int first_line = 0;
  int last_line = 0;
  int table_lines = 0;
};
std::vector<FunctionBody> functions_of(std::string_view text);

}  // namespace landport::tidy
