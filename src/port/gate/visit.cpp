// SPDX-License-Identifier: Apache-2.0
#include "port/gate/visit.h"

#include "port/booking/events.h"
#include "port/gate/hour.h"
#include "port/gate/quota.h"
#include "port/pool/events.h"

namespace landport::gate {

using container::Place;
using container::PlaceKind;
using container::Whereabouts;

namespace {

Refusal no_such_appointment(AppointmentId const& id) {
  return refuse("gate.no_such_appointment").at("/appointment").with("appointment", id.text);
}

// The unit, when it stands on that visit's truck.
Result<Whereabouts const*> unit_on(VisitId const& visit, UnitNumber const& number, Desk& desk) {
  auto const& unit = desk.look<Whereabouts>(container::unit_stream(number));
  if (!unit.known || unit.place != on_truck(visit)) {
    return no(refuse("gate.not_on_truck").at("/unit").with("unit", number.text()).with("visit", visit.text));
  }
  return &unit;
}

// Customs and booking: an export box that is taken out again has left its booking and its release; one that
// came by train has its import release; an empty one, or one that is turned away on the truck that brought
// it, needs neither.
Result<Place> way_out(VisitId const& id, Visit const& visit, Whereabouts const& unit, Desk& desk) {
  bool const turned_away = std::ranges::find(visit.brought, unit.unit) != visit.brought.end();
  if (turned_away || !unit.full) return Place{};
  if (desk.look<CameBy>(container::unit_stream(unit.unit)).rail) {
    if (!unit.customs_released(container::Purpose::import_)) {
      return no(refuse("gate.not_released").at("/unit").with("unit", unit.unit.text()));
    }
    return Place{PlaceKind::delivered, id.text};
  }
  if (!unit.booking.empty()) {
    auto const& core =
        desk.look<booking::BookingCore>(booking::booking_stream(booking::BookingId{unit.booking}));
    if (core.may_ship() && core.has_unit(unit.unit)) {
      return no(refuse("gate.still_booked")
                    .at("/unit")
                    .with("unit", unit.unit.text())
                    .with("booking", unit.booking));
    }
  }
  if (unit.customs_released(container::Purpose::export_)) {
    return no(refuse("gate.export_released").at("/unit").with("reference", unit.customs_export));
  }
  return Place{};
}

}  // namespace

Result<Visit const*> open_visit(VisitId const& id, Desk& desk) {
  auto const& visit = desk.look<Visit>(visit_stream(id));
  if (!visit.exists) return no(refuse("gate.no_such_visit").at("/visit").with("visit", id.text));
  if (visit.closed) return no(refuse("gate.visit_closed").at("/visit").with("visit", id.text));
  return &visit;
}

Result<VisitId> arrive(OpenVisit const& order, Desk& desk, Facts& facts) {
  if (order.plate.empty()) return no(refuse("gate.plate_missing").at("/plate"));
  if (!order.lane.empty() && !desk.pack<GatePack>().lane(order.lane, utc_day(desk.happened()))) {
    return no(refuse("gate.no_such_lane").at("/lane").with("lane", order.lane));
  }
  VisitId const id{desk.fresh_name("VS")};
  VisitOpened opened{id, order.plate, order.direction, order.lane, order.appointment};
  if (order.appointment) {
    auto const hour = hour_of_name(*order.appointment);
    if (!hour) return no(no_such_appointment(*order.appointment));
    auto const* entry = desk.look<Hour>(hour_stream(*hour)).find(*order.appointment);
    if (!entry) return no(no_such_appointment(*order.appointment));
    if (entry->cancelled || entry->kept) {
      return no(
          refuse("gate.appointment_over").at("/appointment").with("appointment", order.appointment->text));
    }
    if (entry->booked.direction != order.direction)
      return no(refuse("gate.other_direction").at("/direction"));
    opened.booking = entry->booked.booking;
    opened.owner = entry->booked.owner;
    opened.carrier = entry->booked.carrier;
    facts.add(hour_stream(*hour), AppointmentKept{*order.appointment, id});
  }
  facts.add(visit_stream(id), opened);
  facts.name("visit", id.text);
  return id;
}

Result<Facts> decide(OpenVisit const& order, Desk& desk) {
  Facts facts;
  auto const id = arrive(order, desk, facts);
  if (!id) return no(id.error());
  return facts;
}

Result<Facts> decide(WeighUnit const& order, Desk& desk) {
  auto const visit = open_visit(order.visit, desk);
  if (!visit) return no(visit.error());
  auto const unit = unit_on(order.visit, order.unit, desk);
  if (!unit) return no(unit.error());
  auto const* lane = desk.pack<GatePack>().lane(order.lane, utc_day(desk.happened()));
  if (!lane) return no(refuse("gate.no_such_lane").at("/lane").with("lane", order.lane));
  if (!lane->weighbridge) return no(refuse("gate.no_weighbridge").at("/lane").with("lane", order.lane));
  auto const max = container::heaviest(**unit);
  auto const min = (*unit)->tare.value_or(Kilograms{1});
  if (order.gross > max || order.gross < min) {
    return no(refuse("gate.mass_impossible")
                  .at("/gross_kg")
                  .with("min_kg", std::to_string(min.value))
                  .with("max_kg", std::to_string(max.value)));
  }
  return Facts{}
      .add(visit_stream(order.visit), UnitWeighed{order.visit, order.unit, order.gross, order.lane})
      .add(container::unit_stream(order.unit),
           container::MassVerified{order.unit, order.gross, container::MassMethod::sm1,
                                   "weighbridge " + order.lane});
}

Result<Facts> decide(IssueReceipt const& order, Desk& desk) {
  auto const& visit = desk.look<Visit>(visit_stream(order.visit));
  if (!visit.exists) return no(refuse("gate.no_such_visit").at("/visit").with("visit", order.visit.text));
  auto const has = [&](std::vector<UnitNumber> const& list) {
    return std::ranges::find(list, order.unit) != list.end();
  };
  // Also before it goes: what it weighs and how it is sealed is known of its journey, which ends at the gate.
  if (!has(visit.brought) && !has(visit.taken) && !has(visit.on_truck)) {
    return no(refuse("gate.not_of_visit")
                  .at("/unit")
                  .with("unit", order.unit.text())
                  .with("visit", order.visit.text));
  }
  if (desk.look<Receipts>(visit_stream(order.visit)).units.contains(order.unit)) {
    return no(refuse("gate.receipt_given").at("/unit").with("unit", order.unit.text()));
  }
  auto const receipt = desk.fresh_name("EIR");
  return Facts{}
      .add(visit_stream(order.visit), ReceiptIssued{order.visit, order.unit, receipt})
      .name("receipt", receipt);
}

Result<Facts> decide(ReleaseUnit const& order, Desk& desk) {
  auto const visit = open_visit(order.visit, desk);
  if (!visit) return no(visit.error());
  auto const unit = unit_on(order.visit, order.unit, desk);
  if (!unit) return no(unit.error());
  if (auto r = container::may_do(**unit, container::Deed::gate_out); !r) return no(r.error());
  if (auto r = container::not_before(**unit, desk.happened()); !r) return no(r.error());
  auto const to = way_out(order.visit, **visit, **unit, desk);
  if (!to) return no(to.error());
  Facts facts;
  facts.add(visit_stream(order.visit), UnitReleased{order.visit, order.unit, (*unit)->owner})
      .add(container::unit_stream(order.unit), container::moved(**unit, *to, order.visit.text));
  // An empty of the pool leaves with the order that it is promised to, and only so.
  if (!(*unit)->full) {
    if (auto r = pool::handed_over(desk, order.unit, order.visit.text, facts); !r) return no(r.error());
  }
  if (to->kind == PlaceKind::delivered) booking::units_arrived(desk, {}, {order.unit}, facts);
  return facts;
}

Result<Facts> decide(CloseVisit const& order, Desk& desk) {
  auto const visit = open_visit(order.visit, desk);
  if (!visit) return no(visit.error());
  for (auto const& number : (*visit)->on_truck) {
    // A gate-in that was corrected took the unit away without the visit being told.
    if (desk.look<Whereabouts>(container::unit_stream(number)).place != on_truck(order.visit)) continue;
    return no(refuse("gate.unit_still_on_truck").at("/visit").with("unit", number.text()));
  }
  return Facts{}.add(visit_stream(order.visit), VisitClosed{order.visit});
}

}  // namespace landport::gate
