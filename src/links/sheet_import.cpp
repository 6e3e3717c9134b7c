// SPDX-License-Identifier: Apache-2.0
#include "links/sheet_import.h"

#include <algorithm>

#include "formats/csv.h"
#include "formats/xlsx.h"
#include "journal/hash.h"
#include "words/near_name.h"

namespace landport::links {

namespace {

constexpr std::string_view happened_en = "happened_at", happened_zh = "发生时间";

std::string wire_of(std::string_view path) {
  std::string wire(path);
  std::replace(wire.begin(), wire.end(), '/', '.');
  std::replace(wire.begin(), wire.end(), '-', '_');
  return wire;
}

// A heading that the command has no field for, with the one that was probably meant in the language it was written in.
Refusal unknown_heading(CommandKind const& kind, std::string_view heading) {
  std::vector<std::string_view> names{happened_en, happened_zh};
  std::string all;
  for (auto const& f : kind.fields) {
    for (auto const name : {f.name, f.zh, f.en}) names.push_back(name);
    all += (all.empty() ? "" : ", ") + std::string(f.name);
  }
  auto const hint = hint_at(heading, names);
  return refuse("malformed.unknown_field")
      .with("field", heading.substr(0, 80))
      .with("hint", hint.empty() ? "→ " + all : hint);
}

void write_refused(JsonWriter& out, Catalogue const& catalogue, CellRefusal const& one) {
  auto const& row = catalogue.refusal(one.refusal.code);
  out.begin_object();
  if (!one.sheet.empty()) out.member("sheet", one.sheet);
  out.member("cell", one.cell);
  out.member("column", one.column);
  out.member("row", static_cast<std::int64_t>(one.row));
  out.member("code", one.refusal.code);
  out.member("title_zh", fill(row.zh, one.refusal));
  out.member("title_en", fill(row.en, one.refusal));
  out.member("remedy_zh", fill(row.remedy_zh, one.refusal));
  out.member("remedy_en", fill(row.remedy_en, one.refusal));
  out.end_object();
}

Response problem_of(Catalogue const& catalogue, std::vector<CellRefusal> const& refused) {
  Response response;
  response.status = 422;
  response.content_type = "application/problem+json";
  JsonWriter out(response.body);
  out.begin_object();
  out.member("type", "/docs/refusals#import");
  out.member("title", "文件中有错误，全部未导入。/ The file has mistakes; nothing was imported.");
  out.member("status", 422);
  out.member("code", "import.cells");
  out.key("cells");
  out.begin_array();
  for (auto const& one : refused) write_refused(out, catalogue, one);
  out.end_array();
  out.end_object();
  return response;
}

}  // namespace

std::string field_of(CommandKind const& kind, std::string_view heading) {
  while (heading.ends_with('*') || heading.ends_with(' ')) heading.remove_suffix(1);  // templates mark what is needed
  if (heading == happened_en || heading == happened_zh) return std::string(happened_en);
  for (auto const& f : kind.fields) {
    if (heading == f.name || heading == f.zh || heading == f.en) return std::string(f.name);
  }
  return {};
}

Answer once(Book& book, Answer answer) {
  bool const known = !answer && answer.error().list.size() == 1 && answer.error().list[0].refusal.code == "command.id_reused";
  return known ? Answer(Done{book.board().position(), true, {}}) : answer;
}

CommandId id_of(std::string_view what, std::string_view bytes, std::string_view org) {
  std::string_view const parts[] = {"file", what, bytes, org};
  Hash const h = hash_of(parts);
  CommandId id;
  std::copy_n(h.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

Result<formats::Sheet> read_any_sheet(std::string_view bytes) {
  if (!bytes.starts_with("PK") && !bytes.starts_with("\xD0\xCF\x11\xE0")) return formats::read_csv(bytes);
  auto sheets = formats::read_xlsx(bytes);
  if (!sheets) return no(std::move(sheets.error()));
  if (sheets->empty()) return no("sheet.empty");
  return std::move(sheets->front());
}

Result<SheetOrder> read_order(CommandKind const& kind, formats::Sheet const& sheet, Actor const& actor) {
  SheetOrder made;
  made.order.actor = actor;
  if (!kind.read_cells) return no(refuse("import.not_by_sheet").with("command", kind.wire));
  std::vector<std::string> headers;
  for (auto const& cell : sheet.header.cells) {
    headers.push_back(field_of(kind, cell.text));
    if (headers.back().empty() && !cell.text.empty()) {
      made.refused.push_back({cell.address(), cell.text, cell.row, unknown_heading(kind, cell.text)});
    }
  }
  // A column that is missing is named once, and the cells of the others are read all the same: whoever mends the file
  // wants to hear of everything at once.
  std::vector<std::string> known_missing;
  for (auto const& f : kind.fields) {
    if (f.required && std::find(headers.begin(), headers.end(), f.name) == headers.end()) {
      auto const called = std::string(f.zh) + " / " + std::string(f.en) + " (" + std::string(f.name) + ")";
      made.refused.push_back({std::to_string(sheet.header.number), std::string(f.name), sheet.header.number, refuse("malformed.missing_field").with("field", called)});
      known_missing.push_back("-" + std::string(f.name));
    }
  }
  for (auto const& row : sheet.rows) {
    std::vector<std::string> cells;
    for (auto const& cell : row.cells) cells.push_back(cell.text);
    Order::Item item;
    auto const when = static_cast<std::size_t>(std::find(headers.begin(), headers.end(), happened_en) - headers.begin());
    if (when < cells.size() && !cells[when].empty()) {
      auto const at = parse_instant(cells[when]);
      if (at) {
        item.happened = *at;
      } else {
        made.refused.push_back({row.cells[when].address(), std::string(happened_en), row.number, at.error()});
      }
    }
    // Each wrong cell is reported: the row is read again with the wrong ones left out, until it is right or nothing helps.
    auto tried = headers;
    tried.insert(tried.end(), known_missing.begin(), known_missing.end());
    for (std::size_t tries = 0; tries <= kind.fields.size(); ++tries) {
      auto command = kind.read_cells(tried, cells);
      if (command) {
        if (tries == 0) {
          item.command = std::move(*command);
          made.order.items.push_back(std::move(item));
          made.rows.push_back(row.number);
        }
        break;
      }
      auto const& place = command.error().place;
      auto const column = static_cast<std::size_t>(std::find(headers.begin(), headers.end(), place) - headers.begin());
      bool const in_cell = column < row.cells.size();
      made.refused.push_back({in_cell ? row.cells[column].address() : std::to_string(row.number), place, row.number, command.error()});
      if (column >= headers.size()) break;
      tried[column] = "-" + headers[column];
    }
  }
  for (auto& one : made.refused) one.sheet = sheet.name;
  return made;
}

std::string template_of(CommandKind const& kind, std::string_view language) {
  formats::Table table;
  table.name = language == "en" ? kind.en : kind.zh;
  formats::Table words{language == "en" ? "Fields" : "字段说明", {"field", "中文", "English", "类型 / kind", "单位 / unit", "必填 / needed"}, {}};
  for (auto const& f : kind.fields) {
    table.header.push_back(std::string(language == "en" ? f.en : f.zh) + (f.required ? " *" : ""));
    words.rows.push_back({std::string(f.name), std::string(f.zh), std::string(f.en),
                          std::string(f.format.empty() ? f.json_type : f.format), std::string(f.unit), std::string(f.required ? "*" : "")});
  }
  table.header.emplace_back(language == "en" ? happened_en : happened_zh);
  formats::Table const tables[] = {std::move(table), std::move(words)};
  return formats::write_xlsx(tables);
}

Response problem_of_file(Book& book, Refusal const& refusal) {
  Response response;
  auto const& row = book.catalogue().refusal(refusal.code);
  response.status = row.status;
  response.content_type = "application/problem+json";
  JsonWriter out(response.body);
  out.begin_object();
  out.member("type", "/docs/refusals#" + refusal.code);
  out.member("title", fill(row.zh, refusal) + " / " + fill(row.en, refusal));
  out.member("status", row.status);
  out.member("code", refusal.code);
  out.member("place", refusal.place);
  out.member("title_zh", fill(row.zh, refusal));
  out.member("title_en", fill(row.en, refusal));
  out.member("remedy_zh", fill(row.remedy_zh, refusal));
  out.member("remedy_en", fill(row.remedy_en, refusal));
  out.end_object();
  return response;
}

Refusal const* not_the_files_fault(Book& book, Answer const& answer) {
  if (answer || answer.error().list.size() != 1) return nullptr;
  auto const& refusal = answer.error().list[0].refusal;
  return book.catalogue().refusal(refusal.code).status >= 500 ? &refusal : nullptr;
}

void import_sheet(Book& book, CommandKind const& kind, formats::Sheet const& sheet, Request const& request,
                  Actor const& actor, Respond const& respond) {
  if (!actor.roles.any(kind.roles)) return respond(problem_of_file(book, refuse("command.not_permitted").with("command", kind.wire)));
  auto made = read_order(kind, sheet, actor);
  if (!made) return respond(problem_of_file(book, made.error()));
  if (!made->refused.empty()) return respond(problem_of(book.catalogue(), made->refused));
  bool const dry_run = request.param("dry_run") == "true";
  made->order.dry_run = dry_run;
  made->order.id = id_of(kind.wire, request.body, actor.org);
  auto const wire = kind.wire;
  auto rows = made->rows;
  book.submit(std::move(made->order), [&book, wire, dry_run, rows = std::move(rows), name = sheet.name, respond](Answer given) {
    auto const answer = once(book, std::move(given));
    if (auto const* fault = not_the_files_fault(book, answer)) return respond(problem_of_file(book, *fault));
    if (!answer) {
      std::vector<CellRefusal> refused;
      for (auto const& one : answer.error().list) {
        auto const row = one.index < rows.size() ? rows[one.index] : 0;
        refused.push_back({std::to_string(row), one.refusal.place, row, one.refusal, name});
      }
      return respond(problem_of(book.catalogue(), refused));
    }
    Response response;
    JsonWriter out(response.body);
    out.begin_object();
    out.member("kind", wire);
    out.member("sequence", answer->sequence);
    out.member("imported", static_cast<std::int64_t>(rows.size()));
    out.key("repeated");
    out.boolean(answer->repeated);
    if (dry_run) {
      out.key("dry_run");
      out.boolean(true);
    }
    out.key("made");
    out.raw(answer->made.empty() ? "{}" : answer->made);
    out.end_object();
    respond(std::move(response));
  });
}

namespace {

CommandKind const* command_of(Book& book, std::string_view path) {
  constexpr std::string_view prefix = "/api/v1/import/";
  return path.starts_with(prefix) ? book.catalogue().command(wire_of(path.substr(prefix.size()))) : nullptr;
}

Response not_found(Book& book, std::string_view path) {
  auto response = problem_of(book.catalogue(), {{"", "", 0, refuse("http.not_found").with("path", path).with("hint", "")}});
  response.status = 404;
  return response;
}

}  // namespace

std::vector<Route> import_routes(Book& book) {
  std::vector<Route> routes;
  routes.push_back({"POST", "import/*", {}, "导入表格", "Import a spreadsheet",
              [&book](Request const& request, Actor const& actor, Respond respond) {
                auto const* kind = command_of(book, request.path);
                if (!kind) return respond(not_found(book, request.path));
                auto const sheet = read_any_sheet(request.body);
                if (!sheet) return respond(problem_of(book.catalogue(), {{sheet.error().place, "", 0, sheet.error()}}));
                import_sheet(book, *kind, *sheet, request, actor, respond);
              }});
  routes.push_back({"GET", "import/*", {}, "导入模板", "A spreadsheet to fill in",
              [&book](Request const& request, Actor const&, Respond respond) {
                constexpr std::string_view end = "/template.xlsx";
                std::string_view path = request.path;
                auto const* kind = path.ends_with(end) ? command_of(book, path.substr(0, path.size() - end.size())) : nullptr;
                if (!kind) return respond(not_found(book, path));
                Response response;
                response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(kind->wire) + ".xlsx\"");
                response.body = template_of(*kind, request.param("lang") == "en" ? "en" : "zh");
                respond(std::move(response));
              }});
  return routes;
}

}  // namespace landport::links
