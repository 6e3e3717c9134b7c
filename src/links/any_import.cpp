// SPDX-License-Identifier: Apache-2.0
#include "links/any_import.h"

#include <algorithm>
#include <set>

#include "links/edifact_link.h"
#include "links/sheet_import.h"

namespace landport::links {

namespace {

// The lists that people send most, by the names that they have at the command line.
struct List {
  std::string_view name, wire;
};
constexpr List lists[] = {{"bookings", "booking.request_booking"}, {"containers", "container.register_unit"}};

bool is_edifact(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty() && (bytes[0] == ' ' || bytes[0] == '\r' || bytes[0] == '\n' || bytes[0] == '\t')) bytes.remove_prefix(1);
  return bytes.starts_with("UNA") || bytes.starts_with("UNB") || bytes.starts_with("UNH");
}

// How well headings fit a command.
struct Fit {
  CommandKind const* kind = nullptr;
  std::size_t known = 0, strange = 0, missing = 0;
  bool whole() const { return strange == 0 && missing == 0; }
  bool listed() const {
    return std::any_of(std::begin(lists), std::end(lists), [&](List const& l) { return l.wire == kind->wire; });
  }
};

Fit fit_of(CommandKind const& kind, std::vector<std::string> const& headings) {
  Fit fit{&kind};
  std::set<std::string> there;
  for (auto const& heading : headings) {
    if (heading.empty()) continue;
    auto field = field_of(kind, heading);
    ++(field.empty() ? fit.strange : fit.known);
    there.insert(std::move(field));
  }
  for (auto const& f : kind.fields) fit.missing += f.required && !there.contains(std::string(f.name)) ? 1 : 0;
  return fit;
}

std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (auto const& word : words) {
    if (!word.empty()) text += (text.empty() ? "" : ", ") + word.substr(0, 60);
  }
  return text.substr(0, 400);
}

Result<CommandKind const*> kind_by_name(Catalogue const& catalogue, std::string_view name) {
  for (auto const& list : lists) {
    if (list.name == name) return catalogue.command(list.wire);
  }
  if (auto const* kind = catalogue.command(name)) return kind;
  return no(refuse("import.no_such_kind").at("kind").with("got", name.substr(0, 80)));
}

void take(Book& book, Request const& request, Actor const& actor, Respond const& respond) {
  auto const forced = request.param("kind");
  if (forced.empty() && request.body.empty()) return respond(problem_of_file(book, refuse("sheet.empty")));
  if (forced == "edifact" || (forced.empty() && is_edifact(request.body))) {
    if (!actor.roles.any(senders)) return respond(problem_of_file(book, refuse("command.not_permitted").with("command", "messages/edifact")));
    if (!is_edifact(request.body)) return respond(problem_of_file(book, refuse("edifact.not_edifact")));
    return take_messages(book, request, actor, respond);
  }
  Result<CommandKind const*> kind = nullptr;
  if (!forced.empty()) {
    kind = kind_by_name(book.catalogue(), forced);
    if (!kind) return respond(problem_of_file(book, kind.error()));
  }
  auto const sheet = read_any_sheet(request.body);
  if (!sheet) return respond(problem_of_file(book, sheet.error()));
  if (forced.empty()) {
    std::vector<std::string> headings;
    for (auto const& cell : sheet->header.cells) headings.push_back(cell.text);
    kind = kind_by_headings(book.catalogue(), headings);
    if (!kind) return respond(problem_of_file(book, kind.error()));
  }
  import_sheet(book, **kind, *sheet, request, actor, respond);
}

}  // namespace

Result<CommandKind const*> kind_by_headings(Catalogue const& catalogue, std::vector<std::string> const& headings) {
  std::vector<Fit> whole;
  Fit nearest;
  for (auto const& d : catalogue.departments()) {
    for (auto const& kind : d.commands) {
      if (!kind.read_cells) continue;
      auto const fit = fit_of(kind, headings);
      if (fit.known == 0) continue;
      if (fit.whole()) whole.push_back(fit);
      // A list with a misspelt or a missing column is still that list; its mistakes are told as such.
      bool const nearer = !nearest.kind || fit.known > nearest.known ||
                          (fit.known == nearest.known && fit.listed() && !nearest.listed());
      if (nearer) nearest = fit;
    }
  }
  std::vector<std::string> names;
  for (auto const& fit : whole) {
    if (fit.listed()) return fit.kind;
    names.emplace_back(fit.kind->wire);
  }
  if (whole.size() == 1) return whole[0].kind;
  if (whole.size() > 1) return no(refuse("import.several_kinds").with("kinds", joined(names)));
  // Half of the columns must be its own, or a list of something else would be told that it is a bad list of bookings.
  if (nearest.kind && nearest.listed() && nearest.known > nearest.strange) return nearest.kind;
  return no(refuse("import.unknown_kind").with("got", joined(headings)));
}

std::vector<Route> any_import_routes(Book& book) {
  std::vector<Route> routes;
  routes.push_back({"POST", "import", {}, "导入文件（自动识别种类）", "Import a file of any kind",
                    [&book](Request const& request, Actor const& actor, Respond respond) { take(book, request, actor, respond); }});
  return routes;
}

}  // namespace landport::links
