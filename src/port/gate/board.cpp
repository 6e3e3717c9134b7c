// SPDX-License-Identifier: Apache-2.0
#include "port/gate/board.h"

namespace landport::gate {

namespace {

Step step_of(VisitRow const& v) {
  if (v.direction == Direction::deliver) {
    if (v.brought.empty()) return Step::admit;
    return v.on_truck.empty() ? Step::leave : Step::unload;
  }
  if (!v.on_truck.empty()) return Step::release;
  return v.taken.empty() ? Step::load : Step::leave;
}

void add(std::vector<UnitNumber>& list, UnitNumber const& unit) {
  if (std::ranges::find(list, unit) == list.end()) list.push_back(unit);
}

}  // namespace

VisitRow& GateBoard::visit(VisitId const& id, Recorded const& r) {
  bool const fresh = !visits.find(id.text);
  auto& row = visits.edit(id.text);
  row.visit = id;
  if (fresh)
    row.arrived_at = r.happened;  // folded by when things happened, the arrival may come after what followed
  return row;
}

void GateBoard::show_in_queue(VisitRow const& v, Recorded const& r) {
  if (!v.open) {
    queue.remove(v.visit.text);
    return;
  }
  auto& q = queue.edit(v.visit.text);
  auto const step = step_of(v);
  if (q.visit.empty() || q.step != step) q.step_since = r.happened;
  q.visit = v.visit;
  q.plate = v.plate;
  q.lane = v.lane;
  q.direction = v.direction;
  q.step = step;
  q.arrived_at = v.arrived_at;
  q.on_truck = v.on_truck;
  q.booking = v.booking;
}

void GateBoard::apply(AppointmentBooked const& e, Recorded const&) {
  auto& a = appointments.edit(e.appointment.text);
  a.appointment = e.appointment;
  a.hour = e.hour;
  a.direction = e.direction;
  a.booking = e.booking;
  a.owner = e.owner;
  a.carrier = e.carrier;
  a.plate = e.plate;
  a.unit = e.unit;
}
void GateBoard::apply(AppointmentCancelled const& e, Recorded const&) {
  if (auto* a = appointments.touch(e.appointment.text)) a->state = AppointmentState::cancelled;
}
void GateBoard::apply(AppointmentKept const& e, Recorded const&) {
  auto* a = appointments.touch(e.appointment.text);
  if (!a) return;
  a->state = AppointmentState::kept;
  a->visit = e.visit.text;
}

void GateBoard::apply(VisitOpened const& e, Recorded const& r) {
  auto& v = visit(e.visit, r);
  // Folded by when things happened, a correction may come before what it puts right.
  if (v.correction == 0) {
    v.plate = e.plate;
    v.direction = e.direction;
    v.arrived_at = r.happened;
  }
  v.lane = e.lane;
  v.appointment = e.appointment ? e.appointment->text : "";
  v.booking = e.booking;
  v.owner = e.owner;
  v.carrier = e.carrier;
  show_in_queue(v, r);
}
void GateBoard::apply(VisitCorrected const& e, Recorded const& r) {
  auto& v = visit(e.visit, r);
  if (r.sequence < v.correction) return;
  v.correction = r.sequence;
  v.plate = e.plate;
  v.direction = e.direction;
  v.arrived_at = e.arrived_at;
  if (v.left_at) v.turn_minutes = (*v.left_at - v.arrived_at).ms / 60'000;
  show_in_queue(v, r);
}
void GateBoard::apply(UnitAdmitted const& e, Recorded const& r) {
  auto& v = visit(e.visit, r);
  bool const first = v.brought.empty();
  add(v.brought, e.unit);
  add(v.on_truck, e.unit);
  if (!e.flags.empty()) v.flags.push_back(std::string(e.unit.text()) + ": " + e.flags);
  if (v.booking.empty()) v.booking = e.booking;
  // Two owners on one truck: then neither sees the visit, since it shows what the other brought.
  v.owner = first && v.owner.empty() ? e.owner : v.owner == e.owner ? v.owner : "";
  v.carrier = first && v.carrier.empty() ? e.carrier : v.carrier == e.carrier ? v.carrier : "";
  show_in_queue(v, r);
}
void GateBoard::apply(UnitReleased const& e, Recorded const& r) {
  auto& v = visit(e.visit, r);
  bool const first = v.brought.empty() && v.taken.empty();
  std::erase(v.on_truck, e.unit);
  add(v.taken, e.unit);
  v.owner = first && v.owner.empty() ? e.owner : v.owner == e.owner ? v.owner : "";
  show_in_queue(v, r);
}
void GateBoard::apply(UnitPutOn const& e, Recorded const& r) {
  auto& v = visit(e.visit, r);
  add(v.on_truck, e.unit);
  show_in_queue(v, r);
}
void GateBoard::apply(UnitTakenOff const& e, Recorded const& r) {
  auto& v = visit(e.visit, r);
  std::erase(v.on_truck, e.unit);
  show_in_queue(v, r);
}
void GateBoard::apply(ReceiptIssued const& e, Recorded const& r) {
  visit(e.visit, r).receipts.push_back(e.receipt);
}
void GateBoard::apply(VisitClosed const& e, Recorded const& r) {
  auto& v = visit(e.visit, r);
  v.open = false;
  v.left_at = r.happened;
  v.turn_minutes = (r.happened - v.arrived_at).ms / 60'000;
  show_in_queue(v, r);
}

}  // namespace landport::gate
