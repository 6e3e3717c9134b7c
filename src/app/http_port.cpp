// SPDX-License-Identifier: Apache-2.0
#include "app/http_port.h"

#include <algorithm>

#include "journal/book.h"

namespace landport::app {

namespace {

// The first problem of a refused batch, as a refusal again.
Refusal refusal_of(JsonValue const& answer) {
  JsonValue list, problem;
  std::optional<JsonValue> first;
  if (answer.member("refusals", list) && list.kind() == JsonValue::Kind::array) {
    JsonValue::Steps s(list);
    if (s && s.value().member("problem", problem)) first = problem;
  }
  sim::Row const row(first.value_or(answer));
  auto refusal = refuse(row.text("code")).at(row.text("place"));
  JsonValue details;
  if ((first ? *first : answer).member("details", details)) {
    for (JsonValue::Steps s(details); s; s.next()) {
      if (s.value().kind() == JsonValue::Kind::text) refusal.details.emplace_back(s.name(), s.value().text());
    }
  }
  return refusal;
}

std::string in_path(std::string_view wire) {
  std::string path(wire);
  std::replace(path.begin(), path.end(), '.', '/');
  std::replace(path.begin(), path.end(), '_', '-');
  return path;
}

}  // namespace

Result<HttpPort> HttpPort::at(std::string const& url, std::map<std::string, std::string> tokens, std::string const& watcher,
                              std::vector<std::string> const& tables) {
  auto connection = http::Connection::to(url, std::chrono::seconds(60));
  if (!connection) return no(connection.error());
  auto const health = connection->get("/health", {});
  Sequence const begin = std::atoll(sim::member(health.body, "sequence").c_str());
  std::string names;
  for (auto const& table : tables) names += (names.empty() ? "" : ",") + table;
  auto events = http::EventReader::open(url, "/api/v1/stream?after=0&tables=" + names, {{"Authorization", "Bearer " + tokens[watcher]}});
  if (!events) return no(events.error());
  return HttpPort(std::move(*connection), std::move(*events), std::move(tokens), begin);
}

http::Headers HttpPort::headers(std::string const& account) const {
  auto const token = tokens_.find(account);
  return {{"Authorization", "Bearer " + (token == tokens_.end() ? std::string() : token->second)}, {"Content-Type", "application/json"}};
}

Result<sim::Made> HttpPort::send(Actor const& who, std::vector<sim::Words> const& all) {
  std::string body = "{\"commands\":[";
  for (auto const& words : all) {
    sim::Told told;
    told.text("command", words.wire).raw("body", words.json);
    if (words.happened) told.text("happened_at", to_text(*words.happened));
    body += (&words == &all.front() ? "" : ",") + told.json();
  }
  auto with = headers(who.person);
  with.emplace_back("Idempotency-Key", to_text(new_command_id(Instant{})));
  auto const reply = connection_.post("/api/v1/batch", with, body + "]}");
  // Whoever plays this party is no longer let in: the process ends, and is begun again with tokens that hold.
  if (reply.status == 401) throw std::system_error(std::make_error_code(std::errc::permission_denied));
  auto const answer = parser_.parse(reply.body);
  if (!answer || answer->kind() != JsonValue::Kind::object) return no(refuse("http.not_found").with("path", "batch"));
  if (reply.status != 200) return no(refusal_of(*answer));
  JsonValue made;
  sim::Made out{sim::Row(*answer).number("sequence"), {}};
  if (answer->member("made", made)) out.names = sim::names_of(made);
  return out;
}

void HttpPort::give(Actor const& who, std::vector<sim::Words> all, Then then) {
  answers_.emplace_back(std::move(then), send(who, all));
}

bool HttpPort::take(std::chrono::milliseconds wait) {
  auto event = events_.next(wait);
  if (!event) return false;
  if (event->name == "row") rows_.push_back(std::move(event->data));
  if (event->name == "position") shown_ = std::max<Sequence>(shown_, std::atoll(event->id.c_str()));
  return true;
}

void HttpPort::wait(std::chrono::milliseconds at_most) {
  if (rows_.empty()) take(at_most);
}

void HttpPort::settle() {
  auto const answers = std::move(answers_);
  answers_.clear();
  Sequence reached = 0;
  for (auto const& [then, answer] : answers) {
    if (answer) reached = std::max(reached, answer->sequence);
  }
  auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (shown_ < reached && std::chrono::steady_clock::now() < until) take(std::chrono::milliseconds(200));
  for (auto const& [then, answer] : answers) {
    if (then) then(answer);
  }
}

void HttpPort::changes(sim::Saw const& saw) {
  // The first time: until the stream is where the port is, so that nothing is taken for absent that only came later.
  while (shown_ < begin_ && take(std::chrono::seconds(30))) {
  }
  while (take(std::chrono::milliseconds(0))) {
  }
  auto const rows = std::move(rows_);
  rows_.clear();
  for (auto const& text : rows) {
    auto const value = row_parser_.parse(text);
    if (!value) continue;
    sim::Row const event(*value);
    JsonValue object;
    auto const table = event.text("table"), key = event.text("key");
    if (value->member("row", object) && object.kind() == JsonValue::Kind::object) {
      sim::Row const row(object);
      saw(table, key, &row);
    } else {
      saw(table, key, nullptr);
    }
  }
}

Result<std::string> HttpPort::ask(Actor const& who, std::string_view query,
                                  std::vector<std::pair<std::string, std::string>> const& parameters) {
  auto target = "/api/v1/" + in_path(query);
  for (auto const& [name, value] : parameters) target += (target.find('?') == std::string::npos ? "?" : "&") + name + "=" + value;
  auto reply = connection_.get(target, headers(who.person));
  if (reply.status == 200) return std::move(reply.body);
  auto const answer = parser_.parse(reply.body);
  return no(answer && answer->kind() == JsonValue::Kind::object ? refusal_of(*answer) : refuse("http.not_found").with("path", query));
}

}  // namespace landport::app
