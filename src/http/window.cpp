// SPDX-License-Identifier: Apache-2.0
#include "http/window.h"

#include <fmt/format.h>

#include <algorithm>

#include "http/feed.h"
#include "http/table_query.h"
#include "words/near_name.h"

namespace landport::http {

namespace {

constexpr std::size_t rows_max = 1'000, export_rows_max = 1'000'000, batch_max = 10'000;
constexpr int open_calls_max = 60;  // a minute, from one address without an account
constexpr std::string_view api_prefix = "/api/v1/";

// The secret in "a=b; landport_session=SECRET; c=d".
std::string_view session_cookie(std::string_view cookies) {
  constexpr std::string_view name = "landport_session=";
  while (!cookies.empty()) {
    while (cookies.starts_with(' ')) cookies.remove_prefix(1);
    auto const one = cookies.substr(0, cookies.find(';'));
    if (one.starts_with(name)) return one.substr(name.size());
    cookies.remove_prefix(std::min(cookies.size(), one.size() + 1));
  }
  return {};
}

bool flag(Request const& request, std::string_view name) {
  auto const value = request.param(name);
  return value == "true" || value == "1";
}

std::string decode(std::string_view text) {
  auto const value = [](char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && value(text[i + 1]) >= 0 && value(text[i + 2]) >= 0) {
      out += static_cast<char>(value(text[i + 1]) << 4 | value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string path_of(std::string_view wire) {
  std::string path(wire);
  std::replace(path.begin(), path.end(), '.', '/');
  std::replace(path.begin(), path.end(), '_', '-');
  return path;
}

Window::Window(Book& book, Directory& directory, Options options)
    : book_(book), directory_(directory), options_(std::move(options)) {
  for (auto const& d : book_.catalogue().departments()) {
    for (auto const& c : d.commands) paths_.emplace(path_of(c.wire), c.wire);
    for (auto const& q : d.queries) paths_.emplace(path_of(q.wire), q.wire);
    for (auto const& v : d.views) {
      for (auto const& t : v.tables) paths_.emplace(path_of(t.name), t.name);
    }
  }
}

std::size_t Window::body_max(std::string_view path) {
  if (path == "/api/v1/import" || path.starts_with("/api/v1/import/") || path.starts_with("/api/v1/messages/")) return 16u << 20;
  if (path == "/api/v1/batch") return 8u << 20;
  return 256u << 10;
}

Window::Asking Window::who(Request const& request) const {
  Asking asking;
  asking.language = request.accept_language.starts_with("en") ? "en" : "zh";
  std::string_view secret = session_cookie(request.cookie);
  if (request.authorization.starts_with("Bearer ")) secret = std::string_view(request.authorization).substr(7);
  if (secret.empty()) return asking;
  if (auto holder = directory_.holder(secret, book_.now())) {
    asking.actor = std::move(holder->actor);
    asking.language = holder->language;
    asking.signed_in = true;
    asking.by_token = holder->by_token;
  } else {
    asking.why_not = directory_.why_not(secret);
  }
  if (auto const lang = request.param("lang"); lang == "zh" || lang == "en") asking.language = lang;
  return asking;
}

void Window::handle(Request request, Respond respond) {
  ++figures_.requests;
  Asking asking;
  bool const api_call = request.path.starts_with(api_prefix);
  if (api_call) {
    respond = [this, respond = std::move(respond)](Response r) {
      r.headers.emplace_back("Landport-Time", to_text(book_.now()));
      r.headers.emplace_back("Landport-Pace", std::to_string(options_.pace));
      respond(std::move(r));
    };
  }
  try {
    asking = who(request);
    if (asking.signed_in && api_call) {
      // Who saw and did what: kept for every call with an account, with its question and how it was answered.
      Directory::Access access{book_.now(), asking.actor.person, asking.actor.org, request.method, request.path, 0, 1};
      for (auto const& [name, value] : request.query) {
        access.path += (access.path.size() == request.path.size() ? '?' : '&') + name + '=' + value.substr(0, 80);
      }
      respond = [this, access = std::move(access), respond = std::move(respond)](Response r) mutable {
        access.status = r.status;
        try {
          directory_.note(std::move(access));
        } catch (StoreFault const&) {
          ++figures_.faults;
        }
        respond(std::move(r));
      };
    }
    route(request, asking, respond);
  } catch (StoreFault const& fault) {
    // The disk: of the journal, or of accounts and sessions. Whoever asked can do something about it.
    ++figures_.faults;
    respond(problem(refuse("port.store_fault").with("why", fault.what()), asking));
  } catch (std::exception const& fault) {
    // The one boundary for faults of this thread: told to the log by the server, to the caller by a number only.
    ++figures_.faults;
    auto const number = random_secret().substr(0, 8);
    fmt::print(stderr, "{{\"level\":\"error\",\"event\":\"http.fault\",\"number\":\"{}\",\"why\":\"{}\"}}\n", number, fault.what());
    respond(problem(refuse("http.fault").with("number", number), asking));
  }
}

void Window::route(Request& request, Asking const& asking, Respond const& respond) {
  if (request.path == "/health") return respond(health());
  if (request.path == "/metrics") return respond(metrics());
  if (!request.path.starts_with(api_prefix)) return respond(file(request));
  std::string_view const path = std::string_view(request.path).substr(api_prefix.size());
  bool const reads = request.method == "GET" || request.method == "HEAD";
  if (!reads && !asking.by_token && !request.own_header && (asking.signed_in || path == "session")) {
    return respond(problem(refuse("http.foreign_page"), asking));
  }
  api(request, asking, path, respond);
}

void Window::api(Request& request, Asking const& asking, std::string_view path, Respond const& respond) {
  if (path == "openapi.json") return respond(json_answer(openapi()));
  if (path == "session") return respond(session(request, asking));
  bool const reads = request.method == "GET" || request.method == "HEAD";
  for (auto const& extra : extras_) {
    bool const below = extra.path.ends_with("/*") && path.starts_with(std::string_view(extra.path).substr(0, extra.path.size() - 1));
    if (extra.method != request.method || (!below && extra.path != path)) continue;
    if (!asking.signed_in) return respond(problem(refuse(asking.why_not), asking));
    if (extra.roles.bits != 0 && !asking.actor.roles.any(extra.roles)) {
      return respond(problem(refuse("command.not_permitted").with("command", path), asking));
    }
    return extra.run(request, asking.actor, respond);
  }
  if (reads) {
    auto const known = paths_.find(path);
    auto const* open = known == paths_.end() ? nullptr : book_.catalogue().query(known->second);
    if (open && open->open && !asking.signed_in) {
      if (!within_limit(request.peer)) return respond(problem(refuse("http.too_many"), asking));
      return table_or_query(request, asking, path, respond);
    }
  }
  if (!asking.signed_in) return respond(problem(refuse(asking.why_not), asking));
  if (path == "admin" || path.starts_with("admin/")) return respond(admin(request, asking, path));
  if (path == "stream" && reads) return respond(stream(request, asking));
  if (reads) return table_or_query(request, asking, path, respond);
  if (request.method != "POST") return respond(problem(refuse("http.method").with("method", request.method), asking));
  if (path == "batch") return commands_in_batch(request, asking, respond);
  auto const known = paths_.find(path);
  auto const* kind = known == paths_.end() ? nullptr : book_.catalogue().command(known->second);
  if (!kind) return respond(nothing_at(path, asking));
  command(*kind, request, asking, respond);
}

bool Window::within_limit(std::string const& peer) {
  std::lock_guard lock(limit_mutex_);
  Instant const now = book_.now();
  if (open_calls_.size() > 50'000) open_calls_.clear();
  auto& [since, count] = open_calls_[peer];
  if (now - since > minutes(1)) since = now, count = 0;
  return ++count <= open_calls_max;
}

// ---- refusals ----

void Window::write_problem(JsonWriter& out, Refusal const& refusal, Asking const& asking) const {
  auto const& row = book_.catalogue().refusal(refusal.code);
  Refusal full = refusal;
  full.details.emplace_back("code", refusal.code);
  bool const en = asking.language == "en";
  out.begin_object();
  out.member("type", "/docs/refusals#" + refusal.code);
  out.member("title", fill(en ? row.en : row.zh, full));
  out.member("status", row.status);
  if (auto const remedy = fill(en ? row.remedy_en : row.remedy_zh, full); !remedy.empty()) out.member("detail", remedy);
  out.member("code", refusal.code);
  if (!refusal.place.empty()) out.member("place", refusal.place);
  out.member("title_zh", fill(row.zh, full));
  out.member("title_en", fill(row.en, full));
  out.member("remedy_zh", fill(row.remedy_zh, full));
  out.member("remedy_en", fill(row.remedy_en, full));
  out.key("details");
  out.begin_object();
  std::string_view last;
  for (auto const& [name, value] : refusal.details) {
    if (name != last) out.member(name, value);
    last = name;
  }
  out.end_object();
  out.end_object();
}

Response Window::problem(Refusal const& refusal, Asking const& asking) const {
  Response response;
  response.status = book_.catalogue().refusal(refusal.code).status;
  response.content_type = "application/problem+json";
  JsonWriter out(response.body);
  write_problem(out, refusal, asking);
  if (response.status == 503 || response.status == 429) response.headers.emplace_back("Retry-After", "1");
  if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

// ---- commands ----

void Window::command(CommandKind const& kind, Request& request, Asking const& asking, Respond const& respond) {
  if (!asking.actor.roles.any(kind.roles)) {
    ++figures_.refused;
    return respond(problem(refuse("command.not_permitted").with("command", asking.language == "en" ? kind.en : kind.zh), asking));
  }
  thread_local JsonParser parser;
  auto const value = parser.parse(request.body.empty() ? std::string_view("{}") : std::string_view(request.body));
  if (!value) return respond(problem(value.error(), asking));
  auto read = kind.read(*value);
  if (!read) return respond(problem(read.error(), asking));
  Order order{{{std::move(*read), {}}}, asking.actor, {}, flag(request, "dry_run")};
  if (auto const text = request.param("happened_at"); !text.empty()) {
    auto const at = parse_instant(text);
    if (!at) return respond(problem(Refusal(at.error()).at("happened_at"), asking));
    order.items[0].happened = *at;
  }
  if (request.idempotency_key.empty()) {
    order.id = new_command_id(book_.now());
    order.id_is_new = true;
  } else {
    auto const id = parse_command_id(request.idempotency_key);
    if (!id) return respond(problem(Refusal(id.error()).at("Idempotency-Key"), asking));
    order.id = *id;
  }
  submit(std::move(order), false, asking, respond);
}

void Window::commands_in_batch(Request& request, Asking const& asking, Respond const& respond) {
  thread_local JsonParser parser;
  auto const value = parser.parse(request.body);
  if (!value) return respond(problem(value.error(), asking));
  JsonValue list;
  if (value->kind() != JsonValue::Kind::object || !value->member("commands", list) || list.kind() != JsonValue::Kind::array) {
    return respond(problem(refuse("malformed.missing_field").at("/commands").with("field", "commands"), asking));
  }
  Order order{{}, asking.actor, {}, flag(request, "dry_run")};
  for (JsonValue::Steps s(list); s; s.next()) {
    auto const place = "/commands/" + std::to_string(order.items.size());
    if (order.items.size() == batch_max) {
      return respond(problem(refuse("malformed.list_too_long").at("/commands").with("max", std::to_string(batch_max)), asking));
    }
    JsonValue name, body, at;
    bool const shaped = s.value().kind() == JsonValue::Kind::object && s.value().member("command", name) &&
                        name.kind() == JsonValue::Kind::text && s.value().member("body", body);
    auto const* kind = shaped ? book_.catalogue().command(name.text()) : nullptr;
    if (!kind) {
      std::vector<std::string_view> known;
      for (auto const& [known_path, wire] : paths_) known.push_back(wire);
      auto const text = shaped ? name.text() : std::string_view{};
      auto const refusal = refuse("http.not_found").at(place + "/command").with("path", text.substr(0, 200)).with("hint", hint_at(text, known));
      return respond(problem(refusal, asking));
    }
    auto read = kind->read(body);
    if (!read) {
      read.error().place = place + "/body" + read.error().place;
      return respond(problem(read.error(), asking));
    }
    Order::Item item{std::move(*read), {}};
    if (s.value().member("happened_at", at)) {
      auto const instant = parse_instant(at.kind() == JsonValue::Kind::text ? at.text() : "");
      if (!instant) return respond(problem(Refusal(instant.error()).at(place + "/happened_at"), asking));
      item.happened = *instant;
    }
    order.items.push_back(std::move(item));
  }
  auto const id = request.idempotency_key.empty() ? Result<CommandId>{CommandId{}} : parse_command_id(request.idempotency_key);
  if (!id) return respond(problem(Refusal(id.error()).at("Idempotency-Key"), asking));
  order.id = *id;
  if (request.idempotency_key.empty()) {
    order.id = new_command_id(book_.now());
    order.id_is_new = true;
  }
  submit(std::move(order), true, asking, respond);
}

void Window::submit(Order order, bool batch, Asking const& asking, Respond const& respond) {
  bool const dry = order.dry_run;
  book_.submit(std::move(order), [this, dry, batch, asking, respond](Answer answer) {
    if (answer) {
      std::string body;
      JsonWriter out(body);
      out.begin_object();
      out.member("sequence", answer->sequence);
      out.key("repeated");
      out.boolean(answer->repeated);
      if (dry) {
        out.key("dry_run");
        out.boolean(true);
      }
      out.key("made");
      out.raw(answer->made.empty() ? "{}" : answer->made);
      out.end_object();
      return respond(json_answer(std::move(body)));
    }
    ++figures_.refused;
    if (!batch) return respond(problem(answer.error().list.front().refusal, asking));
    Response response;
    response.status = 422;
    response.content_type = "application/problem+json";
    JsonWriter out(response.body);
    out.begin_object();
    out.member("type", "/docs/refusals#batch");
    out.member("title", asking.language == "en" ? "Some commands were refused; none was carried out." : "部分命令被拒绝，全部未执行。");
    out.member("status", 422);
    out.key("refusals");
    out.begin_array();
    for (auto const& one : answer.error().list) {
      out.begin_object();
      out.member("index", static_cast<std::int64_t>(one.index));
      out.key("problem");
      write_problem(out, one.refusal, asking);
      out.end_object();
    }
    out.end_array();
    out.end_object();
    respond(std::move(response));
  });
}

// ---- reading ----

Result<std::optional<Moment>> Window::moment_of(Request const& request) const {
  for (bool const by_happened : {false, true}) {
    std::string_view const name = by_happened ? "happened_at" : "recorded_at";
    auto const text = request.param(name);
    if (text.empty()) continue;
    auto const at = parse_instant(text);
    if (!at) return no(Refusal(at.error()).at(name));
    return std::optional(Moment{by_happened, *at});
  }
  return std::optional<Moment>{};
}

void Window::table_or_query(Request& request, Asking const& asking, std::string_view path, Respond const& respond) {
  if (auto const text = request.param("after"); !text.empty() && path != "stream") {
    Sequence const after = std::atoll(std::string(text).c_str());
    // A reader who gave a command waits until the views show it. Its events are in the journal already, so this is a
    // matter of milliseconds; what is not in the journal is not waited for.
    bool const there = after <= book_.store().last_sequence();
    if (after > book_.board().position() && (!there || !book_.board().wait_for(after, seconds(2)))) {
      return respond(problem(refuse("query.behind").at("after").with("sequence", text), asking));
    }
  }
  auto const moment = moment_of(request);
  if (!moment) return respond(problem(moment.error(), asking));
  if (auto const known = paths_.find(path); known != paths_.end()) {
    if (auto const* q = book_.catalogue().query(known->second)) return respond(query(*q, request, asking, *moment));
    if (book_.catalogue().table(known->second)) return respond(table(request, asking, known->second, *moment));
    return respond(problem(refuse("http.method").with("method", request.method), asking));
  }
  // DEPARTMENT/TABLE/KEY or .../KEY/events
  auto const first = path.find('/');
  auto const second = first == std::string_view::npos ? first : path.find('/', first + 1);
  if (second != std::string_view::npos) {
    auto const known = paths_.find(path.substr(0, second));
    if (known != paths_.end() && book_.catalogue().table(known->second)) {
      auto key = path.substr(second + 1);
      bool const events = key.ends_with("/events");
      if (events) key.remove_suffix(7);
      return respond(row(request, asking, known->second, decode(key), events, *moment));
    }
  }
  respond(nothing_at(path, asking));
}

Response Window::nothing_at(std::string_view path, Asking const& asking) const {
  std::vector<std::string_view> known;
  for (auto const& [known_path, wire] : paths_) known.push_back(known_path);
  return problem(refuse("http.not_found").with("path", path.substr(0, 200)).with("hint", hint_at(path, known)), asking);
}

namespace {

// A table of a past view, or of the board while it is held.
struct TableNow {
  std::optional<Board::Reading> reading;
  std::shared_ptr<View const> past;
  TableFace const* table = nullptr;
  Sequence sequence = 0;
  Instant at;
};

TableNow open_table(Book& book, std::string_view name, std::optional<Moment> moment) {
  TableNow now;
  if (!moment) {
    now.reading.emplace(book.board().read());
    now.table = now.reading->table(name);
    now.sequence = now.reading->position();
    now.at = now.reading->at();
    return now;
  }
  Sequence const known = book.board().position();
  now.past = book.history().view(*book.catalogue().view_of_table(name), *moment, known);
  for (auto const& t : now.past->tables()) {
    if (t->kind().name == name) now.table = t.get();
  }
  now.sequence = book.history().sequence_at(*moment, known);
  now.at = moment->at;
  return now;
}

void write_head(JsonWriter& out, TableNow const& now) {
  out.member("sequence", now.sequence);
  out.member("at", to_text(now.at));
}

}  // namespace

Response Window::table(Request const& request, Asking const& asking, std::string_view name, std::optional<Moment> moment) {
  auto const format = request.param("format");
  bool const file = !format.empty() && format != "json";
  if (file && format != "csv" && !(format == "xlsx" && options_.xlsx)) {
    return problem(refuse("http.no_export").at("format").with("format", format.substr(0, 20)), asking);
  }
  auto const now = open_table(book_, name, moment);
  Request asked = request;
  if (file && request.param("limit").empty()) asked.query.emplace_back("limit", std::to_string(export_rows_max));
  auto const selection = select(*now.table, asked, asking.actor, file ? export_rows_max : rows_max);
  if (!selection) return problem(selection.error(), asking);
  if (file) {
    auto const sheet = sheet_of(*now.table, *selection, asking.language);
    Response response;
    response.body = format == "csv" ? csv_of(sheet) : options_.xlsx(sheet);
    response.content_type = format == "csv" ? "text/csv; charset=utf-8"
                                            : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    response.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}.{}\"", name, format));
    return response;
  }
  std::string body;
  JsonWriter out(body);
  out.begin_object();
  write_head(out, now);
  out.member("total", static_cast<std::int64_t>(selection->total));
  out.key("rows");
  out.begin_array();
  for (auto const& row : selection->rows) write_row(out, *now.table, row.slot, row.sights);
  out.end_array();
  out.key("next");
  selection->next.empty() ? out.null() : out.text(selection->next);
  out.end_object();
  return json_answer(std::move(body));
}

Response Window::row(Request const&, Asking const& asking, std::string_view name, std::string_view key, bool events,
                     std::optional<Moment> moment) {
  std::string body;
  Trail trail;
  Sights sights;
  TableKind const* kind = nullptr;
  {
    auto const now = open_table(book_, name, moment);
    auto const slot = now.table->find(key);
    bool const there = slot && !now.table->gone(*slot);
    if (there) sights = now.table->sights(*slot, asking.actor);
    // Somebody else's row and no row at all are answered alike.
    if (!there || !sights.any(now.table->kind().audience)) {
      return problem(refuse("query.not_found").with("key", key.substr(0, 100)), asking);
    }
    kind = book_.catalogue().table(name);
    trail = now.table->trail(*slot);
    if (!events) {
      JsonWriter out(body);
      out.begin_object();
      write_head(out, now);
      out.key("row");
      write_row(out, *now.table, *slot, sights);
      out.end_object();
      return json_answer(std::move(body));
    }
  }
  return events_of(trail, sights, *kind, asking.actor);
}

namespace {

// Whose the thing of a row was when each of its events came: a box passes from hand to hand, and whoever has it now is
// not told what its earlier owners did with it. Events say so themselves, in their fields `owner` and `carrier`.
class Hands {
 public:
  Hands(TableKind const& kind, Sights sights, Actor const& actor) : actor_(actor), sights_(sights) {
    constexpr Sights insiders = seen_by::port | seen_by::customs | seen_by::admin;
    auto const one_owner = [](FieldFace const& f) { return f.name == "owner"; };
    asked_ = !sights.any(insiders) && std::any_of(kind.fields.begin(), kind.fields.end(), one_owner);
  }
  bool asked() const { return asked_; }
  // Call for every event in order; false when it is not for this reader.
  bool mine(StoredEvent const& stored) {
    if (!asked_) return true;
    if (auto const data = parser_.parse(stored.data); data && data->kind() == JsonValue::Kind::object) {
      take(*data, "owner", owner_);
      take(*data, "carrier", carrier_);
    }
    auto const ours = [&](std::string const& org) { return org.empty() || org == actor_.org; };
    return (sights_.any(seen_by::owner) && ours(owner_)) || (sights_.any(seen_by::carrier) && ours(carrier_));
  }

 private:
  static void take(JsonValue const& data, std::string_view name, std::string& org) {
    JsonValue found;
    if (data.member(name, found) && found.kind() == JsonValue::Kind::text && !found.text().empty()) org = found.text();
  }
  Actor const& actor_;
  Sights sights_;
  bool asked_ = false;
  std::string owner_, carrier_;
  JsonParser parser_;
};

}  // namespace

Response Window::events_of(Trail const& trail, Sights sights, TableKind const& table, Actor const& actor) {
  constexpr std::size_t events_max = 500;
  Hands hands(table, sights, actor);
  auto all = trail.all();
  std::size_t total = all.size();
  Sequence const first_shown = total > events_max ? all[total - events_max] : 0;
  if (!hands.asked()) std::erase_if(all, [&](Sequence s) { return s < first_shown; });
  // Who did it is for the port's own staff and for the organisation itself; a stranger to the event sees that it was.
  bool const staff = actor.roles.any(Role::duty | Role::terminal | Role::admin | Role::customs);
  std::string body;
  JsonWriter out(body);
  JsonParser parser;
  out.begin_object();
  out.key("events");
  out.begin_array();
  for (auto const sequence : all) {
    book_.store().read(sequence - 1, sequence, [&](StoredEvent&& stored) {
      if (!hands.mine(stored)) {
        --total;
        return true;
      }
      if (sequence < first_shown) return true;
      auto const* kind = book_.catalogue().event(stored.type);
      auto const event = book_.catalogue().read(stored, parser);
      if (!kind || !event || !sights.any(kind->audience)) return true;
      out.begin_object();
      out.member("sequence", stored.sequence);
      out.member("type", stored.type);
      out.member("title_zh", kind->zh);
      out.member("title_en", kind->en);
      out.member("recorded", to_text(stored.recorded));
      out.member("happened", to_text(stored.happened));
      if (staff || stored.org == actor.org) {
        out.member("person", stored.person);
        out.member("org", stored.org);
        out.member("stream", stored.stream);
      }
      out.key("data");
      kind->write(event->event, out, sights);
      out.end_object();
      return true;
    });
  }
  out.end_array();
  out.member("total", static_cast<std::int64_t>(total));
  out.end_object();
  return json_answer(std::move(body));
}

Response Window::query(QueryKind const& kind, Request const& request, Asking const& asking, std::optional<Moment> moment) {
  if (kind.roles.bits != 0 && !asking.actor.roles.any(kind.roles) && !(kind.open && !asking.signed_in)) {
    return problem(refuse("command.not_permitted").with("command", asking.language == "en" ? kind.en : kind.zh), asking);
  }
  std::vector<std::string> names, texts;
  for (auto const& [name, value] : request.query) {
    bool known = name == "after" || name == "recorded_at" || name == "happened_at" || name == "lang";
    if (!known) {
      for (auto const& f : kind.fields) known = known || f.name == name;
      if (!known) {
        std::vector<std::string_view> names_known{"after", "recorded_at", "happened_at", "lang"};
        for (auto const& f : kind.fields) names_known.push_back(f.name);
        return problem(refuse("query.no_such_field").at(name).with("field", name.substr(0, 60)).with("hint", hint_at(name, names_known)), asking);
      }
    }
    names.push_back(name);
    texts.push_back(value);
  }
  auto const room = book_.room(asking.actor, moment);
  auto answer = kind.run(names, texts, *room);
  if (!answer) return problem(answer.error(), asking);
  return json_answer(std::move(*answer));
}

Response Window::stream(Request const& request, Asking const& asking) {
  std::vector<bool> wanted(book_.board().tables().size());
  std::string_view names = request.param("tables");
  bool any = false;
  while (!names.empty()) {
    auto const name = names.substr(0, names.find(','));
    names.remove_prefix(std::min(names.size(), name.size() + 1));
    bool found = false;
    for (std::size_t t = 0; t < wanted.size(); ++t) {
      if (book_.board().tables()[t]->kind().name == name) wanted[t] = found = any = true;
    }
    if (!found) {
      std::vector<std::string_view> known;
      for (auto const& t : book_.board().tables()) known.push_back(t->kind().name);
      return problem(refuse("query.no_such_table").at("tables").with("name", name.substr(0, 60)).with("hint", hint_at(name, known)), asking);
    }
  }
  if (!any) return problem(refuse("malformed.missing_field").at("tables").with("field", "tables"), asking);
  std::string_view const from = request.last_event_id.empty() ? request.param("after") : std::string_view(request.last_event_id);
  Sequence const after = from.empty() ? book_.board().position() : std::atoll(std::string(from).c_str());
  Response response;
  response.content_type = "text/event-stream";
  response.headers.emplace_back("X-Accel-Buffering", "no");
  response.feed = std::make_unique<RowFeed>(book_.board(), asking.actor, std::move(wanted), after);
  return response;
}

Response Window::file(Request const& request) const {
  if (request.method != "GET" && request.method != "HEAD") return problem(refuse("http.method").with("method", request.method), {});
  auto found = options_.files.find(request.path);
  bool const page = found == options_.files.end() && request.path.find('.') == std::string::npos;
  if (page) found = options_.files.find("/index.html");  // the pages' own router knows the rest
  if (found == options_.files.end()) return nothing_at(request.path, {});
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"},
      {".json", "application/json"}, {".geojson", "application/geo+json"}, {".svg", "image/svg+xml"}, {".png", "image/png"},
      {".ico", "image/x-icon"}, {".woff2", "font/woff2"}, {".md", "text/plain; charset=utf-8"}, {".map", "application/json"}};
  Response response;
  response.content_type = "application/octet-stream";
  for (auto const& [end, type] : types) {
    if (found->first.ends_with(end)) response.content_type = type;
  }
  bool const named_by_content = found->first.starts_with("/assets/");
  response.headers.emplace_back("Cache-Control", named_by_content ? "public, max-age=31536000, immutable" : "no-cache");
  response.file = found->second;
  return response;
}

std::string Window::openapi() const { return openapi_of(book_.catalogue(), extras_, options_.version); }

}  // namespace landport::http
