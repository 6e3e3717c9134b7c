// SPDX-License-Identifier: Apache-2.0
#include "links/edifact_link.h"

#include <algorithm>
#include <set>

#include "links/sheet_import.h"
#include "port/container/commands.h"
#include "port/network/network.h"
#include "port/tracking/commands.h"

namespace landport::links {

namespace {

namespace f = formats;

// Sizes and types of the 1984 edition, four digits, as the letters of 1995 and later (ISO 6346:1984 annex G).
std::string modern_size_type(std::string_view code) {
  std::string out(code.substr(0, 4));
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  if (out.size() != 4 || !digit(out[2]) || !digit(out[3])) return out;
  static constexpr char groups[] = {'G', 'V', 'B', 'R', 'H', 'U', 'P', 'T', 'B', 'S'};
  out[2] = groups[out[2] - '0'];
  return out;
}

class Reading {
 public:
  Reading(Book& book, Actor const& actor, bool confirm, MessageOrder& made)
      : book_(book), made_(made), confirm_(confirm) {
    made_.order.actor = actor;
    constexpr Roles may_confirm = Role::terminal | Role::duty | Role::admin;
    confirm_ = confirm && actor.roles.any(may_confirm);
    auto const reading = book_.board().read();
    if (auto const* table = reading.table("container.units")) {
      for (TableFace::Slot s = 0; s < table->slots(); ++s) {
        if (!table->gone(s)) known_.emplace(table->key(s));
      }
    }
  }

  void take(f::TransportMessage const& m) {
    message_ = std::string(f::to_text(m.kind)) + " " + std::string(m.reference);
    source_ = std::string(f::to_text(m.kind)) + (m.sender.empty() ? "" : " " + std::string(m.sender));
    switch (m.kind) {
      case f::MessageKind::coprar:
      case f::MessageKind::iftmin:
      case f::MessageKind::baplie:
        for (auto const& unit : m.all_units) announce(m, unit);
        break;
      case f::MessageKind::coarri:
        for (auto const& unit : m.all_units) report(m, unit);
        break;
      case f::MessageKind::iftsta:
        for (auto const& status : m.all_statuses) {
          for (auto const& unit : m.of(m.all_units, status.units)) tell(m, status, unit);
        }
        break;
    }
  }

 private:
  // The number, if it may be used; a wrong check digit is flagged, another form noted.
  std::optional<UnitNumber> number_of(f::MessageUnit const& unit) {
    auto const number = parse_unit_number_as_seen(unit.number);
    if (!number) {
      if (!unit.number.empty()) note(unit, number.error());
      return std::nullopt;
    }
    if (unit.check_digit == f::CheckDigit::wrong) {
      auto refusal = parse_unit_number(unit.number);
      if (!refusal) made_.flagged.push_back({unit.segment, message_, std::string(unit.number), refusal.error()});
      if (!confirm_) return std::nullopt;
    }
    return *number;
  }
  void note(f::MessageUnit const& unit, Refusal refusal) {
    made_.noted.push_back({unit.segment, message_, std::string(unit.number), std::move(refusal)});
  }
  void add(f::MessageUnit const& unit, Command command, std::optional<Instant> happened = {}) {
    made_.order.items.push_back({std::move(command), happened});
    made_.of_items.push_back({unit.segment, message_, std::string(unit.number), {}});
  }

  bool make_known(f::MessageUnit const& unit, UnitNumber const& number) {
    if (!known_.insert(std::string(number.text())).second) return true;
    auto const type = parse_size_type(modern_size_type(unit.size_type));
    if (!type) {
      known_.erase(std::string(number.text()));
      note(unit, type.error());
      return false;
    }
    container::RegisterUnit order;
    order.unit = number;
    order.size_type = *type;
    order.tare = unit.tare;
    order.full = unit.filling != f::Filling::empty;
    order.confirm_bad_check_digit = confirm_ && unit.check_digit == f::CheckDigit::wrong;
    add(unit, order);
    return true;
  }

