// SPDX-License-Identifier: Apache-2.0
#include "port/gate/events.h"
#include "port/yard/rules.h"

namespace landport::yard {

using container::Place;
using container::PlaceKind;
using container::Whereabouts;

namespace {

Result<void> check_no_other_work(Tasks const& tasks, UnitNumber const& unit, std::string_view by) {
  if (tasks.work.empty() || tasks.work.text == by) return {};
  return no(refuse("yard.has_work").at("/unit").with("unit", unit.text()).with("work", tasks.work.text));
}

std::string names_of(std::vector<container::Hold> const& holds) {
  std::string out;
  for (auto const& h : holds) out += (out.empty() ? "" : " ") + h.name;
  return out;
}

}  // namespace

Result<void> lift_off(Desk& desk, UnitNumber const& number, Place to, std::string_view by, Facts& facts) {
  auto const& unit = desk.look<Whereabouts>(container::unit_stream(number));
  auto const position = parse_position(unit.place.ref);
  if (!unit.known || unit.place.kind != PlaceKind::yard || !position) {
    return no(
        refuse("yard.not_in_yard").at("/unit").with("unit", number.text()).with("place", unit.place.ref));
  }
  auto const& tasks = desk.look<Tasks>(container::unit_stream(number));
  if (auto r = check_no_other_work(tasks, number, by); !r) return r;
  if (auto r = container::not_before(unit, desk.happened()); !r) return r;
  if (tasks.plugged) return no(refuse("yard.plugged_in").at("/unit").with("unit", number.text()));
  auto const& block = desk.look<BlockState>(block_stream(position->block));
  if (auto const* above = block.above(*position)) {
    return no(refuse("yard.under_another").at("/unit").with("above", above->unit.text()));
  }
  facts.add(block_stream(position->block), UnitLifted{position->block, *position, number, std::string(by)});
  if (to.kind == PlaceKind::truck) {
    gate::VisitId const visit{to.ref};
    facts.add(gate::visit_stream(visit), gate::UnitPutOn{visit, number});
  }
  facts.add(container::unit_stream(number), container::moved(unit, std::move(to), by));
  return {};
}

Result<void> put_down(Desk& desk, UnitNumber const& number, Position const& at, std::string_view by,
                      Facts& facts) {
  auto const& unit = desk.look<Whereabouts>(container::unit_stream(number));
  if (!unit.known) return no(refuse("yard.no_such_unit").at("/unit").with("unit", number.text()));
  if (unit.place.kind == PlaceKind::yard) {
    return no(
        refuse("yard.in_yard_already").at("/unit").with("unit", number.text()).with("place", unit.place.ref));
  }
  auto const& tasks = desk.look<Tasks>(container::unit_stream(number));
  if (auto r = check_no_other_work(tasks, number, by); !r) return r;
  if (auto r = container::not_before(unit, desk.happened()); !r) return r;
  auto stacked = stack(desk, unit, at, by);
  if (!stacked) return no(std::move(stacked.error()));
  facts.add(block_stream(at.block), std::move(*stacked));
  if (unit.place.kind == PlaceKind::truck) {
    gate::VisitId const visit{unit.place.ref};
    facts.add(gate::visit_stream(visit), gate::UnitTakenOff{visit, number});
  }
  facts.add(container::unit_stream(number), container::moved(unit, {PlaceKind::yard, to_text(at)}, by));
  return {};
}

Result<UnitStacked> stack(Desk& desk, Whereabouts const& unit, Position const& at, std::string_view by,
                          UnitNumber const* lifted) {
  auto const& yard = desk.pack<YardPack>();
  auto const day = utc_day(desk.happened());
  auto const* block = yard.block(at.block, day);
  if (!block) return no(refuse("yard.no_such_block").at("/position").with("block", at.block.text));
  BlockState state = desk.look<BlockState>(block_stream(at.block));
  if (lifted) std::erase_if(state.standing, [&](Standing const& s) { return s.unit == *lifted; });
  auto const load = load_of(unit);
  auto const work = is_name(by) ? WorkId{by} : WorkId{};
  if (auto r = may_stand(yard, *block, state, at, load, work, Counting::standing_only, day); !r) {
    return no(std::move(r.error()).at("/position"));
  }
  UnitStacked fact{at.block,        at,        unit.unit,      load.size_type, load.gross, load.danger_class,
                   load.needs_plug, load.full, std::string(by)};
  fact.booking = unit.booking;
  fact.departure = unit.departure;
  fact.owner = unit.owner;
  fact.carrier = unit.carrier;
  fact.holds = names_of(unit.holds);
  fact.set_point = unit.set_point;
  return fact;
}

}  // namespace landport::yard
