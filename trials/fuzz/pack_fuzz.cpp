// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/departments.h"
#include "formats/csv.h"
#include "journal/catalogue.h"

// A table of the pack of trials, written by somebody else: it takes the place of the one whose headings are most like
// its own, and the pack is loaded or refused with a place in a file.
namespace {

using namespace landport;

PackTable table_of(std::string file, formats::Sheet const& sheet) {
  PackTable table;
  table.file = std::move(file);
  for (auto const& cell : sheet.header.cells) table.headers.push_back(cell.text);
  for (auto const& row : sheet.rows) {
    auto& cells = table.rows.emplace_back();
    for (auto const& cell : row.cells) cells.push_back(cell.text);
    table.lines.push_back(static_cast<int>(row.number));
  }
  return table;
}

Result<formats::Sheet> read(std::string_view bytes) {
  formats::CsvOptions options;
  options.delimiter = ',';
  options.limits.rows = 300;
  return formats::read_csv(bytes, options);
}

std::vector<PackTable> testport() {
  std::vector<PackTable> tables;
  for (auto const& entry : std::filesystem::directory_iterator(LANDPORT_SOURCE_DIR "/packs/testport")) {
    if (entry.path().extension() != ".csv") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(in), {}};
    auto const sheet = read(bytes);
    LP_ASSERT(sheet.has_value(), "the pack of trials can be read");
    tables.push_back(table_of(entry.path().filename().string(), *sheet));
  }
  return tables;
}

std::size_t alike(PackTable const& table, PackTable const& other) {
  return static_cast<std::size_t>(std::count_if(table.headers.begin(), table.headers.end(), [&](auto const& h) {
    return std::find(other.headers.begin(), other.headers.end(), h) != other.headers.end();
  }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  static Catalogue const catalogue(app::departments());
  static auto const tables = testport();
  auto const sheet = read({reinterpret_cast<char const*>(data), size});
  if (!sheet) return 0;
  auto changed = table_of("", *sheet);
  auto const most = std::max_element(tables.begin(), tables.end(), [&](auto const& a, auto const& b) { return alike(changed, a) < alike(changed, b); });
  changed.file = most->file;
  PackFiles files;
  for (auto const& table : tables) files.add(table.file == changed.file ? changed : table);
  if (auto const pack = catalogue.load(files); !pack) {
    LP_ASSERT(!pack.error().code.empty() && catalogue.refusal(pack.error().code).code != "unknown", "a refusal has its row");
    LP_ASSERT(pack.error().place.find(".csv") != std::string::npos, "a wrong pack is refused at a place in a file");
  }
  return 0;
}
