// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "journal/desk.h"
#include "port/gate/commands.h"

namespace landport::gate {

// The receipts that were given out on a visit.
struct Receipts {
  using Folds = Types<ReceiptIssued>;
  std::set<UnitNumber> units;
};
inline void evolve(Receipts& s, ReceiptIssued const& e) {
  s.units.insert(e.unit);
}

// Whether the unit last came to the port by train: then it leaves with an import release.
struct CameBy {
  using Folds = Types<container::UnitPlaced>;
  bool rail = false;
  bool boarded_here = false;  // put on its wagon from this yard: taken off again, it did not come by it
};
inline void evolve(CameBy& s, container::UnitPlaced const& e) {
  using container::PlaceKind;
  bool const off = e.from.kind == PlaceKind::wagon && container::stands_here(e.to.kind);
  if (off && !s.boarded_here) s.rail = true;
  if (e.to.kind == PlaceKind::wagon && e.from.kind != PlaceKind::wagon)
    s.boarded_here = container::is_inside(e.from.kind);
  if (e.from.kind != PlaceKind::wagon && !container::is_inside(e.from.kind)) s.rail = false;  // by road
}

// What was told of how a truck came, and what has followed that a correction must agree with.
struct ToldOfVisit {
  using Folds = Types<VisitOpened, VisitCorrected, UnitAdmitted, UnitPutOn, VisitClosed>;
  Sequence last = 0;  // the event that says how it came: what a correction names; 0: no such visit
  std::string plate;
  Direction direction = Direction::deliver;
  std::optional<AppointmentId> appointment;
  Instant arrived_at;
  std::optional<Instant> first_deed, left_at;
  std::optional<UnitNumber> brought, put_on;  // one of each, where there are any
};
inline void evolve(ToldOfVisit& s, VisitOpened const& e, Recorded const& r) {
  s.last = r.sequence;
  s.plate = e.plate;
  s.direction = e.direction;
  s.appointment = e.appointment;
  s.arrived_at = r.happened;
}
inline void evolve(ToldOfVisit& s, VisitCorrected const& e, Recorded const& r) {
  s.last = r.sequence;
  s.plate = e.plate;
  s.direction = e.direction;
  s.arrived_at = e.arrived_at;
}
inline void evolve(ToldOfVisit& s, UnitAdmitted const& e, Recorded const& r) {
  s.brought = e.unit;
  s.first_deed = std::min(s.first_deed.value_or(r.happened), r.happened);
}
inline void evolve(ToldOfVisit& s, UnitPutOn const& e, Recorded const& r) {
  s.put_on = e.unit;
  s.first_deed = std::min(s.first_deed.value_or(r.happened), r.happened);
}
inline void evolve(ToldOfVisit& s, VisitClosed const&, Recorded const& r) {
  s.left_at = r.happened;
}

// The visit, when it is open. Refuses "gate.no_such_visit" and "gate.visit_closed".
Result<Visit const*> open_visit(VisitId const& id, Desk& desk);

// Adds the arrival of a truck to `facts` and gives the visit's name. Refuses as OpenVisit does.
Result<VisitId> arrive(OpenVisit const& order, Desk& desk, Facts& facts);

}  // namespace landport::gate
