// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/directory.h"
#include "journal/book.h"
#include "journal/route.h"

namespace landport::http {

// A whole table's rows as text, for an exporter of some file format.
struct ExportSheet {
  std::string name;
  std::vector<FieldFace> columns;
  std::vector<std::vector<std::string>> rows;
};

// The counter window: who is asking, may they, and what is the answer. Knows departments only through the catalogue.
// All endpoints are functions of a Request; sockets are elsewhere (http/server.h).
class Window {
 public:
  struct Options {
    std::string version;
    std::function<std::string(ExportSheet const&)> xlsx;       // bytes of a workbook; none: no such export
    std::map<std::string, std::shared_ptr<std::string const>> files;  // "/index.html" → bytes: the pages and the map
    bool secure_cookie = false;
    std::string pack_name;
    int pace = 1;  // how many times as fast as a wall clock the port's time runs: told to the pages, for a demonstration
  };

  Window(Book& book, Directory& directory, Options options);

  void add(Route route) { extras_.push_back(std::move(route)); }
  std::vector<Route> const& extras() const { return extras_; }

  // Answers once, from any thread. Never throws. Answers of the API carry the port's time (Landport-Time, an instant) and
  // its pace (Landport-Pace), so that a page takes its "now" from here and not from the clock of the machine it is on.
  void handle(Request request, Respond respond);

  // The answer to a request that did not get as far as a route.
  Response refused(Refusal const& refusal) const { return problem(refusal, {}); }

  // Bytes that a request to this path may bring at most.
  static std::size_t body_max(std::string_view path);

  struct Figures {
    std::atomic<std::uint64_t> requests{0}, refused{0}, faults{0};
    std::atomic<std::int64_t> feeds{0}, connections{0};
  };
  Figures& figures() { return figures_; }
  std::string openapi() const;

 private:
  friend class RowFeed;
  struct Asking {
    Actor actor;
    std::string language = "zh";
    bool signed_in = false, by_token = false;
    std::string_view why_not = "session.none";  // when nobody is signed in
  };

  void route(Request& request, Asking const& asking, Respond const& respond);
  void api(Request& request, Asking const& asking, std::string_view path, Respond const& respond);
  void commands_in_batch(Request& request, Asking const& asking, Respond const& respond);
  void command(CommandKind const& kind, Request& request, Asking const& asking, Respond const& respond);
  void submit(Order order, bool batch, Asking const& asking, Respond const& respond);
  void table_or_query(Request& request, Asking const& asking, std::string_view path, Respond const& respond);
  Response table(Request const& request, Asking const& asking, std::string_view name, std::optional<Moment> moment);
  Response row(Request const& request, Asking const& asking, std::string_view name, std::string_view key, bool events,
               std::optional<Moment> moment);
  Response events_of(Trail const& trail, Sights sights, TableKind const& kind, Actor const& actor);
  Response query(QueryKind const& kind, Request const& request, Asking const& asking, std::optional<Moment> moment);
  Response stream(Request const& request, Asking const& asking);
  Response session(Request const& request, Asking const& asking);
  Response admin(Request const& request, Asking const& asking, std::string_view path);
  Response admin_people(Request const& request);
  Response admin_tokens(Request const& request, Asking const& asking, std::string_view path);
  Response file(Request const& request) const;
  Response nothing_at(std::string_view path, Asking const& asking) const;
  Response health() const;
  Response metrics() const;
  Response problem(Refusal const& refusal, Asking const& asking) const;
  void write_problem(JsonWriter& out, Refusal const& refusal, Asking const& asking) const;
  Asking who(Request const& request) const;
  Result<std::optional<Moment>> moment_of(Request const& request) const;
  bool within_limit(std::string const& peer);

  Book& book_;
  Directory& directory_;
  Options options_;
  std::vector<Route> extras_;
  Figures figures_;
  std::map<std::string, std::string_view, std::less<>> paths_;  // "gate/admit-unit" → wire name
  std::mutex limit_mutex_;
  std::map<std::string, std::pair<Instant, int>> open_calls_;  // of those without an account, by address
};

// The refusals of the window.
std::span<RefusalRow const> refusals_of_http();

// "gate.admit_unit" → "gate/admit-unit".
std::string path_of(std::string_view wire);

// The API document (OpenAPI 3.1), from the departments' descriptions and the links' routes.
std::string openapi_of(Catalogue const& catalogue, std::vector<Route> const& extras, std::string_view version);

}  // namespace landport::http
