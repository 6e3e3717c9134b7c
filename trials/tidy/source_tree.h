// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// The repository as text, for the house rules that a compiler does not check.
namespace landport::tidy {

struct SourceFile {
  std::string path;  // from the root of the repository: "src/port/gate/visit.h"
  std::string text;
};

using SourceTree = std::vector<SourceFile>;

// One thing that is against a rule, and where. `line` counts from 1; 0 means the whole file.
struct Complaint {
  std::string path;
  int line = 0;
  std::string what;
};

using Complaints = std::vector<Complaint>;

// Every file that belongs to the repository, without the text of what is large or no text: folders that are
// built, installed or filled at run time are left out, as .gitignore names them. Sorted by path.
SourceTree read_tree(std::filesystem::path const& root);

// `text` of C++ with its comments blanked out and, unless `keep_strings`, what stands inside its quotes as
// well. Lines and columns stay where they are.
std::string code_of(std::string_view text, bool keep_strings = false);

std::vector<std::string_view> lines_of(std::string_view text);

// The line, from 1, on which the character at `offset` stands.
int line_at(std::string_view text, std::size_t offset);

bool is_cpp(std::string_view path);     // .h, .cpp
bool is_script(std::string_view path);  // .ts, .vue, .mjs, .js, .css
bool is_test(std::string_view path);    // beside its source or in trials/

// The parts of a path between its slashes.
std::vector<std::string_view> path_parts(std::string_view path);

// All complaints, one line each, as a compiler writes them.
std::string printed(Complaints const& complaints);

}  // namespace landport::tidy
