// SPDX-License-Identifier: Apache-2.0
#include "app/pack_folder.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "formats/csv.h"

namespace landport::app {

namespace fs = std::filesystem;

namespace {

std::string bytes_of(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

Result<PackTable> read_table(fs::path const& file) {
  formats::CsvOptions options;
  options.delimiter = ',';
  auto const sheet = formats::read_csv(bytes_of(file), options);
  if (!sheet) {
    Refusal refusal = sheet.error();
    refusal.place = file.filename().string() + (refusal.place.empty() ? "" : ", " + refusal.place);
    return no(std::move(refusal));
  }
  PackTable table;
  table.file = file.filename().string();
  for (auto const& cell : sheet->header.cells) table.headers.push_back(cell.text);
  for (auto const& row : sheet->rows) {
    auto& cells = table.rows.emplace_back();
    for (auto const& cell : row.cells) cells.push_back(cell.text);
    table.lines.push_back(static_cast<int>(row.number));
  }
  return table;
}

}  // namespace

Result<PackFiles> read_pack(std::string const& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return no(refuse("pack.folder").at(folder).with("folder", folder));
  PackFiles files;
  for (auto const& entry : fs::directory_iterator(folder, error)) {
    if (!entry.is_regular_file()) continue;
    if (entry.path().extension() == ".csv") {
      auto table = read_table(entry.path());
      if (!table) return no(std::move(table.error()));
      files.add(std::move(*table));
    } else {
      files.add_bytes(entry.path().filename().string(), bytes_of(entry.path()));
    }
  }
  return files;
}

std::map<std::string, std::shared_ptr<std::string const>> read_files(std::string const& folder, std::string const& prefix) {
  std::map<std::string, std::shared_ptr<std::string const>> files;
  std::error_code error;
  for (auto at = fs::recursive_directory_iterator(folder, error); !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (!at->is_regular_file()) continue;
    auto const name = fs::relative(at->path(), folder).generic_string();
    files.emplace(prefix + "/" + name, std::make_shared<std::string const>(bytes_of(at->path())));
  }
  return files;
}

}  // namespace landport::app
