// SPDX-License-Identifier: Apache-2.0
#include "links/print.h"

#include "formats/pdf.h"
#include "links/sheet_import.h"
#include "port/shift/documents.h"

namespace landport::links {

namespace {

// The moment that is looked at; nothing for now. Refuses "malformed.instant".
Result<std::optional<Moment>> moment_of(Request const& request) {
  for (bool const by_happened : {true, false}) {
    auto const name = by_happened ? "happened_at" : "recorded_at";
    auto const text = request.param(name);
    if (text.empty()) continue;
    auto const at = parse_instant(text);
    if (!at) return no(Refusal(at.error()).at(name));
    return Moment{by_happened, *at};
  }
  return std::nullopt;
}

void print(Book& book, Request const& request, Actor const& actor, Respond const& respond) {
  auto const what = request.path.substr(request.path.rfind('/') + 1);
  auto const moment = moment_of(request);
  if (!moment) return respond(problem_of_file(book, moment.error()));
  auto const document = [&] {  // the views stand still while it is written, not while it is drawn
    auto const room = book.room(actor, *moment);
    return shift::document(what, std::string(request.param("key")), request.param("lang") != "en", *room);
  }();
  if (!document) return respond(problem_of_file(book, document.error()));
  Response response;
  response.content_type = "application/pdf";
  response.body = formats::write_pdf(*document);
  response.headers.emplace_back("Content-Disposition", "inline; filename=\"landport-" + what + ".pdf\"");
  respond(std::move(response));
}

}  // namespace

std::vector<Route> print_routes(Book& book) {
  std::vector<Route> routes;
  routes.push_back({"GET", "print/*", shift::who_print, "打印单据（PDF）", "A paper as PDF",
                    [&book](Request const& request, Actor const& actor, Respond respond) { print(book, request, actor, respond); }});
  return routes;
}

}  // namespace landport::links
