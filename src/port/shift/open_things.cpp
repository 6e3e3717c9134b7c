// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "port/container/board.h"
#include "port/gate/board.h"
#include "port/network/embargo_board.h"
#include "port/shift/queries.h"
#include "port/train/day_board.h"

// What the next shift takes over, and the reefers.
namespace landport::shift {

namespace {

std::string plain_degrees(std::optional<DeciCelsius> const& t) {
  if (!t) return "?";
  auto const v = t->value < 0 ? -t->value : t->value;
  return (t->value < 0 ? "-" : "") + std::to_string(v / 10) + "." + std::to_string(v % 10);
}

void add_work(Room const& room, std::vector<OpenItem>& items) {
  auto const& yard = room.view<yard::YardBoard>();
  for (auto const& key : room.view<ShiftBoard>().keys(index::work)) {
    auto const* w = yard.work.find(key);
    if (!w || (w->state != yard::WorkState::ordered && w->state != yard::WorkState::started)) continue;
    auto const place = [&](container::PlaceKind kind, std::string const& ref) {
      auto const plate = plate_of(room, kind, ref);
      return plate.empty() ? ref : plate;
    };
    std::string about = std::string(w->unit.text()) + " " + place(w->from_kind, w->from) + " > " + place(w->to_kind, w->to);
    if (!w->machine.empty()) about += " " + w->machine;
    if (!w->held_for.empty()) about += " (" + w->held_for + ")";
    items.push_back({OpenKind::work, key, std::move(about), w->started_at ? w->started_at : w->ordered_at});
  }
}

void add_held(Room const& room, std::vector<OpenItem>& items) {
  auto const& units = room.view<container::UnitBoard>();
  std::vector<std::string> seen;
  for (auto const& key : room.view<ShiftBoard>().keys(index::held)) {
    auto const number = key.substr(0, key.find(' '));
    if (std::find(seen.begin(), seen.end(), number) != seen.end()) continue;
    seen.push_back(number);
    auto const* u = units.units.find(number);
    if (!u || !u->held || !container::stands_here(u->place_kind)) continue;
    std::string about = u->place;
    for (auto const& hold : u->holds) about += " " + hold.name;
    items.push_back({OpenKind::held, number, std::move(about), u->since});
  }
}

void add_trains(Room const& room, std::vector<OpenItem>& items) {
  auto const& trains = room.view<train::TrainBoard>().trains;
  auto const& pack = room.pack<ShiftPack>();
  for (auto const& key : room.view<ShiftBoard>().keys(index::trains)) {
    auto const* t = trains.find(key);
    if (!t) continue;
    auto const way = t->from.text + " > " + t->to.text;
    if (is_late(*t, pack, room.at())) {
      bool const leaves = t->from.text == pack.home && !t->departed;
      auto const planned = leaves ? t->departs_planned : t->arrives_planned;
      auto const late = planned ? (room.at() - *planned).ms / 60'000 : 0;
      items.push_back({OpenKind::late_train, key, way, planned, std::max(late, t->delay_minutes)});
    }
    if (auto const silent = silent_minutes(*t, room.at()); silent >= pack.rule(Rule::train_silent_minutes, room.at()))
      items.push_back({OpenKind::silent_train, key, way + " " + t->next_node.text, t->next_expected, silent});
  }
}

// Of a train that leaves within a day.
void add_plans(Room const& room, std::vector<OpenItem>& items) {
  auto const& plans = room.view<train::DayBoard>().plans;
  for (auto const& key : room.view<ShiftBoard>().keys(index::trains)) {
    auto const* t = room.view<train::TrainBoard>().trains.find(key);
    if (!t || t->departed || !t->departs_planned || *t->departs_planned > room.at() + hours(24)) continue;
    auto const* plan = plans.find(t->departure.text);
    if (plan && plan->stage == train::PlanStage::asked) items.push_back({OpenKind::plan_waiting, t->departure.text, plan->railway, plan->asked_at});
  }
}

void add_hindrances(Room const& room, std::vector<OpenItem>& items) {
  auto const now = room.at();
  room.view<network::EmbargoBoard>().embargoes.each([&](std::string_view key, network::EmbargoRow const& e) {
    if (e.lifted_at || (e.until && *e.until <= now)) return;
    items.push_back({OpenKind::embargo, std::string(key), e.place + " " + e.source, e.from});
  });
  room.view<train::DayBoard>().cut_outs.each([&](std::string_view, train::CutOutRow const& c) {
    if (!c.repaired_at) items.push_back({OpenKind::bad_order, std::string(c.wagon.text()), c.run.text + " " + c.reason, c.at});
  });
  auto const long_wait = room.pack<ShiftPack>().rule(Rule::truck_wait_full_minutes, now);
  room.view<gate::GateBoard>().queue.each([&](std::string_view key, gate::QueueRow const& q) {
    auto const waits = (now - q.step_since).ms / 60'000;
    if (waits >= long_wait) items.push_back({OpenKind::long_wait, std::string(key), q.plate + " " + q.lane, q.step_since, waits});
  });
}

void add_reefers(Room const& room, std::vector<OpenItem>& items) {
  for (auto const& r : reefers(room)) {
    if (r.out_of_band) {
      items.push_back({OpenKind::out_of_band, std::string(r.unit.text()),
                       r.position + " " + plain_degrees(r.temperature) + " / " + plain_degrees(r.set_point), r.temperature_at});
    }
    if (r.missed) items.push_back({OpenKind::missed_reading, std::string(r.unit.text()), r.position, r.due});
  }
}

void add_notes(Room const& room, std::vector<OpenItem>& items) {
  auto const& board = room.view<ShiftBoard>();
  for (auto const& key : board.keys(index::notes)) {
    auto const* n = board.notes.find(key);
    if (n && n->open) items.push_back({OpenKind::note, key, (n->about.empty() ? "" : n->about + ": ") + n->text, n->written_at});
  }
}

}  // namespace

bool is_late(train::TrainRow const& t, ShiftPack const& pack, Instant now) {
  auto const most = pack.rule(Rule::train_late_minutes, now);
  if (t.from.text == pack.home && t.parents.empty() && !t.departed && t.stage != train::Stage::stripped)
    return t.departs_planned && *t.departs_planned + minutes(most) < now;
  if (t.to.text != pack.home || t.arrived || t.stage == train::Stage::transferred) return false;
  return t.delay_minutes >= most || (t.arrives_planned && *t.arrives_planned + minutes(most) < now);
}

std::int64_t silent_minutes(train::TrainRow const& t, Instant now) {
  bool const runs = t.departed && !t.arrived && t.children.empty() && t.next_expected;
  return runs ? std::max<std::int64_t>(0, (now - *t.next_expected).ms / 60'000) : 0;
}

std::vector<ReeferLine> reefers(Room const& room) {
  auto const& pack = room.pack<ShiftPack>();
  auto const now = room.at();
  auto const round = minutes(pack.rule(Rule::reefer_round_minutes, now));
  auto const missed = minutes(pack.rule(Rule::reefer_missed_minutes, now));
  DeciCelsius const band{pack.rule(Rule::reefer_band_dc, now)};
  auto const& stock = room.view<yard::YardBoard>().stock;
  std::vector<ReeferLine> out;
  for (auto const& key : room.view<ShiftBoard>().keys(index::reefers)) {
    auto const* s = stock.find(key);
    if (!s || (!s->needs_plug && !s->plugged)) continue;
    ReeferLine line{s->unit, s->position, s->plug, s->owner, s->plugged};
    line.set_point = s->set_point;
    line.temperature = s->temperature;
    line.temperature_at = s->temperature_at;
    line.plugged_at = s->plugged_at;
    line.meter = s->meter;
    line.work = s->work;
    if (s->set_point && s->temperature) {
      auto const off = *s->temperature - *s->set_point;
      line.out_of_band = off > band || -off > band;
    }
    if (s->plugged) {
      auto const plugged_at = s->plugged_at.value_or(s->since);
      line.due = std::max(plugged_at, s->temperature_at.value_or(plugged_at)) + round;
      line.is_due = *line.due <= now;
      line.missed = *line.due + missed <= now;
    }
    out.push_back(std::move(line));
  }
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.position < b.position; });
  return out;
}

OpenAnswer open_things(Room const& room) {
  OpenAnswer out;
  add_work(room, out.items);
  add_held(room, out.items);
  add_trains(room, out.items);
  add_plans(room, out.items);
  add_hindrances(room, out.items);
  add_reefers(room, out.items);
  add_notes(room, out.items);
  if (out.items.size() > open_items_max) {
    out.left_off = Count{static_cast<std::int64_t>(out.items.size() - open_items_max)};
    out.items.resize(open_items_max);
  }
  return out;
}

Result<OpenAnswer> answer(OpenQuery const&, Room const& room) {
  return open_things(room);
}

Result<RoundAnswer> answer(RoundQuery const&, Room const& room) {
  auto const& pack = room.pack<ShiftPack>();
  auto const now = room.at();
  return RoundAnswer{pack.rule(Rule::reefer_round_minutes, now), pack.rule(Rule::reefer_missed_minutes, now),
                     DeciCelsius{pack.rule(Rule::reefer_band_dc, now)}, reefers(room)};
}

}  // namespace landport::shift
