// SPDX-License-Identifier: Apache-2.0
#include "port/yard/board.h"

namespace landport::yard {

namespace {

BlockRow& block_row(Table<BlockRow>& blocks, BlockCode const& code) {
  auto& row = blocks.edit(code.text);
  row.block = code.text;
  return row;
}

// Adds a unit to its block's sums, or takes it off (`sign` -1).
void count(BlockRow& block, StockRow const& unit, int sign) {
  block.units += Count{sign};
  block.slots_used += Count{sign * (unit.size_type.feet() > 20 ? 2 : 1)};
  block.reefers += Count{unit.needs_plug ? sign : 0};
  block.dangerous += Count{unit.danger_class.empty() ? 0 : sign};
  block.mass += unit.gross * sign;
}

void take_out(YardBoard& board, UnitNumber const& unit) {
  auto const* row = board.stock.find(unit.text());
  if (!row) return;
  count(block_row(board.blocks, BlockCode{row->block}), *row, -1);
  board.stock.remove(unit.text());
}

bool has_name(std::string_view names, std::string_view name) {
  return (" " + std::string(names) + " ").find(" " + std::string(name) + " ") != std::string::npos;
}

}  // namespace

void YardBoard::apply(UnitStacked const& e, Recorded const& r) {
  take_out(
      *this,
      e.unit);  // folded by when things happened, a unit may seem to be put down twice: the later place holds
  auto& s = stock.edit(e.unit.text());
  s.unit = e.unit;
  s.position = to_text(e.position);
  s.block = e.block.text;
  s.bay = Count{e.position.bay};
  s.row = Count{e.position.row};
  s.tier = Count{e.position.tier};
  s.since = r.happened;
  s.size_type = e.size_type;
  s.gross = e.gross;
  s.full = e.full;
  s.booking = e.booking;
  s.departure = e.departure;
  s.owner = e.owner;
  s.carrier = e.carrier;
  s.holds = e.holds;
  s.held = !e.holds.empty();
  s.danger_class = e.danger_class;
  s.needs_plug = e.needs_plug;
  s.set_point = e.set_point;
  count(block_row(blocks, e.block), s, 1);
}
void YardBoard::apply(UnitLifted const& e, Recorded const&) {
  auto const* s = stock.find(e.unit.text());
  if (s && s->position == to_text(e.position)) take_out(*this, e.unit);
}
void YardBoard::apply(UnitDocked const& e, Recorded const& r) {
  auto const* before = docked.find(e.unit.text());
  auto const task = before ? before->work : std::string{};
  docked.edit(e.unit.text()) = {e.unit,    e.door,      e.door.warehouse(), r.happened, e.size_type, e.full,
                                e.booking, e.departure, e.owner,            e.carrier,  task};
}
void YardBoard::apply(UnitUndocked const& e, Recorded const&) {
  auto const* d = docked.find(e.unit.text());
  if (d && d->door == e.door) docked.remove(e.unit.text());
}
void YardBoard::apply(PositionReserved const& e, Recorded const&) {
  block_row(blocks, e.block).reserved += Count{1};
}
void YardBoard::apply(PositionFreed const& e, Recorded const&) {
  block_row(blocks, e.block).reserved -= Count{1};
}

void YardBoard::apply(WorkOrdered const& e, Recorded const& r) {
  auto& w = work.edit(e.work.text);
  w.work = e.work;
  w.machine = e.machine;
  w.unit = e.unit;
  w.from_kind = e.from.kind;
  w.from = e.from.ref;
  w.to_kind = e.to.kind;
  w.to = e.to.ref;
  w.ordered_at = r.happened;
  w.ordered_by = r.person;
  w.reason = e.reason;
  w.correction = e.correction;
}
void YardBoard::apply(WorkStarted const& e, Recorded const& r) {
  auto* w = work.touch(e.work.text);
  if (!w) return;
  w->state = WorkState::started;
  w->started_at = r.happened;
  if (!e.machine.empty()) w->machine = e.machine;
}
void YardBoard::apply(WorkDone const& e, Recorded const& r) {
  auto* w = work.touch(e.work.text);
  if (!w) return;
  w->state = WorkState::done;
  w->ended_at = r.happened;
}
void YardBoard::apply(WorkCancelled const& e, Recorded const& r) {
  auto* w = work.touch(e.work.text);
  if (!w) return;
  w->state = WorkState::cancelled;
  w->ended_at = r.happened;
  w->reason = e.reason;
}
void YardBoard::apply(WorkReassigned const& e, Recorded const&) {
  if (auto* w = work.touch(e.work.text)) w->machine = e.machine;
}
void YardBoard::apply(WorkHeld const& e, Recorded const&) {
  if (auto* w = work.touch(e.work.text)) w->held_for = e.reason;
}
void YardBoard::apply(WorkResumed const& e, Recorded const&) {
  if (auto* w = work.touch(e.work.text)) w->held_for.clear();
}
void YardBoard::apply(WorkBroughtForward const& e, Recorded const& r) {
  if (auto* w = work.touch(e.work.text)) w->forward_at = r.happened;
}
void YardBoard::apply(UnitTasked const& e, Recorded const&) {
  if (auto* s = stock.touch(e.unit.text())) s->work = e.work.text;
  if (auto* d = docked.touch(e.unit.text())) d->work = e.work.text;
}
void YardBoard::apply(UnitFreed const& e, Recorded const&) {
  if (auto* s = stock.touch(e.unit.text())) s->work.clear();
  if (auto* d = docked.touch(e.unit.text())) d->work.clear();
}
void YardBoard::apply(PluggedIn const& e, Recorded const& r) {
  if (auto* s = stock.touch(e.unit.text())) {
    s->plugged = true;
    s->plug = e.plug;
    s->plugged_at = r.happened;
    s->meter = e.meter;
  }
}
void YardBoard::apply(PluggedOut const& e, Recorded const&) {
  if (auto* s = stock.touch(e.unit.text())) {
    s->plugged = false;
    s->plug.clear();
    s->plugged_at.reset();
    s->meter.reset();
  }
}
void YardBoard::apply(TemperatureRecorded const& e, Recorded const& r) {
  if (auto* s = stock.touch(e.unit.text())) {
    s->temperature = e.temperature;
    s->temperature_at = r.happened;
  }
}
namespace {
void join_booking(auto& s, container::UnitBooked const& e) {
  s.booking = e.booking;
  s.departure = e.departure;
  if (!e.owner.empty()) s.owner = e.owner;
  s.carrier = e.carrier;
}
}  // namespace
void YardBoard::apply(container::UnitBooked const& e, Recorded const&) {
  if (auto* s = stock.touch(e.unit.text())) join_booking(*s, e);
  if (auto* d = docked.touch(e.unit.text())) join_booking(*d, e);
}
namespace {
void leave_booking(auto& s, std::string_view booking) {
  if (s.booking != booking) return;
  s.booking.clear();
  s.departure.clear();
  s.carrier.clear();
}
}  // namespace
void YardBoard::apply(container::UnitUnbooked const& e, Recorded const&) {
  if (auto* s = stock.touch(e.unit.text())) leave_booking(*s, e.booking);
  if (auto* d = docked.touch(e.unit.text())) leave_booking(*d, e.booking);
}
// What is known of its goods ends as container/events.h says (Journey). Mass, danger and plug stay as it was
// put down with them: the stack was judged by these, and an emptied box of dangerous goods is not clean.
void YardBoard::apply(container::JourneyEnded const& e, Recorded const&) {
  if (auto* d = docked.touch(e.unit.text())) leave_booking(*d, e.booking);
  auto* s = stock.touch(e.unit.text());
  if (!s || s->booking != e.booking) return;
  leave_booking(*s, e.booking);
  container::forget(*s, container::Ends::goods);
}
void YardBoard::apply(container::ContentsNoted const& e, Recorded const&) {
  if (auto* d = docked.touch(e.unit.text())) d->full = e.full;
  auto* s = stock.touch(e.unit.text());
  if (!s || s->full == e.full) return;
  s->full = e.full;
  container::forget(*s, container::Ends::goods);
}
void YardBoard::apply(container::HoldPlaced const& e, Recorded const&) {
  auto* s = stock.touch(e.unit.text());
  if (!s) return;
  if (!has_name(s->holds, e.hold)) s->holds += (s->holds.empty() ? "" : " ") + e.hold;
  s->held = true;
}
void YardBoard::apply(container::HoldReleased const& e, Recorded const&) {
  auto* s = stock.touch(e.unit.text());
  if (!s || !has_name(s->holds, e.hold)) return;
  std::string padded = " " + s->holds + " ";
  padded.replace(padded.find(" " + e.hold + " "), e.hold.size() + 2, " ");
  s->holds = padded.size() < 3 ? "" : padded.substr(1, padded.size() - 2);
  s->held = !s->holds.empty();
}
void YardBoard::apply(container::SetPointChanged const& e, Recorded const&) {
  if (auto* s = stock.touch(e.unit.text())) s->set_point = e.set_point;
}

BlockState block_of(YardBoard const& board, BlockCode const& block) {
  BlockState state;
  board.stock.each([&](std::string_view, StockRow const& s) {
    if (s.block != block.text) return;
    state.standing.push_back({position_of(s), s.unit, {s.size_type, s.gross, s.danger_class, s.needs_plug, s.full}, {}});
  });
  board.work.each([&](std::string_view, WorkRow const& w) {
    bool const open = w.state == WorkState::ordered || w.state == WorkState::started;
    if (!open || w.to_kind != container::PlaceKind::yard) return;
    auto const at = parse_position(w.to);
    if (!at || at->block != block) return;
    Load load;
    if (auto const* s = board.stock.find(w.unit.text())) {
      load = {s->size_type, s->gross, s->danger_class, s->needs_plug, s->full};
    }
    state.reserved.push_back({*at, w.unit, load, w.work});
  });
  return state;
}

}  // namespace landport::yard
