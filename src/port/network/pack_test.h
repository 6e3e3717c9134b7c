// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "journal/pack.h"

// For trials only: the tables of a pack of this repository, read with as much of CSV as they use (RFC 4180
// without line breaks in quotes).
namespace landport::network {

inline std::vector<std::string> cells_of(std::string const& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    char const c = line[i];
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

// `change` may alter a table before it is added.
template <class F>
PackFiles pack_files(std::string const& pack, F&& change) {
  PackFiles files;
  for (auto const& entry : std::filesystem::directory_iterator(LANDPORT_SOURCE_DIR "/packs/" + pack)) {
    if (entry.path().extension() != ".csv") continue;
    PackTable table;
    table.file = entry.path().filename().string();
    std::ifstream in(entry.path());
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      if (++number == 1) {
        table.headers = cells_of(line);
      } else if (!line.empty()) {
        table.rows.push_back(cells_of(line));
        table.lines.push_back(number);
      }
    }
    change(table);
    files.add(std::move(table));
  }
  return files;
}
inline PackFiles pack_files(std::string const& pack) {
  return pack_files(pack, [](PackTable&) {});
}

// Writes `value` into the cell of that column in the row whose line is `line`.
inline void set_cell(PackTable& table, int line, std::string const& column, std::string const& value) {
  auto const at = std::find(table.headers.begin(), table.headers.end(), column) - table.headers.begin();
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (table.lines[i] == line) table.rows[i][static_cast<std::size_t>(at)] = value;
  }
}

}  // namespace landport::network
