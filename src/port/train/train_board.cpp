// SPDX-License-Identifier: Apache-2.0
#include "port/train/train_board.h"

#include <algorithm>
#include <unordered_map>

namespace landport::train {

namespace {

std::string key(RunId const& run, std::string_view what) {
  return run.text + "/" + std::string(what);
}
std::string key(RunId const& run, UnitNumber const& unit) {
  return key(run, unit.text());
}
std::string key(RunId const& run, WagonNumber const& wagon) {
  return key(run, wagon.text());
}

template <class T>
void add_once(std::vector<T>& list, T const& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

std::string danger_text(Cargo const& cargo) {
  std::string out;
  for (auto const& d : cargo.danger) {
    out += (out.empty() ? "" : "; ") + d.danger_class + " UN" + std::string(d.un_number.text());
  }
  return out;
}

std::int64_t minutes_late(Instant actual, Instant planned) {
  return (actual - planned).ms / 60'000;
}

}  // namespace

Parties parties_of(TrainRow const& row) {
  return {.carrier = row.carrier, .owners = &row.owners, .partners = &row.partners};
}
Parties parties_of(WagonRow const& row) {
  return {.carrier = row.carrier, .partners = &row.partners};
}
Parties parties_of(PlacementRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier, .partners = &row.partners};
}
Parties parties_of(HubMoveRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier, .partners = &row.partners};
}
Parties parties_of(CandidateRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}
Parties parties_of(BookingRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

namespace {

// What stands on a wagon, summed up.
struct WagonSum {
  Count units, loaded;
  CentiTeu teu;
  Kilograms gross;
  std::string pattern;

  void add(PlacementRow const& p) {
    units += Count{1};
    loaded += Count{p.loaded ? 1 : 0};
    teu += p.size_type.teu();
    gross += p.gross;
    pattern = p.pattern;
  }
  void write(WagonRow& row) const {
    row.units = units;
    row.loaded = loaded;
    row.teu = teu;
    row.gross = gross;
    row.pattern = pattern;
  }
  bool is_of(WagonRow const& row) const {
    return row.units == units && row.loaded == loaded && row.teu == teu && row.gross == gross && row.pattern == pattern;
  }
};

// `sign`: 1 to add what the wagon is and carries to the sums of its train, -1 to take it out.
void count_wagon(TrainRow& train, WagonRow const& wagon, std::int64_t sign) {
  auto const count = [sign](auto& sum, auto const& part) { sum.value += sign * part.value; };
  count(train.units, wagon.units);
  count(train.loaded, wagon.loaded);
  count(train.inspected, Count{wagon.inspected ? 1 : 0});
  count(train.teu, wagon.teu);
  count(train.capacity, wagon.capacity);
  count(train.tare, wagon.tare);
  count(train.gross, wagon.gross);
  count(train.length, wagon.length);
  train.mass = train.tare + train.gross;
  train.fill_percent = train.capacity.value > 0 ? train.teu.value * 100 / train.capacity.value : 0;
}

}  // namespace

// Sums of a run and of its wagons from what stands on them. A wagon whose sums stay is not touched: the event is not
// behind its row.
void TrainBoard::recount(RunId const& run) {
  auto* train = trains.touch(run.text);
  if (!train) return;
  train->units = train->loaded = train->inspected = train->stripped = {};
  train->teu = train->capacity = {};
  train->tare = train->gross = train->mass = {};
  train->fill_percent = 0;
  train->length = {};
  train->owners.clear();
  std::unordered_map<WagonNumber, std::vector<UnitNumber>> placed;
  for (auto const& unit : train->unit_list) {
    auto const* p = placements.find(key(run, unit));
    if (!p) continue;
    placed[p->wagon].push_back(unit);
  }
  std::int64_t sequence = 0;
  for (auto const& number : train->wagon_list) {
    auto const* wagon = wagons.find(key(run, number));
    if (!wagon) continue;
    ++sequence;
    auto& units = placed[number];
    WagonSum sum;
    for (auto const& unit : units) {
      auto const* p = placements.find(key(run, unit));
      sum.add(*p);
      train->stripped += Count{p->unloaded_at ? 1 : 0};
      if (!p->owner.empty()) add_once(train->owners, p->owner);
    }
    if (!sum.is_of(*wagon) || wagon->sequence.value != sequence || wagon->unit_list != units) {
      auto* changed = wagons.touch(key(run, number));
      sum.write(*changed);
      changed->sequence = Count{sequence};
      changed->unit_list = std::move(units);
      wagon = changed;
    }
    count_wagon(*train, *wagon, 1);
  }
  train->wagons = Count{sequence};
}

// The same when only what stands on one wagon changed: a train of fifty wagons has hundreds of facts.
void TrainBoard::recount(RunId const& run, WagonNumber const& number) {
  auto* train = trains.touch(run.text);
  auto* wagon = wagons.touch(key(run, number));
  if (!train || !wagon) return;
  count_wagon(*train, *wagon, -1);
  WagonSum sum;
  for (auto const& unit : wagon->unit_list) {
    if (auto const* p = placements.find(key(run, unit))) sum.add(*p);
  }
  sum.write(*wagon);
  count_wagon(*train, *wagon, 1);
}

void TrainBoard::stands_on(UnitNumber const& unit, RunId const& run, WagonNumber const& wagon) {
  auto* placement = placements.touch(key(run, unit));
  if (!placement) return;
  if (placement->wagon != wagon) {
    if (auto* before = wagons.touch(key(run, placement->wagon))) {
      std::erase(before->unit_list, unit);
      recount(run, placement->wagon);
    }
    placement->wagon = wagon;
  }
  if (auto* now = wagons.touch(key(run, wagon))) add_once(now->unit_list, unit);
  recount(run, wagon);
}

// `at` a node, or leaving it. The next node and the delay follow from the timetable.
void TrainBoard::moved(TrainRow& row, network::NodeCode const& node, Instant at, bool leaves) {
  if (row.node_at && at < *row.node_at) return;  // an older report that came late
  row.node = node;
  row.node_at = at;
  row.position_from = row.position_to = node;
  row.position_since = at;
  row.position_until.reset();
  row.next_node = {};
  row.next_expected.reset();
  auto const leaving =
      std::find_if(row.legs.begin(), row.legs.end(), [&](RunLeg const& l) { return l.from == node; });
  auto const coming =
      std::find_if(row.legs.begin(), row.legs.end(), [&](RunLeg const& l) { return l.to == node; });
  if (leaves && leaving != row.legs.end()) {
    row.delay_minutes = minutes_late(at, leaving->departs);
  } else if (coming != row.legs.end()) {
    row.delay_minutes = minutes_late(at, coming->arrives);
  }
  if (leaving == row.legs.end()) return;
  row.next_node = leaving->to;
  // Time lost is not made up; time won is not counted on.
  row.next_expected = leaving->arrives + minutes(std::max<std::int64_t>(0, row.delay_minutes));
  if (!leaves) return;
  row.position_to = leaving->to;
  row.position_until = row.next_expected;
}

void TrainBoard::apply(TrainComposed const& e, Recorded const&) {
  auto& row = trains.edit(e.run.text);
  row.run = e.run;
  row.departure = e.departure;
  row.departures = departures_of(e);
  row.service = e.service;
  row.carrier = e.carrier;
  row.gauge_mm = e.gauge_mm;
  row.legs = e.legs;
  row.parents = e.parents;
  row.partners = e.partners;
  row.plugs = e.plugs;
  if (row.stage == Stage::none) row.stage = Stage::composed;
  if (!e.legs.empty()) {
    row.from = e.legs.front().from;
    row.to = e.legs.back().to;
    row.departs_planned = e.legs.front().departs;
    row.arrives_planned = e.legs.back().arrives;
    if (row.node.empty()) row.node = row.position_from = row.position_to = row.from;
  }
  for (auto const& parent : e.parents) {
    if (auto* p = trains.touch(parent.text)) add_once(p->children, e.run);
  }
}

void TrainBoard::apply(WagonAdded const& e, Recorded const&) {
  auto& row = wagons.edit(key(e.run, e.wagon));
  row.run = e.run;
  row.wagon = e.wagon;
  row.type = e.type;
  row.tare = e.tare;
  row.length = e.length;
  row.capacity = e.capacity;
  auto& train = trains.edit(e.run.text);
  train.run = e.run;
  row.carrier = train.carrier;
  row.partners = train.partners;
  bool const known = std::ranges::find(train.wagon_list, e.wagon) != train.wagon_list.end();
  if (!known) train.wagon_list.push_back(e.wagon);
  if (train.stage == Stage::settled) train.stage = Stage::composed;
  // Folded by when things happened, units may have been planned on it before.
  if (known || !train.unit_list.empty()) return recount(e.run);
  row.sequence = train.wagons += Count{1};
  count_wagon(train, row, 1);
}
void TrainBoard::apply(WagonRemoved const& e, Recorded const&) {
  wagons.remove(key(e.run, e.wagon));
  if (auto* train = trains.touch(e.run.text)) {
    std::erase(train->wagon_list, e.wagon);
    if (train->stage == Stage::settled) train->stage = Stage::composed;
  }
  recount(e.run);
}
void TrainBoard::apply(WagonInspected const& e, Recorded const&) {
  auto* row = wagons.touch(key(e.run, e.wagon));
  if (!row) return;
  auto* train = trains.touch(e.run.text);
  if (train) train->inspected.value += (e.passed ? 1 : 0) - (row->inspected ? 1 : 0);
  row->inspected = e.passed;
  row->inspection_note = e.note;
}

void TrainBoard::apply(UnitPlanned const& e, Recorded const&) {
  auto& row = placements.edit(key(e.run, e.cargo.unit));
  row.run = e.run;
  row.unit = e.cargo.unit;
  row.pattern = e.spot.pattern;
  row.place = e.spot.place;
  row.size_type = e.cargo.size_type;
  row.gross = e.cargo.gross;
  row.danger = danger_text(e.cargo);
  row.needs_power = e.cargo.needs_power;
  row.destination = e.cargo.destination;
  row.colour_group = e.cargo.destination.text;
  row.booking = e.cargo.booking;
  row.owner = e.cargo.owner;
  row.parent = e.parent;
  row.cargo = e.cargo;
  auto& train = trains.edit(e.run.text);
  train.run = e.run;
  row.carrier = train.carrier;
  row.partners = train.partners;
  add_once(train.unit_list, e.cargo.unit);
  if (train.stage == Stage::settled) train.stage = Stage::composed;
  if (!row.owner.empty()) add_once(train.owners, row.owner);
  if (auto* c = candidates.touch(e.cargo.unit.text())) c->run = e.run;
  stands_on(e.cargo.unit, e.run, e.spot.wagon);
}
void TrainBoard::apply(UnitUnplanned const& e, Recorded const&) {
  placements.remove(key(e.run, e.unit));
  if (auto* train = trains.touch(e.run.text)) {
    std::erase(train->unit_list, e.unit);
    if (train->stage == Stage::settled) train->stage = Stage::composed;
  }
  if (auto* c = candidates.touch(e.unit.text()); c && c->run == e.run) c->run = {};
  recount(e.run);
}
void TrainBoard::apply(PlanSettled const& e, Recorded const&) {
  if (auto* row = trains.touch(e.run.text); row && row->stage == Stage::composed) row->stage = Stage::settled;
}
void TrainBoard::note_hub_move(HubMove what, PlacementRow const& unit, network::NodeCode const& node,
                               std::string reason, Recorded const& r) {
  auto& row = hub_moves.edit(key(unit.run, unit.unit) + "/" + std::to_string(r.sequence));
  row = {unit.run,         unit.carrier, node,       r.happened,        what,         unit.unit, unit.size_type,
         unit.destination, unit.booking, unit.owner, std::move(reason), unit.partners};
}

void TrainBoard::apply(UnitLoaded const& e, Recorded const& r) {
  if (auto* row = placements.touch(key(e.run, e.unit))) {
    row->loaded = true;
    row->pattern = e.spot.pattern;
    row->place = e.spot.place;
    auto const* train = trains.find(e.run.text);
    if (train && train->stage == Stage::departed) note_hub_move(HubMove::joined, *row, train->node, {}, r);
    stands_on(e.unit, e.run, e.spot.wagon);
  }
}
void TrainBoard::apply(UnitUnloaded const& e, Recorded const& r) {
  auto* train = trains.touch(e.run.text);
  if (train && train->stage == Stage::departed) {  // dropped on the way: the train goes on without it
    if (auto const* row = placements.find(key(e.run, e.unit)))
      note_hub_move(HubMove::dropped, *row, network::NodeCode{e.to}, e.reason, r);
    placements.remove(key(e.run, e.unit));
    std::erase(train->unit_list, e.unit);
    if (auto* c = candidates.touch(e.unit.text()); c && c->run == e.run) c->run = {};
    return recount(e.run);
  }
  bool const ended = train && (train->stage == Stage::arrived || train->stage == Stage::stripped);
  // What came with a train stays in its list as it came; before it leaves, the unit is planned again, not
  // loaded.
  if (auto* row = placements.touch(key(e.run, e.unit)); row) {
    row->loaded = row->loaded && ended;
    if (ended && train->to_strip) {
      train->stripped += Count{row->unloaded_at ? 0 : 1};
      row->unloaded_to = e.to;
      row->unloaded_at = r.happened;
    }
    recount(e.run, row->wagon);
  }
}

void TrainBoard::apply(TrainDeparted const& e, Recorded const& r) {
  auto* row = trains.touch(e.run.text);
  if (!row) return;
  row->stage = Stage::departed;
  row->departed = r.happened;
  moved(*row, e.node, r.happened, true);
}
void TrainBoard::apply(TrainReported const& e, Recorded const& r) {
  if (auto* row = trains.touch(e.run.text)) moved(*row, e.node, r.happened, e.what != Passing::arrived);
}
namespace {
// Folded by when things happened, a correction may come before the arrival that it puts right: then it counts.
bool corrected_later(TrainRow const& row, Recorded const& r) {
  return r.sequence < row.arrival_correction;
}
}  // namespace
void TrainBoard::apply(BorderReached const& e, Recorded const& r) {
  auto* row = trains.touch(e.run.text);
  if (!row) return;
  if (corrected_later(*row, r)) {
    if (row->arrived && row->stage == Stage::departed) row->stage = Stage::at_border;
    return;
  }
  if (row->stage == Stage::departed) row->stage = Stage::at_border;
  row->arrived = r.happened;
  moved(*row, e.node, r.happened, false);
}
void TrainBoard::apply(UnitTransferred const& e, Recorded const&) {
  auto* row = trains.touch(e.run.text);
  if (!row) return;
  row->stage = Stage::transferred;
  std::erase(row->left_behind, e.unit);  // a later train took it along
}
void TrainBoard::apply(UnitLeftBehind const& e, Recorded const&) {
  if (auto* row = trains.touch(e.run.text)) add_once(row->left_behind, e.unit);
}
void TrainBoard::apply(TrainArrived const& e, Recorded const& r) {
  auto* row = trains.touch(e.run.text);
  if (!row) return;
  if (corrected_later(*row, r) && !row->arrived) return;
  row->stage = Stage::arrived;
  row->to_strip = e.to_strip;
  if (corrected_later(*row, r)) return;
  row->arrived = r.happened;
  moved(*row, e.node, r.happened, false);
}
void TrainBoard::apply(ArrivalCorrected const& e, Recorded const& r) {
  auto* row = trains.touch(e.run.text);
  if (!row || corrected_later(*row, r)) return;
  row->arrival_correction = r.sequence;
  row->arrived = e.arrived_at;
  row->node_at.reset();  // what was told of it last is not so
  if (e.arrived_at) return moved(*row, e.node, *e.arrived_at, false);
  row->stage = Stage::departed;
  row->to_strip = false;
  moved(*row, e.last_node, e.last_at, !e.last_stood);
}

void TrainBoard::apply(TrainStripped const& e, Recorded const& r) {
  auto* row = trains.touch(e.run.text);
  if (!row) return;
  row->stage = Stage::stripped;
  row->stripped_at = r.happened;
}

void TrainBoard::apply(TrainCancelled const& e, Recorded const&) {
  auto* row = trains.touch(e.run.text);
  if (!row) return;
  row->stage = Stage::cancelled;
  for (auto const& number : row->wagon_list) wagons.remove(key(e.run, number));
  row->wagon_list.clear();
  recount(e.run);
}

namespace {
void take(Table<BookingRow>& bookings, booking::BookingId const& id, booking::Wanted const& wanted) {
  auto& row = bookings.edit(id.text);
  row.booking = id;
  row.owner = wanted.owner;
  row.carrier = wanted.carrier;
  row.units = {};
  for (auto const& item : wanted.items) row.units += item.quantity;
  if (wanted.route.empty()) return;
  row.departure = wanted.route.front().departure;
  row.destination = wanted.route.front().to;
}
}  // namespace

void TrainBoard::apply(booking::BookingRequested const& e, Recorded const&) {
  take(bookings, e.booking, e.wanted);
}
void TrainBoard::apply(booking::BookingWaitlisted const& e, Recorded const&) {
  take(bookings, e.booking, e.wanted);
}
void TrainBoard::apply(booking::BookingRolled const& e, Recorded const&) {
  auto* row = bookings.touch(e.booking.text);
  if (!row || e.route.empty()) return;
  row->departure = e.route.front().departure;
  row->destination = e.route.front().to;
}

void TrainBoard::apply(container::UnitRegistered const& e, Recorded const& r) {
  auto& row = candidates.edit(e.unit.text());
  container::travel(row, e, r);
  row.unit = e.unit;
  row.size_type = e.size_type;
  row.tare = e.tare;
  row.gross_max = e.gross_max;
  if (row.owner.empty()) row.owner = e.owner;
}
void TrainBoard::apply(container::UnitBooked const& e, Recorded const& r) {
  auto& row = candidates.edit(e.unit.text());
  container::travel(row, e, r);
  row.unit = e.unit;
  row.booking = e.booking;
  row.departure = e.departure;
  row.carrier = e.carrier;
  if (!e.owner.empty()) row.owner = e.owner;
  if (auto const* booking = bookings.find(e.booking)) row.destination = booking->destination;
}
namespace {
void leave_booking(CandidateRow& row, std::string_view booking) {
  if (row.booking != booking) return;
  row.booking.clear();
  row.departure.clear();
  row.carrier.clear();
  row.destination = {};
}
}  // namespace
void TrainBoard::apply(container::UnitUnbooked const& e, Recorded const& r) {
  auto* row = candidates.touch(e.unit.text());
  if (!row) return;
  container::travel(*row, e, r);
  leave_booking(*row, e.booking);
}
void TrainBoard::apply(container::JourneyEnded const& e, Recorded const& r) {
  auto* row = candidates.touch(e.unit.text());
  if (!row) return;
  container::travel(*row, e, r);
  leave_booking(*row, e.booking);
}
void TrainBoard::apply(container::ContentsNoted const& e, Recorded const& r) {
  if (auto* row = candidates.touch(e.unit.text())) container::travel(*row, e, r);
}
void TrainBoard::apply(container::UnitPlaced const& e, Recorded const& r) {
  auto* row = candidates.touch(e.unit.text());
  if (!row) return;
  container::travel(*row, e, r);
  row->place = e.to;
}
void TrainBoard::apply(container::MassVerified const& e, Recorded const&) {
  if (auto* row = candidates.touch(e.unit.text())) row->verified_gross = e.gross;
}
void TrainBoard::apply(container::SetPointChanged const& e, Recorded const&) {
  if (auto* row = candidates.touch(e.unit.text())) row->set_point = e.set_point;
}
void TrainBoard::apply(container::DangerDeclared const& e, Recorded const&) {
  if (auto* row = candidates.touch(e.unit.text()))
    add_once(row->danger, DangerLabel{e.un_number, e.danger_class});
}
void TrainBoard::apply(container::FactCorrected const& e, Recorded const& r) {
  auto* row = candidates.touch(e.unit.text());
  if (!row) return;
  container::travel(*row, e, r);
  if (container::of_earlier_goods(row->journey, e)) return;
  if (e.what == container::Corrected::mass && e.gross) row->verified_gross = e.gross;
  if (e.what == container::Corrected::place && e.place) row->place = *e.place;
}

Plan TrainBoard::plan_of(RunId const& run) const {
  Plan plan;
  auto const* train = trains.find(run.text);
  if (!train) return plan;
  RunState state;
  evolve(state, TrainComposed{run, train->departure, train->service, train->carrier, train->gauge_mm,
                              train->legs, train->parents, train->plugs});
  plan = state.plan;
  for (auto const& number : train->wagon_list) {
    if (auto const* w = wagons.find(key(run, number)))
      plan.wagons.push_back({number, w->type, w->inspected, {}});
  }
  for (auto const& unit : train->unit_list) {
    auto const* p = placements.find(key(run, unit));
    if (p) plan.placements.push_back({p->cargo, {p->wagon, p->pattern, p->place}, p->loaded, p->parent});
  }
  return plan;
}

}  // namespace landport::train
