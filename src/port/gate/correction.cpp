// SPDX-License-Identifier: Apache-2.0
#include "port/gate/visit.h"

// How a truck came, put right: its plate, its direction, its time.
namespace landport::gate {

namespace {

// What has been done at the truck shows what it came for, and an appointment says so: against these no direction holds.
Result<void> may_have_come_for(Direction direction, ToldOfVisit const& told) {
  if (told.appointment)
    return no(refuse("gate.direction_of_appointment").at("/direction").with("appointment", told.appointment->text));
  if (direction == Direction::pick_up && told.brought)
    return no(refuse("gate.truck_brought").at("/direction").with("unit", told.brought->text()));
  if (direction == Direction::deliver && told.put_on)
    return no(refuse("gate.truck_fetched").at("/direction").with("unit", told.put_on->text()));
  return {};
}

}  // namespace

Result<Facts> decide(CorrectVisit const& order, Desk& desk) {
  auto const& told = desk.look<ToldOfVisit>(visit_stream(order.visit));
  if (told.last == 0) return no(refuse("gate.no_such_visit").at("/visit").with("visit", order.visit.text));
  if (order.corrects != told.last) {
    return no(refuse("gate.not_the_arrival")
                  .at("/corrects")
                  .with("sequence", std::to_string(order.corrects))
                  .with("visit", order.visit.text)
                  .with("arrival", std::to_string(told.last)));
  }
  if (order.reason.empty()) return no(refuse("gate.reason_missing").at("/reason"));
  bool const dated = desk.happened() < desk.at();
  VisitCorrected fact{order.visit,
                      order.corrects,
                      order.plate.empty() ? told.plate : order.plate,
                      order.direction.value_or(told.direction),
                      dated ? desk.happened() : told.arrived_at,
                      told.arrived_at,
                      told.left_at,
                      order.reason};
  bool const same = fact.plate == told.plate && fact.direction == told.direction && fact.arrived_at == told.arrived_at;
  if (same) return no(refuse("gate.nothing_corrected").at("/visit").with("visit", order.visit.text));
  if (fact.direction != told.direction) {
    if (auto ok = may_have_come_for(fact.direction, told); !ok) return no(std::move(ok.error()));
  }
  auto const followed = told.first_deed ? told.first_deed : told.left_at;
  if (followed && fact.arrived_at > *followed)
    return no(refuse("gate.arrived_too_late").at("happened_at").with("at", to_text(*followed)));
  return Facts{}.add(visit_stream(order.visit), fact);
}

}  // namespace landport::gate