  void announce(f::TransportMessage const& m, f::MessageUnit const& unit) {
    auto const number = number_of(unit);
    if (!number || !make_known(unit, *number)) return;
    if (auto const gross = unit.verified_gross) {
      container::VerifyMass order;
      order.unit = *number;
      order.gross = *gross;
      order.by = source_;
      add(unit, order);
    }
    for (auto const& t : m.of(m.all_temperatures, unit.temperatures)) {
      if (!t.setting) continue;
      add(unit, container::ChangeSetPoint{*number, *t.setting});
      break;
    }
    for (auto const& d : m.of(m.all_dangers, unit.dangers)) {
      auto const un = parse_un_danger_number(d.un_number);
      if (!un) {
        note(unit, un.error());
        continue;
      }
      add(unit, container::DeclareDanger{*number, *un, std::string(d.hazard_class)});
    }
  }

  std::optional<network::NodeCode> node_of(f::MessageLocation const* place) const {
    if (!place || place->code.empty()) return std::nullopt;
    for (auto const& [code, rows] : book_.pack().get<network::Network>().nodes.all()) {
      for (auto const& dated : rows) {
        auto const& locode = dated.row.locode;
        if (code == place->code || (locode && locode->text() == place->code)) return dated.row.code;
      }
    }
    return std::nullopt;
  }

  void milestone(f::MessageUnit const& unit, std::string_view code, f::MessageLocation const* place,
                 f::MessageTime const* time, std::string_view words) {
    auto const number = number_of(unit);
    if (!number) return;
    auto const node = node_of(place);
    if (!node) return note(unit, refuse("links.no_node").with("got", place ? place->code : std::string_view("-")));
    auto const* meaning = meaning_of(code);
    if (!meaning) return note(unit, refuse("links.no_milestone").with("got", code).with("words", words));
    auto const milestone_code = Codec<tracking::Code>::from_text(meaning->milestone);
    if (!milestone_code || !make_known(unit, *number)) return;
    tracking::RecordMilestone order;
    order.unit = *number;
    order.code = *milestone_code;
    order.node = *node;
    order.source = source_;
    order.source_text = words;
    // A wall clock without a zone is taken as UTC: the sender's zone is not in the message.
    bool const timed = time && time->basis != f::TimeBasis::none && time->at <= book_.now();
    add(unit, order, timed ? std::optional(time->at) : std::nullopt);
  }

  StatusMeaning const* meaning_of(std::string_view code) const {
    for (auto const& row : book_.pack().get<MessageStatuses>().rows) {
      if (message_.starts_with(row.message) && row.code == code) return &row;
    }
    return nullptr;
  }

  void report(f::TransportMessage const& m, f::MessageUnit const& unit) {
    // A terminal's report names the way of the unit: export was loaded at the port of loading, import discharged.
    bool const out = unit.status == "2";
    auto const* place = m.location_of(unit.locations, out ? "9" : "11");
    if (!place) place = m.location_of(m.locations, out ? "9" : "11");
    auto const* time = m.time_of(unit.times, "203");
    if (!time) time = m.time_of(unit.times, "7");
    milestone(unit, unit.status, place, time, unit.status);
  }

  void tell(f::TransportMessage const& m, f::MessageStatus const& status, f::MessageUnit const& unit) {
    auto const places = m.of(m.all_locations, status.locations);
    auto const times = m.of(m.all_times, status.times);
    milestone(unit, status.code, places.empty() ? nullptr : &places.front(), times.empty() ? nullptr : &times.front(),
              status.description);
  }

