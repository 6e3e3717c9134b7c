// SPDX-License-Identifier: Apache-2.0
#include "port/container/board.h"

namespace landport::container {

UnitRow& UnitBoard::row(UnitNumber const& unit) {
  auto& row = units.edit(unit.text());
  row.unit = unit;  // a fact may come before the registration when facts are folded by when they happened
  return row;
}

namespace {
// A unit that is loaded here and taken off again has not left in between; one that was loaded elsewhere
// enters when it comes off its train.
void enter_or_leave(UnitRow& unit, Place const& from, Place const& to, Instant at) {
  if (stands_here(to.kind) && !unit.entered_at) {
    unit.entered_at = at;
    unit.by_rail = from.kind == PlaceKind::wagon;
  } else if (!is_inside(to.kind)) {
    unit.entered_at.reset();
    unit.by_rail = false;
  }
}
}  // namespace

void UnitBoard::move(UnitRow& unit, Place const& from, Place const& to, std::string_view by, bool correction,
                     Recorded const& r) {
  unit.place_kind = to.kind;
  unit.place = to.ref;
  unit.since = r.happened;
  enter_or_leave(unit, from, to, r.happened);
  auto& row = moves.edit(std::to_string(r.sequence));
  row = {r.sequence, unit.unit,       r.happened, from.kind,    to.kind,   from.ref,
         to.ref,     std::string(by), unit.owner, unit.carrier, correction};
}

void UnitBoard::apply(UnitRegistered const& e, Recorded const& r) {
  auto& u = row(e.unit);
  travel(u, e, r);
  u.size_type = e.size_type;
  u.tare = e.tare;
  u.gross_max = e.gross_max;
  if (!e.owner.empty()) u.owner = e.owner;
  u.registered = true;
  u.full = e.full;
  u.check_digit_confirmed_by = e.check_digit_confirmed_by;
  u.since = r.happened;
}
void UnitBoard::apply(UnitBooked const& e, Recorded const& r) {
  auto& u = row(e.unit);
  travel(u, e, r);
  u.booking = e.booking;
  u.departure = e.departure;
  if (!e.owner.empty()) u.owner = e.owner;
  u.carrier = e.carrier;
}
namespace {
void leave_booking(UnitRow& u, std::string_view booking) {
  if (u.booking != booking) return;
  u.booking.clear();
  u.departure.clear();
  u.carrier.clear();
}
}  // namespace
void UnitBoard::apply(UnitUnbooked const& e, Recorded const& r) {
  auto& u = row(e.unit);
  travel(u, e, r);
  leave_booking(u, e.booking);
}
void UnitBoard::apply(JourneyEnded const& e, Recorded const& r) {
  auto& u = row(e.unit);
  travel(u, e, r);
  leave_booking(u, e.booking);
}
void UnitBoard::apply(UnitPlaced const& e, Recorded const& r) {
  auto& u = row(e.unit);
  travel(u, e, r);
  move(u, e.from, e.to, e.by, false, r);
}
void UnitBoard::apply(MassVerified const& e, Recorded const&) {
  auto& u = row(e.unit);
  u.verified_gross = e.gross;
  u.mass_method = e.method;
  u.mass_by = e.by;
}
void UnitBoard::apply(UnitSealed const& e, Recorded const&) {
  auto& seals = row(e.unit).seals;
  if (std::ranges::find(seals, e.seal) == seals.end()) seals.push_back(e.seal);
}
void UnitBoard::apply(SealBroken const& e, Recorded const&) {
  std::erase(row(e.unit).seals, e.seal);
}
void UnitBoard::apply(ConditionNoted const& e, Recorded const&) {
  auto& u = row(e.unit);
  u.condition = e.condition;
  u.condition_note = e.note;
}
void UnitBoard::apply(ContentsNoted const& e, Recorded const& r) {
  auto& u = row(e.unit);
  travel(u, e, r);
  u.full = e.full;
}
void UnitBoard::apply(SetPointChanged const& e, Recorded const&) {
  row(e.unit).set_point = e.set_point;
}
void UnitBoard::apply(DangerDeclared const& e, Recorded const&) {
  auto& all = row(e.unit).danger;
  Danger const d{e.un_number, e.danger_class};
  if (std::ranges::find(all, d) == all.end()) all.push_back(d);
}
void UnitBoard::apply(HoldPlaced const& e, Recorded const&) {
  auto& u = row(e.unit);
  std::erase_if(u.holds, [&](Hold const& h) { return h.name == e.hold; });
  u.holds.push_back({e.hold, e.forbids, e.reason, e.keeper});
  u.held = true;
}
void UnitBoard::apply(HoldReleased const& e, Recorded const&) {
  auto& u = row(e.unit);
  std::erase_if(u.holds, [&](Hold const& h) { return h.name == e.hold; });
  u.held = !u.holds.empty();
}
void UnitBoard::apply(FactCorrected const& e, Recorded const& r) {
  auto& u = row(e.unit);
  travel(u, e, r);
  u.corrections += Count{1};
  if (of_earlier_goods(u.journey, e)) return;
  if (e.what == Corrected::mass && e.gross) u.verified_gross = e.gross;
  if (e.what == Corrected::seal) {
    std::erase(u.seals, e.wrong_seal);
    if (!e.seal.empty() && std::ranges::find(u.seals, e.seal) == u.seals.end()) u.seals.push_back(e.seal);
  }
  if (e.what == Corrected::place && e.place) {
    move(u, {u.place_kind, u.place}, *e.place, "correction of " + std::to_string(e.corrects), true, r);
  }
}
void UnitBoard::apply(ReleaseRecorded const& e, Recorded const& r) {
  auto& u = row(e.unit);
  (e.purpose == Purpose::export_ ? u.customs_export : u.customs_import) = e.reference;
  u.released_at = r.happened;
}
void UnitBoard::apply(ReleaseWithdrawn const& e, Recorded const&) {
  auto& u = row(e.unit);
  (e.purpose == Purpose::export_ ? u.customs_export : u.customs_import).clear();
  if (u.customs_export.empty() && u.customs_import.empty()) u.released_at.reset();
}

}  // namespace landport::container
