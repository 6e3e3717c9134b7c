// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "port/network/network.h"
#include "port/network/timetable.h"
#include "port/shift/queries.h"

// What a shift, or a day, has before it.
namespace landport::shift {

namespace {

// The longest way of a train here: so many days before it arrives it left. Beyond them its run tells when it comes.
constexpr int days_on_the_way_max = 30;
constexpr int hours_shown_max = 48;

ShiftLine line_of(Slot const& slot, ShiftBoard const& board) {
  ShiftLine line{slot.shift, slot.name_zh, slot.name_en, slot.begins, slot.ends};
  if (auto const* row = board.shifts.find(slot.shift.text)) line.stage = row->stage, line.manager = row->manager;
  return line;
}

void add_hours(PlanAnswer& plan, ShiftBoard const& board) {
  auto hour = gate::hour_of(plan.begins);
  for (int i = 0; i < hours_shown_max && hour < plan.ends; ++i, hour = hour + hours(1)) {
    HourLine line{hour, to_text(hour).substr(0, 13)};
    if (auto const* row = board.hours.find(line.key)) line.deliver = row->deliver, line.pick_up = row->pick_up, line.came = row->came;
    plan.hours.push_back(std::move(line));
  }
}

void fill(TrainLine& line, train::TrainRow const& t, ShiftPack const& pack, Instant now) {
  line.run = t.run.text;
  line.stage = t.stage;
  line.wagons = t.wagons;
  line.units = t.units;
  line.loaded = t.loaded;
  line.delay_minutes = t.delay_minutes;
  line.late = is_late(t, pack, now);
}

// The services that leave here (or come here), each day's departure looked up by its name: no table is read through.
template <class F>
void each_departure(Room const& room, bool leaving, Day first, Day last, F&& f) {
  auto const& home = room.pack<ShiftPack>().home;
  auto const& table = room.view<network::Timetable>().departures;
  for (auto const& [code, versions] : room.pack<network::Network>().services.all()) {
    bool const ours = std::any_of(versions.begin(), versions.end(),
                                  [&](auto const& v) { return (leaving ? v.row.from : v.row.to).text == home; });
    for (Day day = first; ours && day <= last; day = day + 1) {
      auto const* row = table.find(network::departure_of(network::ServiceCode{code}, day).text);
      if (row) f(*row);
    }
  }
}

void add_departures(PlanAnswer& plan, Room const& room) {
  auto const& pack = room.pack<ShiftPack>();
  auto const& trains = room.view<train::TrainBoard>().trains;
  auto const first = pack.local_day(plan.begins), last = pack.local_day(plan.ends);
  each_departure(room, true, first, last, [&](network::DepartureRow const& d) {
    if (d.departs < plan.begins || d.departs >= plan.ends) return;
    TrainLine line{d.departure.text, {}, d.to, d.departs};
    line.cancelled = d.state == network::DepartureState::cancelled;
    if (auto const* t = trains.find(train::run_of(d.departure, 1).text)) {
      fill(line, *t, pack, room.at());
      line.expected = t->departed;
    }
    plan.departures.push_back(std::move(line));
  });
  // What is made up and loaded here now for a later shift is work of this one too.
  bool const present = plan.begins <= room.at() && room.at() < plan.ends;
  for (auto const& key : room.view<ShiftBoard>().keys(index::trains)) {
    auto const* t = trains.find(key);
    if (!present || !t || t->departed || t->from.text != pack.home || !t->parents.empty() || !t->departs_planned || *t->departs_planned < plan.ends) continue;
    TrainLine line{t->departure.text, {}, t->to, *t->departs_planned};
    fill(line, *t, pack, room.at());
    plan.departures.push_back(std::move(line));
  }
  std::sort(plan.departures.begin(), plan.departures.end(), [](auto const& a, auto const& b) { return a.planned < b.planned; });
}

// Trains on their way here by when they are expected, and departures that nobody has reported yet by the timetable.
void add_arrivals(PlanAnswer& plan, Room const& room) {
  auto const& pack = room.pack<ShiftPack>();
  auto const& board = room.view<train::TrainBoard>();
  std::set<std::string> told;
  for (auto const& key : room.view<ShiftBoard>().keys(index::trains)) {
    auto const* t = board.trains.find(key);
    if (!t || t->to.text != pack.home || t->stage == train::Stage::transferred) continue;
    told.insert(t->departure.text);
    for (auto const& parent : t->parents) {
      if (auto const* p = board.trains.find(parent.text)) told.insert(p->departure.text);
    }
    if (!t->arrives_planned) continue;
    auto const expected = t->arrived.value_or(std::max(*t->arrives_planned + minutes(t->delay_minutes), t->departed ? room.at() : Instant{}));
    if (expected < plan.begins || expected >= plan.ends) continue;
    TrainLine line{t->departure.text, {}, t->from, *t->arrives_planned, expected};
    fill(line, *t, pack, room.at());
    plan.arrivals.push_back(std::move(line));
  }
  auto const last = pack.local_day(plan.ends);
  each_departure(room, false, last + -days_on_the_way_max, last, [&](network::DepartureRow const& d) {
    if (d.arrives < plan.begins || d.arrives >= plan.ends || told.contains(d.departure.text)) return;
    if (board.trains.find(train::run_of(d.departure, 1).text)) return;  // it is over, or went another way
    TrainLine line{d.departure.text, {}, d.from, d.arrives};
    line.cancelled = d.state == network::DepartureState::cancelled;
    plan.arrivals.push_back(std::move(line));
  });
  auto const when = [](TrainLine const& l) { return l.expected.value_or(l.planned); };
  std::sort(plan.arrivals.begin(), plan.arrivals.end(), [&](auto const& a, auto const& b) { return when(a) < when(b); });
}

void add_stripping(PlanAnswer& plan, Room const& room) {
  for (auto const& key : room.view<ShiftBoard>().keys(index::trains)) {
    auto const* t = room.view<train::TrainBoard>().trains.find(key);
    if (t && t->to_strip && t->stage == train::Stage::arrived) plan.to_strip.push_back({key, t->from, t->arrived, t->units, t->stripped});
  }
}

// The shift that is meant when none is named.
std::optional<Slot> present(ShiftPack const& pack, ShiftBoard const& board, Instant now) {
  auto const* current = current_shift(board);
  if (current && current->stage != Stage::taken_over && current->begins <= now && now < current->ends) return pack.find(current->shift);
  return pack.at(now);
}

}  // namespace

Result<PlanAnswer> answer(PlanQuery const& query, Room const& room) {
  auto const& pack = room.pack<ShiftPack>();
  auto const& board = room.view<ShiftBoard>();
  PlanAnswer plan;
  std::optional<Slot> slot;
  if (query.shift) {
    slot = pack.find(*query.shift);
    if (!slot) return no(refuse("shift.unknown_shift").at("/shift").with("shift", query.shift->text));
  } else if (!query.day) {
    slot = present(pack, board, room.at());
  }
  plan.day = slot ? slot->day : query.day.value_or(pack.local_day(room.at()));
  plan.begins = slot ? slot->begins : pack.midnight(plan.day);
  plan.ends = slot ? slot->ends : pack.midnight(plan.day + 1);
  if (slot) plan.shift = line_of(*slot, board);
  for (auto const& s : pack.slots(plan.day)) plan.shifts.push_back(line_of(s, board));
  if (auto const* current = current_shift(board)) {
    if (auto const named = pack.find(current->shift)) plan.current = line_of(*named, board);
  }
  add_hours(plan, board);
  add_departures(plan, room);
  add_arrivals(plan, room);
  add_stripping(plan, room);
  for (auto const& r : reefers(room)) {
    if (!r.plugged) plan.to_plug.push_back({r.unit, r.position, room.view<yard::YardBoard>().stock.find(r.unit.text())->since});
  }
  for (auto& q : queues(room, slot ? slot->shift : plan.current ? plan.current->shift : ShiftId{})) {
    if (!q.machine.machine.empty() || q.machine.open > Count{0}) plan.machines.push_back(std::move(q.machine));
  }
  return plan;
}

}  // namespace landport::shift
