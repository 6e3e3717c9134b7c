// SPDX-License-Identifier: Apache-2.0
#include "port/customs/commands.h"

namespace landport::customs {

using container::PlaceKind;
using container::Whereabouts;

namespace {

Refusal no_such_unit(UnitNumber const& unit) {
  return refuse("customs.no_such_unit").at("/unit").with("unit", unit.text());
}

}  // namespace

Result<Facts> decide(RecordRelease const& order, Desk& desk) {
  auto const& unit = desk.look<Whereabouts>(container::unit_stream(order.unit));
  if (!unit.known) return no(no_such_unit(order.unit));
  if (order.reference.empty()) return no(refuse("customs.no_reference").at("/reference"));
  if (unit.customs_released(order.purpose)) {
    auto const& reference = order.purpose == Purpose::export_ ? unit.customs_export : unit.customs_import;
    return no(refuse("customs.already_released").at("/unit").with("reference", reference));
  }
  return Facts{}.add(container::unit_stream(order.unit),
                     container::ReleaseRecorded{order.unit, order.purpose, order.reference});
}

Result<Facts> decide(WithdrawRelease const& order, Desk& desk) {
  auto const& unit = desk.look<Whereabouts>(container::unit_stream(order.unit));
  if (!unit.known) return no(no_such_unit(order.unit));
  if (!unit.customs_released(order.purpose)) return no(refuse("customs.not_released").at("/unit"));
  if (order.reason.empty()) return no(refuse("customs.no_reason").at("/reason"));
  bool const gone = order.purpose == Purpose::export_ ? unit.place.kind == PlaceKind::terminal_abroad
                                                      : unit.place.kind == PlaceKind::delivered;
  if (gone) return no(refuse("customs.already_gone").at("/unit").with("unit", order.unit.text()));
  return Facts{}.add(container::unit_stream(order.unit),
                     container::ReleaseWithdrawn{order.unit, order.purpose, order.reason});
}

}  // namespace landport::customs
