// SPDX-License-Identifier: Apache-2.0
#include "port/yard/work.h"

#include "port/gate/events.h"
#include "port/train/events.h"
#include "port/yard/commands.h"
#include "port/yard/rules.h"

namespace landport::yard {

using container::Place;
using container::PlaceKind;
using container::Whereabouts;

namespace {

Result<Whereabouts const*> known_unit(UnitNumber const& number, Desk& desk) {
  auto const& unit = desk.look<Whereabouts>(container::unit_stream(number));
  if (!unit.known) return no(refuse("yard.no_such_unit").at("/unit").with("unit", number.text()));
  return &unit;
}

Result<Work const*> open_work(WorkId const& id, Desk& desk) {
  auto const& work = desk.look<Work>(work_stream(id));
  if (!work.exists) return no(refuse("yard.no_such_work").at("/work").with("work", id.text));
  if (!work.open()) {
    return no(refuse("yard.work_ended")
                  .at("/work")
                  .with("work", id.text)
                  .with("state", Codec<WorkState>::to_text(work.state)));
  }
  return &work;
}

// One that nobody has started.
Result<Work const*> waiting_work(WorkId const& id, Desk& desk) {
  auto const work = open_work(id, desk);
  if (work && (*work)->state == WorkState::started) return no(refuse("yard.work_started").at("/work").with("work", id.text));
  return work;
}

// A unit is moved while it stands in the yard, at a warehouse, on a truck, or on a train that is stripped here; not
// from outside, from another train or abroad.
Result<void> check_here(Whereabouts const& unit, std::string_view at, Desk& desk) {
  if (unit.place.kind == PlaceKind::wagon) return train::strippable(desk, unit.unit);
  if (container::stands_here(unit.place.kind)) return {};
  return no(refuse("yard.not_here").at(at).with("unit", unit.unit.text()));
}

Result<void> check_movable(Whereabouts const& unit, Desk& desk) {
  if (auto r = check_here(unit, "/unit", desk); !r) return r;
  auto const& tasks = desk.look<Tasks>(container::unit_stream(unit.unit));
  if (!tasks.work.empty()) {
    return no(
        refuse("yard.has_work").at("/unit").with("unit", unit.unit.text()).with("work", tasks.work.text));
  }
  return container::may_do(unit, container::Deed::move);
}

Result<Place> target_of(OrderMove const& order, Whereabouts const& unit, Desk& desk) {
  int const targets = int{order.position.has_value()} + int{!order.visit.empty()} + int{order.door.has_value()};
  if (targets != 1) return no(refuse("yard.one_target").at("/position"));
  if (order.position) return Place{PlaceKind::yard, to_text(*order.position)};
  if (order.door) return Place{PlaceKind::warehouse, order.door->text};
  if (!is_name(order.visit)) return no(refuse("yard.no_such_visit").at("/visit").with("visit", order.visit));
  auto const& visit = desk.look<gate::Visit>(gate::visit_stream(gate::VisitId{order.visit}));
  if (!visit.open()) return no(refuse("yard.no_such_visit").at("/visit").with("visit", order.visit));
  if (unit.place.kind == PlaceKind::truck) return no(refuse("yard.already_on_truck").at("/visit"));
  return Place{PlaceKind::truck, order.visit};
}

Result<void> reserve(OrderMove const& order, Whereabouts const& unit, WorkId const& work, Desk& desk,
                     Facts& facts) {
  if (order.door) {
    if (auto r = check_door(*order.door, work.text, desk); !r) return r;
    facts.add(door_stream(*order.door), DoorReserved{*order.door, unit.unit, work});
    return {};
  }
  auto const& at = *order.position;
  auto const& yard = desk.pack<YardPack>();
  auto const day = utc_day(desk.happened());
  auto const* block = yard.block(at.block, day);
  if (!block) return no(refuse("yard.no_such_block").at("/position").with("block", at.block.text));
  BlockState state = desk.look<BlockState>(block_stream(at.block));
  std::erase_if(state.standing,
                [&](Standing const& s) { return s.unit == unit.unit; });  // it will have left its place
  auto const load = load_of(unit);
  if (auto r = may_stand(yard, *block, state, at, load, work, Counting::with_reserved, day); !r) {
    return no(std::move(r.error()).at("/position"));
  }
  facts.add(block_stream(at.block), PositionReserved{at.block, at, unit.unit, load.size_type, load.gross,
                                                     load.danger_class, load.needs_plug, load.full, work});
  return {};
}

// Ends the work: its reservation is given back and the unit is free for other work.
void free_up(Work const& work, WorkId const& id, Facts& facts) {
  if (work.to.kind == PlaceKind::yard) {
    auto const at = parse_position(work.to.ref);
    if (at) facts.add(block_stream(at->block), PositionFreed{at->block, *at, id});
  }
  if (work.to.kind == PlaceKind::warehouse) {
    DoorId const door{work.to.ref};
    facts.add(door_stream(door), DoorFreed{door, id});
  }
  facts.add(container::unit_stream(work.unit), UnitFreed{work.unit, id});
}

// Off the train that brought it, or from a warehouse's door, onto a truck.
Result<void> off_to_truck(Whereabouts const& unit, Place const& to, std::string_view by, Desk& desk,
                          Facts& facts) {
  if (auto r = container::not_before(unit, desk.happened()); !r) return r;
  gate::VisitId const visit{to.ref};
  facts.add(gate::visit_stream(visit), gate::UnitPutOn{visit, unit.unit});
  facts.add(container::unit_stream(unit.unit), container::moved(unit, to, by));
  return {};
}

// The move itself, from wherever the unit is to wherever it is to go.
Result<void> carry(Whereabouts const& unit, Place const& to, std::string_view by, Desk& desk, Facts& facts) {
  if (unit.place.kind == PlaceKind::wagon) {
    if (auto r = train::taken_off(desk, unit.unit, to.ref, facts); !r) return r;
  }
  if (unit.place.kind == PlaceKind::warehouse) {
    DoorId const door{unit.place.ref};
    facts.add(door_stream(door), UnitUndocked{door, unit.unit, std::string(by)});
  }
  if (to.kind == PlaceKind::warehouse) return dock(unit, DoorId{to.ref}, by, desk, facts);
  if (to.kind == PlaceKind::truck && unit.place.kind != PlaceKind::yard)
    return off_to_truck(unit, to, by, desk, facts);
  if (to.kind != PlaceKind::yard) return lift_off(desk, unit.unit, to, by, facts);
  auto const at = parse_position(to.ref);
  if (!at) return no(at.error());
  if (unit.place.kind != PlaceKind::yard) return put_down(desk, unit.unit, *at, by, facts);
  if (auto r = lift_off(desk, unit.unit, to, by, facts); !r) return r;
  auto stacked = stack(desk, unit, *at, by, &unit.unit);
  if (!stacked) return no(std::move(stacked.error()));
  facts.add(block_stream(at->block), std::move(*stacked));
  return {};
}

}  // namespace

Result<void> check_machine(std::string_view code, Whereabouts const& unit, Place const& to, Desk& desk) {
  if (code.empty()) return {};
  auto const* machine = desk.pack<YardPack>().machine(code, utc_day(desk.happened()));
  if (!machine) return no(refuse("yard.no_such_machine").at("/machine").with("machine", code));
  auto const gross = load_of(unit).gross;
  if (gross > machine->lift_max) {
    return no(refuse("yard.machine_too_weak")
                  .at("/machine")
                  .with("machine", code)
                  .with("gross_kg", std::to_string(gross.value))
                  .with("max_kg", std::to_string(machine->lift_max.value)));
  }
  for (auto const& place : {unit.place, to}) {
    if (place.kind != PlaceKind::yard) continue;
    auto const position = parse_position(place.ref);
    if (position && !machine->serves(position->block)) {
      return no(refuse("yard.machine_out_of_reach")
                    .at("/machine")
                    .with("machine", code)
                    .with("block", position->block.text));
    }
  }
  return {};
}

Result<Facts> decide(OrderMove const& order, Desk& desk) {
  auto const unit = known_unit(order.unit, desk);
  if (!unit) return no(unit.error());
  if (auto r = check_movable(**unit, desk); !r) return no(r.error());
  auto const to = target_of(order, **unit, desk);
  if (!to) return no(to.error());
  if (*to == (*unit)->place)
    return no(refuse("yard.already_there").at("/position").with("position", to->ref));
  if (auto r = check_machine(order.machine, **unit, *to, desk); !r) return no(r.error());
  WorkId const work{desk.fresh_name("WO")};
  Facts facts;
  facts.add(work_stream(work),
            WorkOrdered{work, order.unit, (*unit)->place, *to, order.machine, false, order.reason});
  if (order.visit.empty()) {
    if (auto r = reserve(order, **unit, work, desk, facts); !r) return no(r.error());
  }
  facts.add(container::unit_stream(order.unit), UnitTasked{order.unit, work});
  return facts.name("work", work.text);
}

Result<Facts> decide(StartWork const& order, Desk& desk) {
  auto const work = open_work(order.work, desk);
  if (!work) return no(work.error());
  if ((*work)->state == WorkState::started)
    return no(refuse("yard.work_started").at("/work").with("work", order.work.text));
  if (!(*work)->held_for.empty()) {
    return no(refuse("yard.work_on_hold").at("/work").with("work", order.work.text).with("reason", (*work)->held_for));
  }
  auto const unit = known_unit((*work)->unit, desk);
  if (!unit) return no(unit.error());
  if (auto r = container::may_do(**unit, container::Deed::move); !r) return no(r.error());
  if (auto r = check_machine(order.machine, **unit, (*work)->to, desk); !r) return no(r.error());
  return Facts{}.add(work_stream(order.work), WorkStarted{order.work, order.machine});
}

Result<Facts> decide(CompleteWork const& order, Desk& desk) {
  auto const found = open_work(order.work, desk);
  if (!found) return no(found.error());
  Work const& work = **found;
  auto const unit = known_unit(work.unit, desk);
  if (!unit) return no(unit.error());
  if (auto r = container::may_do(**unit, container::Deed::move); !r) return no(r.error());
  if (auto r = check_here(**unit, "/work", desk); !r) return no(r.error());
  Place to = work.to;
  if (order.position) {
    if (to.kind != PlaceKind::yard) return no(refuse("yard.not_to_yard").at("/position"));
    to.ref = to_text(*order.position);
  }
  if (to.kind == PlaceKind::truck &&
      !desk.look<gate::Visit>(gate::visit_stream(gate::VisitId{to.ref})).open()) {
    return no(refuse("yard.no_such_visit").at("/work").with("visit", to.ref));
  }
  Facts facts;
  if (auto r = carry(**unit, to, order.work.text, desk, facts); !r) return no(r.error());
  free_up(work, order.work, facts);
  facts.add(work_stream(order.work), WorkDone{order.work});
  return facts;
}

void cancel_order(UnitNumber const& unit, std::string const& reason, Desk& desk, Facts& facts) {
  auto const& id = desk.look<Tasks>(container::unit_stream(unit)).work;
  if (id.empty()) return;
  free_up(desk.look<Work>(work_stream(id)), id, facts);
  facts.add(work_stream(id), WorkCancelled{id, reason});
}

Result<Facts> decide(CancelWork const& order, Desk& desk) {
  auto const work = open_work(order.work, desk);
  if (!work) return no(work.error());
  if (order.reason.empty()) return no(refuse("yard.reason_missing").at("/reason"));
  Facts facts;
  free_up(**work, order.work, facts);
  facts.add(work_stream(order.work), WorkCancelled{order.work, order.reason});
  return facts;
}

Result<Facts> decide(ReassignWork const& order, Desk& desk) {
  auto const work = waiting_work(order.work, desk);
  if (!work) return no(work.error());
  auto const unit = known_unit((*work)->unit, desk);
  if (!unit) return no(unit.error());
  if (auto r = check_machine(order.machine, **unit, (*work)->to, desk); !r) return no(r.error());
  return Facts{}.add(work_stream(order.work), WorkReassigned{order.work, order.machine});
}
Result<Facts> decide(HoldWork const& order, Desk& desk) {
  auto const work = waiting_work(order.work, desk);
  if (!work) return no(work.error());
  if (order.reason.empty()) return no(refuse("yard.reason_missing").at("/reason"));
  return Facts{}.add(work_stream(order.work), WorkHeld{order.work, order.reason});
}
Result<Facts> decide(ResumeWork const& order, Desk& desk) {
  auto const work = open_work(order.work, desk);
  if (!work) return no(work.error());
  if ((*work)->held_for.empty()) return no(refuse("yard.work_not_held").at("/work").with("work", order.work.text));
  return Facts{}.add(work_stream(order.work), WorkResumed{order.work});
}
Result<Facts> decide(BringForward const& order, Desk& desk) {
  auto const work = waiting_work(order.work, desk);
  if (!work) return no(work.error());
  return Facts{}.add(work_stream(order.work), WorkBroughtForward{order.work});
}

Result<Facts> decide(CorrectPosition const& order, Desk& desk) {
  auto const unit = known_unit(order.unit, desk);
  if (!unit) return no(unit.error());
  if (order.reason.empty()) return no(refuse("yard.reason_missing").at("/reason"));
  auto const from = (*unit)->place;
  Place const to{PlaceKind::yard, to_text(order.position)};
  if (from == to) return no(refuse("yard.already_there").at("/position").with("position", to.ref));
  if (!container::stands_here(from.kind) && from.kind != PlaceKind::outside) {
    return no(refuse("yard.not_here").at("/unit").with("unit", order.unit.text()));
  }
  WorkId const work{desk.fresh_name("CO")};
  Facts facts;
  facts.add(work_stream(work), WorkOrdered{work, order.unit, from, to, {}, true, order.reason});
  if (auto r = carry(**unit, to, work.text, desk, facts); !r) return no(r.error());
  facts.add(work_stream(work), WorkDone{work});
  return facts.name("work", work.text);
}

Result<Facts> decide(PlugIn const& order, Desk& desk) {
  auto const unit = known_unit(order.unit, desk);
  if (!unit) return no(unit.error());
  auto const position = parse_position((*unit)->place.ref);
  if ((*unit)->place.kind != PlaceKind::yard || !position) {
    return no(refuse("yard.not_in_yard")
                  .at("/unit")
                  .with("unit", order.unit.text())
                  .with("place", (*unit)->place.ref));
  }
  if (!(*unit)->size_type.reefer()) {
    return no(refuse("yard.not_a_reefer").at("/unit").with("size_type", (*unit)->size_type.text()));
  }
  auto const* block = desk.pack<YardPack>().block(position->block, utc_day(desk.happened()));
  if (!block || block->plugs == Count{0}) {
    return no(refuse("yard.no_plug").at("/unit").with("block", position->block.text).with("plugs", "0"));
  }
  if (order.meter && *order.meter < Count{0}) {
    return no(refuse("yard.meter_ran_back").at("/meter_kwh").with("before", "0").with("got", std::to_string(order.meter->value)));
  }
  if (desk.look<Tasks>(container::unit_stream(order.unit)).plugged) {
    return no(refuse("yard.plugged_in").at("/unit").with("unit", order.unit.text()));
  }
  return Facts{}.add(container::unit_stream(order.unit), PluggedIn{order.unit, order.plug, order.meter});
}

Result<Facts> decide(PlugOut const& order, Desk& desk) {
  auto const& tasks = desk.look<Tasks>(container::unit_stream(order.unit));
  if (!tasks.plugged) return no(refuse("yard.not_plugged_in").at("/unit").with("unit", order.unit.text()));
  if (order.meter && tasks.meter && *order.meter < *tasks.meter) {
    return no(refuse("yard.meter_ran_back")
                  .at("/meter_kwh")
                  .with("before", std::to_string(tasks.meter->value))
                  .with("got", std::to_string(order.meter->value)));
  }
  return Facts{}.add(container::unit_stream(order.unit), PluggedOut{order.unit, order.meter});
}

Result<Facts> decide(RecordTemperature const& order, Desk& desk) {
  auto const unit = known_unit(order.unit, desk);
  if (!unit) return no(unit.error());
  if (!(*unit)->size_type.reefer()) {
    return no(refuse("yard.not_a_reefer").at("/unit").with("size_type", (*unit)->size_type.text()));
  }
  if (order.temperature < DeciCelsius{-800} || order.temperature > DeciCelsius{600}) {
    return no(refuse("yard.temperature_out_of_range").at("/temperature_dc"));
  }
  return Facts{}.add(container::unit_stream(order.unit),
                     TemperatureRecorded{order.unit, order.temperature, (*unit)->set_point});
}

}  // namespace landport::yard
