// SPDX-License-Identifier: Apache-2.0
#include "port/shift/board.h"

#include <algorithm>

namespace landport::shift {

namespace {
// The hour of an appointment stands in the name of its stream, "gate-hour/2026-12-01T08".
std::string hour_key(Recorded const& r) {
  return r.stream.text.substr(r.stream.text.find('/') + 1);
}
void count(HourRow& row) {
  row.deliver = row.pick_up = row.came = {};
  for (auto const& e : row.entries) {
    (e.direction == gate::Direction::deliver ? row.deliver : row.pick_up) += Count{1};
    if (e.came) row.came += Count{1};
  }
}
}  // namespace

void ShiftBoard::add(std::string_view what, std::string key) {
  auto& keys_of = open.edit(what).keys;
  if (std::find(keys_of.begin(), keys_of.end(), key) == keys_of.end()) keys_of.push_back(std::move(key));
}
void ShiftBoard::drop(std::string_view what, std::string_view key) {
  auto const* row = open.find(what);
  if (!row || std::find(row->keys.begin(), row->keys.end(), key) == row->keys.end()) return;
  std::erase(open.edit(what).keys, key);
}
std::vector<std::string> const& ShiftBoard::keys(std::string_view what) const {
  static std::vector<std::string> const none;
  auto const* row = open.find(what);
  return row ? row->keys : none;
}

void ShiftBoard::apply(ShiftOpened const& e, Recorded const& r) {
  auto& s = shifts.edit(e.shift.text);
  s.shift = e.shift;
  s.code = e.code;
  s.day = e.day;
  s.begins = e.begins;
  s.ends = e.ends;
  s.stage = Stage::open;
  s.manager = e.manager;
  s.opened_at = r.happened;
  s.previous = e.previous;
  s.skipped_hand_over = e.skipped_hand_over;
  s.reason = e.reason;
  if (!e.skipped_hand_over) return;
  if (auto* before = shifts.touch(e.previous.text)) before->stage = Stage::skipped;
}
void ShiftBoard::apply(HandOverAsked const& e, Recorded const& r) {
  auto* s = shifts.touch(e.shift.text);
  if (!s) return;
  s->stage = Stage::handing_over;
  s->handed_over_by = r.person;
  s->hand_over_remark = e.remark;
}
void ShiftBoard::apply(HandedOver const& e, Recorded const& r) {
  auto* s = shifts.touch(e.shift.text);
  if (!s) return;
  s->stage = Stage::handed_over;
  s->handed_over_at = r.happened;
  s->items = e.items;
  s->left_off = e.left_off;
}
void ShiftBoard::apply(HandOverWithdrawn const& e, Recorded const&) {
  auto* s = shifts.touch(e.shift.text);
  if (!s) return;
  s->stage = Stage::open;
  s->handed_over_by.clear();
  s->handed_over_at.reset();
  s->hand_over_remark.clear();
  s->items.clear();
  s->left_off = {};
}
void ShiftBoard::apply(TakenOver const& e, Recorded const& r) {
  auto* s = shifts.touch(e.shift.text);
  if (!s) return;
  s->stage = Stage::taken_over;
  s->taken_over_by = r.person;
  s->taken_over_at = r.happened;
  s->take_over_remark = e.remark;
}

void ShiftBoard::apply(MachineAssigned const& e, Recorded const& r) {
  auto& a = assignments.edit(assignment_key(e.shift, e.machine));
  a = {e.shift, e.machine, e.driver, e.area, r.person, r.happened};
}
void ShiftBoard::apply(NoteWritten const& e, Recorded const& r) {
  auto& n = notes.edit(e.note.text);
  n.note = e.note;
  n.shift = e.shift;
  n.text = e.text;
  n.about = e.about;
  n.written_by = r.person;
  n.written_at = r.happened;
  if (n.open) add(index::notes, e.note.text);
}
void ShiftBoard::apply(NoteClosed const& e, Recorded const& r) {
  auto& n = notes.edit(e.note.text);
  n.open = false;
  n.closed_by = r.person;
  n.closed_at = r.happened;
  n.remark = e.remark;
  drop(index::notes, e.note.text);
}
void ShiftBoard::apply(RoundRecorded const& e, Recorded const& r) {
  rounds.edit(e.round.text) = {e.round, e.shift, r.person, r.happened, e.readings, e.out_of_band};
}

void ShiftBoard::apply(yard::UnitStacked const& e, Recorded const&) {
  add(index::block(e.block.text), std::string(e.unit.text()));
  if (e.needs_plug) add(index::reefers, std::string(e.unit.text()));
}
void ShiftBoard::apply(yard::UnitLifted const& e, Recorded const&) {
  drop(index::block(e.block.text), e.unit.text());
  drop(index::reefers, e.unit.text());
}
void ShiftBoard::apply(yard::WorkOrdered const& e, Recorded const&) {
  if (!e.correction) add(index::work, e.work.text);
}
void ShiftBoard::apply(yard::WorkDone const& e, Recorded const&) {
  drop(index::work, e.work.text);
}
void ShiftBoard::apply(yard::WorkCancelled const& e, Recorded const&) {
  drop(index::work, e.work.text);
}
void ShiftBoard::apply(yard::PluggedIn const& e, Recorded const&) {
  add(index::reefers, std::string(e.unit.text()));
}

void ShiftBoard::apply(gate::AppointmentBooked const& e, Recorded const& r) {
  auto& row = hours.edit(hour_key(r));
  row.hour = e.hour;
  row.entries.push_back({e.appointment.text, e.direction, false});
  count(row);
}
void ShiftBoard::apply(gate::AppointmentCancelled const& e, Recorded const& r) {
  auto* row = hours.touch(hour_key(r));
  if (!row) return;
  std::erase_if(row->entries, [&](auto const& entry) { return entry.appointment == e.appointment.text; });
  count(*row);
}
void ShiftBoard::apply(gate::AppointmentKept const& e, Recorded const& r) {
  auto* row = hours.touch(hour_key(r));
  if (!row) return;
  for (auto& entry : row->entries) entry.came = entry.came || entry.appointment == e.appointment.text;
  count(*row);
}
void ShiftBoard::apply(gate::VisitOpened const& e, Recorded const&) {
  add(index::visits, e.visit.text);
}
void ShiftBoard::apply(gate::VisitClosed const& e, Recorded const&) {
  drop(index::visits, e.visit.text);
}

void ShiftBoard::apply(train::TrainComposed const& e, Recorded const&) {
  add(index::trains, e.run.text);
}
void ShiftBoard::apply(train::TrainArrived const& e, Recorded const&) {
  if (!e.to_strip) drop(index::trains, e.run.text);
}
void ShiftBoard::apply(train::TrainStripped const& e, Recorded const&) {
  drop(index::trains, e.run.text);
}
void ShiftBoard::apply(train::UnitTransferred const& e, Recorded const&) {
  drop(index::trains, e.run.text);
}
void ShiftBoard::apply(container::HoldPlaced const& e, Recorded const&) {
  add(index::held, std::string(e.unit.text()) + " " + e.hold);
}
void ShiftBoard::apply(container::HoldReleased const& e, Recorded const&) {
  drop(index::held, std::string(e.unit.text()) + " " + e.hold);
}

ShiftRow const* current_shift(ShiftBoard const& board) {
  // Two or three shifts a day: a few hundred rows a year. The last that was opened begins last.
  ShiftRow const* last = nullptr;
  board.shifts.each([&](std::string_view, ShiftRow const& row) {
    if (!last || row.begins > last->begins) last = &row;
  });
  return last;
}

}  // namespace landport::shift