  Book& book_;
  MessageOrder& made_;
  bool confirm_;
  std::string message_, source_;
  std::set<std::string, std::less<>> known_;
};

void write_note(JsonWriter& out, Catalogue const& catalogue, UnitNote const& note) {
  out.begin_object();
  out.member("segment", static_cast<std::int64_t>(note.segment));
  out.member("message", note.message);
  out.member("unit", note.unit);
  if (!note.refusal.code.empty()) {
    auto const& row = catalogue.refusal(note.refusal.code);
    out.member("code", note.refusal.code);
    out.member("title_zh", fill(row.zh, note.refusal));
    out.member("title_en", fill(row.en, note.refusal));
    out.member("remedy_zh", fill(row.remedy_zh, note.refusal));
    out.member("remedy_en", fill(row.remedy_en, note.refusal));
  }
  out.end_object();
}

void write_notes(JsonWriter& out, Catalogue const& catalogue, std::string_view name, std::vector<UnitNote> const& notes) {
  out.key(name);
  out.begin_array();
  for (auto const& note : notes) write_note(out, catalogue, note);
  out.end_array();
}

}  // namespace

Result<MessageOrder> order_of(std::string_view bytes, Book& book, Actor const& actor, bool confirm) {
  auto const file = f::read_transport_file(bytes);
  if (!file) return no(file.error());
  MessageOrder made;
  Reading reading(book, actor, confirm, made);
  for (auto const& message : file->messages) reading.take(message);
  made.messages = file->messages.size();
  made.others = file->others.size();
  made.order.id = id_of(confirm ? "edifact confirmed" : "edifact", bytes, actor.org);
  return made;
}

Response answer_of(Book& book, MessageOrder const& made, Answer const& answer) {
  if (auto const* fault = not_the_files_fault(book, answer)) return problem_of_file(book, *fault);
  Response response;
  JsonWriter out(response.body);
  out.begin_object();
  if (!answer) {
    response.status = 422;
    response.content_type = "application/problem+json";
    out.member("type", "/docs/refusals#message");
    out.member("title", "报文中有内容被拒绝，全部未执行。/ Something in the file was refused; nothing was carried out.");
    out.member("status", 422);
    out.member("code", "links.refused");
    std::vector<UnitNote> refused;
    for (auto const& one : answer.error().list) {
      auto note = one.index < made.of_items.size() ? made.of_items[one.index] : UnitNote{};
      note.refusal = one.refusal;
      refused.push_back(std::move(note));
    }
    write_notes(out, book.catalogue(), "refused", refused);
  } else {
    out.member("kind", "edifact");
    out.member("sequence", answer->sequence);
    out.key("repeated");
    out.boolean(answer->repeated);
    if (made.order.dry_run) {
      out.key("dry_run");
      out.boolean(true);
    }
  }
  out.member("messages", static_cast<std::int64_t>(made.messages));
  out.member("other_messages", static_cast<std::int64_t>(made.others));
  out.member("commands", static_cast<std::int64_t>(made.order.items.size()));
  write_notes(out, book.catalogue(), "flagged", made.flagged);
  write_notes(out, book.catalogue(), "noted", made.noted);
  out.end_object();
  return response;
}

void take_messages(Book& book, Request const& request, Actor const& actor, Respond const& respond) {
  auto made = order_of(request.body, book, actor, request.param("confirm_bad_check_digit") == "true");
  if (!made) return respond(problem_of_file(book, made.error()));
  if (made->order.items.empty()) return respond(answer_of(book, *made, Done{book.board().position(), false, {}}));
  made->order.dry_run = request.param("dry_run") == "true";
  auto const kept = std::make_shared<MessageOrder>(std::move(*made));
  book.submit(kept->order, [&book, kept, respond](Answer answer) { respond(answer_of(book, *kept, once(book, std::move(answer)))); });
}

std::vector<Route> message_routes(Book& book) {
  std::vector<Route> routes;
  routes.push_back({"POST", "messages/edifact", senders, "UN/EDIFACT 报文", "UN/EDIFACT messages",
                    [&book](Request const& request, Actor const& actor, Respond respond) { take_messages(book, request, actor, respond); }});
  return routes;
}

}  // namespace landport::links
