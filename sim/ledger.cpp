// SPDX-License-Identifier: Apache-2.0
#include "sim/ledger.h"

#include <limits>

namespace landport::sim {

namespace {

std::vector<LegSeen> legs_of(Row const& row) {
  std::vector<LegSeen> legs;
  row.each("legs", [&](Row const& leg) {
    legs.push_back({leg.text("leg_run"), leg.text("from"), leg.text("to"), leg.text("mode"), leg.number("gauge_mm"),
                    leg.time("departs"), leg.time("arrives")});
  });
  return legs;
}

}  // namespace

DepartureSeen departure_of(Row const& row) {
  return {row.text("departure"), row.text("service"), row.text("from"), row.text("to"), row.text("state"), row.text("carrier"),
          row.time("departs"), row.time("arrives"), row.time("booking_cutoff"), row.time("gate_in_cutoff"), legs_of(row)};
}

LegRunSeen leg_run_of(Row const& row) {
  return {row.number("length_free_mm"), row.number("teu_free_hundredths"), row.number("teu_max_hundredths"),
          row.number("mass_free_kg"), row.number("plugs_free")};
}

BookingSeen booking_of(Row const& row, JsonParser& parser) {
  BookingSeen b;
  b.id = row.text("booking");
  b.stage = row.text("stage");
  b.reference = row.text("reference");
  b.departure = row.text("departure");
  b.owner = row.text("owner");
  b.size_type = row.text("size_type");
  if (auto const object = parser.parse(row.text("goods"))) {
    Row const goods(*object);
    b.hs_code = goods.text("hs_code");
    b.goods = goods.text("description");
    b.danger = !goods.text("danger_class").empty();
  }
  b.quantity = row.number("quantity");
  b.gross_kg = row.number("gross_kg");
  b.plugs = row.number("plugs");
  b.units = row.list("units");
  b.hold_until = row.time("hold_until");
  return b;
}

UnitSeen unit_of(Row const& row) {
  UnitSeen u;
  u.id = row.text("unit");
  u.place_kind = row.text("place_kind");
  u.place = row.text("place");
  u.booking = row.text("booking");
  u.departure = row.text("departure");
  u.owner = row.text("owner");
  u.size_type = row.text("size_type");
  if (auto const seals = row.list("seals"); !seals.empty()) u.seal = seals.front();
  u.since = row.time("since");
  u.gross_kg = row.number("verified_gross_kg");
  u.full = row.yes("full");
  u.held = row.yes("held");
  u.by_rail = row.yes("by_rail");
  u.export_released = !row.text("customs_export").empty();
  u.import_released = !row.text("customs_import").empty();
  u.cold = !row.text("set_point_dc").empty();
  u.danger = !row.list("danger").empty();
  u.sound = row.text("condition") != "damaged";
  return u;
}

StockSeen stock_of(Row const& row) {
  return {row.text("unit"), row.text("position"), row.yes("needs_plug"), row.yes("plugged"), row.time("temperature_at"),
          row.number("set_point_dc")};
}

WorkSeen work_of(Row const& row) {
  return {row.text("work"), row.text("state"), row.text("unit"), row.text("from_kind"), row.text("to_kind"), row.text("to"),
          row.text("ordered_by"), row.text("machine")};
}

TruckSeen truck_of(Row const& row) {
  return {row.text("visit"), row.text("plate"), row.text("direction"), row.text("step"), row.text("booking"),
          row.list("on_truck")};
}

TrainSeen train_of(Row const& row) {
  TrainSeen t;
  t.run = row.text("run");
  t.departure = row.text("departure");
  t.stage = row.text("stage");
  t.from = row.text("from");
  t.to = row.text("to");
  t.node = row.text("node");
  t.position_from = row.text("position_from");
  t.position_to = row.text("position_to");
  t.gauge_mm = row.number("gauge_mm");
  t.delay_minutes = row.number("delay_minutes");
  t.units = row.number("units");
  t.loaded = row.number("loaded");
  t.inspected = row.number("inspected");
  t.wagons = row.number("wagons");
  t.plugs = row.number("plugs");
  t.departs_planned = row.time("departs_planned");
  t.to_strip = row.yes("to_strip");
  t.legs = legs_of(row);
  t.wagon_list = row.list("wagon_list");
  t.unit_list = row.list("unit_list");
  t.children = row.list("children");
  t.left_behind = row.list("left_behind");
  return t;
}

ShiftSeen shift_of(Row const& row) {
  return {row.text("shift"), row.text("stage"), row.text("manager"), row.time("ends")};
}

AppointmentSeen appointment_of(Row const& row) {
  return {row.text("appointment"), row.text("direction"), row.text("plate"), row.text("unit"), row.text("booking"), row.time("hour")};
}

EmbargoSeen embargo_of(Row const& row) {
  bool const open = row.text("until").empty();
  return {row.text("embargo"), row.text("at"), row.text("place"), row.text("source"), row.time("from"),
          open ? Instant{std::numeric_limits<std::int64_t>::max()} : row.time("until"), row.yes("dangerous_only"),
          !row.text("lifted_at").empty()};
}

ReleaseSeen release_of(Row const& row) {
  return {row.text("order"), row.text("booking"), row.text("owner"), row.text("state"), row.list("units"), row.list("handed_over")};
}

EmptyMoveSeen empty_move_of(Row const& row) {
  return {row.text("move"), row.text("from"), row.text("to"), row.text("state"), row.list("units"), row.list("left"), row.list("arrived")};
}

DepotSeen depot_of(Row const& row) {
  return {row.text("depot"), row.text("size_type"), row.yes("home"), row.number("free")};
}

}  // namespace landport::sim
