// SPDX-License-Identifier: Apache-2.0
#include "port/gate/events.h"
#include "port/yard/layout.h"
#include "port/yard/work.h"

// The doors of the warehouses.
namespace landport::yard {

using container::Place;
using container::PlaceKind;

Result<void> check_door(DoorId const& door, std::string_view by, Desk& desk) {
  if (!desk.pack<YardPack>().warehouse_with(door, utc_day(desk.happened())))
    return no(refuse("yard.no_such_door").at("/door").with("door", door.text));
  auto const& state = desk.look<DoorState>(door_stream(door));
  if (state.unit) {
    return no(
        refuse("yard.door_taken").at("/door").with("door", door.text).with("other", state.unit->text()));
  }
  if (!state.work.empty() && state.work.text != by) {
    return no(refuse("yard.door_reserved")
                  .at("/door")
                  .with("door", door.text)
                  .with("other", state.awaited.text())
                  .with("work", state.work.text));
  }
  return {};
}

Result<void> dock(container::Whereabouts const& unit, DoorId const& door, std::string_view by, Desk& desk,
                  Facts& facts) {
  if (auto r = check_door(door, by, desk); !r) return r;
  Place const to{PlaceKind::warehouse, door.text};
  if (unit.place.kind == PlaceKind::yard) {
    if (auto r = lift_off(desk, unit.unit, to, by, facts); !r) return r;
  } else {
    if (auto r = container::not_before(unit, desk.happened()); !r) return r;
    if (unit.place.kind == PlaceKind::truck) {
      gate::VisitId const visit{unit.place.ref};
      facts.add(gate::visit_stream(visit), gate::UnitTakenOff{visit, unit.unit});
    }
    facts.add(container::unit_stream(unit.unit), container::moved(unit, to, by));
  }
  facts.add(door_stream(door), UnitDocked{door, unit.unit, unit.size_type, unit.full, std::string(by),
                                          unit.booking, unit.departure, unit.owner, unit.carrier});
  return {};
}

}  // namespace landport::yard
