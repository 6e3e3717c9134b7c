// SPDX-License-Identifier: Apache-2.0
#include "sim/foreman.h"

namespace landport::sim {

namespace {

constexpr int orders_tried_max = 4;

bool inward(UnitSeen const& u) {
  return u.full && (u.by_rail || u.place_kind == "wagon");
}
bool has_its_order(Refusal const& why) {
  return why.code == "container.held" || why.code == "yard.has_work";
}

// Somebody or something is there that the foreman did not know of.
bool is_about_the_place(Refusal const& why) {
  return why.code.starts_with("yard.position") || why.code == "yard.floats" || why.code == "yard.no_corners" || why.code == "yard.danger_apart";
}

}  // namespace

std::string group_of(UnitSeen const& u) {
  if (!u.full) return "empty " + u.size_type;
  return u.by_rail || u.place_kind == "wagon" ? "in " + u.departure : u.departure;
}

void shun_for_a_while(Town& town, std::string const& position) {
  town.piles.shun(position);
  town.diary.at(town.now() + hours(12), fmt::format("forgive {} {}", position, to_text(town.now())), [&town, position] { town.piles.forgive(position); });
}

Piles::Unit as_piled(UnitSeen const& u) {
  bool const high = u.size_type.size() > 1 && u.size_type[1] == '5';
  return {u.id, u.wide(), u.full, u.cold, u.danger, high, u.gross_kg};
}

std::string machine_for(Town const& town, UnitSeen const& unit, std::string_view from, std::string_view to) {
  // What nobody has weighed may be as heavy as a unit can be.
  constexpr std::int64_t empty_kg_max = 6'000, full_kg_max = 36'000;
  return town.machines.choose(from, to, unit.full ? full_kg_max : empty_kg_max);
}

void take_in(Town& town, std::string const& unit, int again) {
  auto const* u = town.ledger.unit(unit);
  if (!u || u->place_kind == "yard" || again > orders_tried_max) return;
  auto const position = town.piles.choose(as_piled(*u), group_of(*u), inward(*u), {});
  if (position.empty()) {
    // It waits on its truck or wagon, however long.
    town.diary.at(town.now() + hours(2), fmt::format("take in {} {}", unit, to_text(town.now())),
                  [&town, unit, again] { take_in(town, unit, again); });
    return;
  }
  town.order(town.who.terminal, "yard.order_move", Told().text("unit", unit).text("position", position).text("machine", machine_for(town, *u, {}, position)).json(), {},
             [&town, unit, position, again](Refusal const& why) {
               town.piles.take_back(unit);
               if (has_its_order(why)) return;
               if (is_about_the_place(why)) shun_for_a_while(town, position);
               take_in(town, unit, again + 1);
             });
}

void put_aside(Town& town, std::string const& unit) {
  auto const* u = town.ledger.unit(unit);
  if (!u || u->held || u->place_kind != "yard" || town.piles.is_leaving(unit)) return;
  auto const position = town.piles.choose(as_piled(*u), group_of(*u) + " aside", inward(*u), u->place);
  if (position.empty()) return;
  auto const machine = machine_for(town, *u, u->place, position);
  town.order(town.who.terminal, "yard.order_move", Told().text("unit", unit).text("position", position).text("machine", machine).text("reason", "翻箱").json(), {},
             [&town, unit](Refusal const&) { town.piles.take_back(unit); });
}

}  // namespace landport::sim
