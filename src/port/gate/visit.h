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
  bool const off =
      e.from.kind == PlaceKind::wagon && (e.to.kind == PlaceKind::yard || e.to.kind == PlaceKind::truck);
  if (off && !s.boarded_here) s.rail = true;
  if (e.to.kind == PlaceKind::wagon && e.from.kind != PlaceKind::wagon)
    s.boarded_here = container::is_inside(e.from.kind);
  if (e.from.kind != PlaceKind::wagon && !container::is_inside(e.from.kind)) s.rail = false;  // by road
}

// The visit, when it is open. Refuses "gate.no_such_visit" and "gate.visit_closed".
Result<Visit const*> open_visit(VisitId const& id, Desk& desk);

// Adds the arrival of a truck to `facts` and gives the visit's name. Refuses as OpenVisit does.
Result<VisitId> arrive(OpenVisit const& order, Desk& desk, Facts& facts);

}  // namespace landport::gate
