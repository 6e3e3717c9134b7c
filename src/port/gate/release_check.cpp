// SPDX-License-Identifier: Apache-2.0
#include "port/gate/release_check.h"

#include "port/booking/board.h"
#include "port/container/board.h"
#include "port/gate/board.h"
#include "port/network/network.h"

namespace landport::gate {

using container::PlaceKind;
using container::UnitRow;

namespace {

void add(ReleaseAnswer& out, std::string_view check, bool holds, std::string zh, std::string en) {
  out.checks.push_back({std::string(check), holds, std::move(zh), std::move(en)});
}

// The same questions that way_out (visit.cpp) asks when the truck stands at the gate.
void check_papers(UnitRow const& unit, Room const& room, ReleaseAnswer& out) {
  if (!unit.full) {
    add(out, "customs", true, "空箱，无需放行", "Empty: no release is needed");
  } else if (unit.by_rail) {
    bool const released = !unit.customs_import.empty();
    add(out, "customs", released, released ? "进口放行 " + unit.customs_import : "没有进口放行",
        released ? "Import release " + unit.customs_import : "There is no import release");
  } else {
    bool const released = !unit.customs_export.empty();
    add(out, "customs", !released, released ? "有出口放行 " + unit.customs_export : "没有出口放行",
        released ? "It is released for export (" + unit.customs_export + ")"
                 : "It is not released for export");
    auto const* booking =
        unit.booking.empty() ? nullptr : room.view<booking::Board>().bookings.find(unit.booking);
    bool const booked =
        booking && (booking->stage == booking::Stage::firm || booking->stage == booking::Stage::shipped);
    add(out, "booking", !booked, booked ? "仍在订舱 " + unit.booking + " 中" : "不在有效订舱中",
        booked ? "It is still in the booking " + unit.booking : "It is in no booking in force");
  }
}

void check_holds(UnitRow const& unit, ReleaseAnswer& out) {
  std::string names;
  for (auto const& h : unit.holds) {
    if (h.forbids.has(container::Deed::gate_out)) names += (names.empty() ? "" : ", ") + h.name;
  }
  add(out, "hold", names.empty(), names.empty() ? "没有禁止出闸的扣留" : "被扣留：" + names,
      names.empty() ? "No hold forbids it" : "Held: " + names);
}

void check_appointment(UnitRow const& unit, Room const& room, ReleaseAnswer& out) {
  std::string found;
  room.view<GateBoard>().appointments.each([&](std::string_view, AppointmentRow const& a) {
    bool const mine = a.unit == unit.unit && a.direction == Direction::pick_up;
    if (mine && a.state != AppointmentState::cancelled) found = a.appointment.text;
  });
  add(out, "appointment", !found.empty(), found.empty() ? "没有提箱预约" : "提箱预约 " + found,
      found.empty() ? "No truck is announced for it" : "Appointment " + found);
}

// The tariff of one day of storage, counted from 1: of the rows that have begun, the one that began last.
network::Tariff const* storage_row(network::Network const& network, UnitRow const& unit, std::int64_t nth,
                                   Day day) {
  network::Tariff const* best = nullptr;
  for (auto const& dated : network.tariffs) {
    auto const& row = dated.row;
    bool const fits = dated.valid.contains(day) && row.charge == network::Charge::storage && !row.service &&
                      (!row.feet || *row.feet == unit.size_type.feet()) &&
                      (!row.load || (*row.load == network::Load::laden) == unit.full);
    if (fits && row.from_day.value_or(1) <= nth &&
        (!best || row.from_day.value_or(1) > best->from_day.value_or(1)))
      best = &row;
  }
  return best;
}

void count_storage(UnitRow const& unit, Room const& room, ReleaseAnswer& out) {
  auto const& network = room.pack<network::Network>();
  out.entered_at = unit.entered_at;
  if (!unit.entered_at) return;
  // The tariff is that of the day by the port's own clock.
  auto const day = network::local_day(room.at(), network.place.time_zone).value_or(utc_day(room.at()));
  constexpr std::int64_t day_ms = 86'400'000;
  out.days = Count{std::max<std::int64_t>(0, (room.at() - *unit.entered_at).ms) / day_ms + 1};
  for (auto const& dated : network.tariffs) {
    auto const& row = dated.row;
    if (row.charge != network::Charge::storage || !dated.valid.contains(day) || !row.free_days) continue;
    if (!row.feet || *row.feet == unit.size_type.feet())
      out.free_days = std::max(out.free_days, Count{*row.free_days});
  }
  out.free_until = *unit.entered_at + days(out.free_days.value);
  for (auto nth = out.free_days.value + 1; nth <= out.days.value; ++nth) {
    auto const* row = storage_row(network, unit, nth, day);
    if (!row) continue;
    if (!out.storage) out.storage = Money{0, row->amount.currency};
    out.storage->minor += row->amount.minor;
  }
}

}  // namespace

Result<ReleaseAnswer> answer(ReleaseCheck const& query, Room const& room) {
  auto const* unit = room.view<container::UnitBoard>().units.find(query.unit.text());
  Sights const sights = unit ? sights_of(room.actor(), parties_of(*unit)) : Sights{};
  if (!unit || !sights.any(UnitRow::audience))
    return no(refuse("gate.no_such_unit").at("/unit").with("unit", query.unit.text()));
  ReleaseAnswer out;
  out.unit = query.unit;
  bool const here = container::stands_here(unit->place_kind);
  add(out, "in_port", here, here ? "在港：" + unit->place : "不在堆场、仓门或车上",
      here ? "In the port: " + unit->place : "It is neither in the yard, at a warehouse nor on a truck");
  check_papers(*unit, room, out);
  check_holds(*unit, out);
  out.ready = std::ranges::all_of(out.checks, [](CheckLine const& c) { return c.holds; });
  check_appointment(*unit, room, out);
  if (sights.any(seen_by::port | seen_by::owner | seen_by::carrier)) count_storage(*unit, room, out);
  return out;
}

}  // namespace landport::gate
