// SPDX-License-Identifier: Apache-2.0
#include "app/connections.h"

#include <filesystem>

#include "app/log.h"
#include "formats/xlsx.h"
#include "links/any_import.h"
#include "links/edifact_link.h"
#include "links/folder.h"
#include "links/print.h"
#include "links/sheet_import.h"
#include "words/fields.h"

namespace landport::app {

std::vector<Route> link_routes(Book& book) {
  auto routes = links::import_routes(book);
  for (auto& route : links::any_import_routes(book)) routes.push_back(std::move(route));
  for (auto& route : links::message_routes(book)) routes.push_back(std::move(route));
  for (auto& route : links::print_routes(book)) routes.push_back(std::move(route));
  return routes;
}

void look_into(Book& book, std::string const& folder) {
  static std::string last_reason;  // the second hand's thread only
  try {
    auto const taken = links::take_folder(book, folder, Actor{"folder", "PORT", Role::terminal});
    if (taken > 0) log("info", "folder", {{"files", std::to_string(taken)}, {"folder", folder}});
    last_reason.clear();
  } catch (std::filesystem::filesystem_error const& fault) {
    if (last_reason == fault.what()) return;
    last_reason = fault.what();
    log("error", "folder", {{"why", last_reason}});
  }
}

namespace {

formats::Value value_of(FieldFace const& column, std::string const& text) {
  if (text.empty()) return std::monostate{};
  if (column.json_type == "integer") {
    if (auto const n = Codec<std::int64_t>::from_text(text)) return *n;
  }
  if (column.format == "date-time") {
    if (auto const at = parse_instant(text)) return *at;
  }
  return text;
}

}  // namespace

std::string workbook_of(http::ExportSheet const& sheet) {
  formats::Table table;
  table.name = sheet.name;
  for (auto const& column : sheet.columns) {
    table.header.push_back(std::string(column.zh) + " " + std::string(column.en) +
                           (column.unit.empty() ? "" : " (" + std::string(column.unit) + ")"));
  }
  for (auto const& row : sheet.rows) {
    auto& cells = table.rows.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) cells.push_back(value_of(sheet.columns[i], row[i]));
  }
  return formats::write_xlsx({&table, 1});
}

}  // namespace landport::app
