// SPDX-License-Identifier: Apache-2.0
#include "port/booking/events.h"
#include "port/gate/commands.h"
#include "port/gate/hour.h"
#include "port/gate/quota.h"

namespace landport::gate {

using booking::BookingCore;
using booking::BookingId;

namespace {

// The booking, when there is one and the actor may act for it.
Result<BookingCore const*> own_booking(std::string const& name, Desk& desk) {
  auto const refused = [&] {
    return no(refuse("gate.no_such_booking").at("/booking").with("booking", name));
  };
  if (!is_name(name)) return refused();
  auto const& core = desk.look<BookingCore>(booking::booking_stream(BookingId{name}));
  bool const own =
      desk.may_act_for(core.owner) || desk.may_act_for(core.carrier) || desk.actor().roles.has(Role::gate);
  if (!core.exists || !own) return refused();
  return &core;
}

Result<void> check_announced(BookAppointment const& order, BookingCore const& core, Instant hour,
                             Desk& desk) {
  if (order.unit && !core.has_unit(*order.unit)) {
    return no(refuse("gate.unit_not_in_booking")
                  .at("/unit")
                  .with("unit", order.unit->text())
                  .with("booking", order.booking));
  }
  if (order.direction != Direction::deliver) return {};
  if (!core.may_ship())
    return no(refuse("gate.booking_not_firm").at("/booking").with("booking", order.booking));
  auto const& sailing = desk.look<network::Sailing>(network::departure_stream(core.departure()));
  if (sailing.known && hour >= sailing.plan.cut_offs.gate_in) {
    return no(
        refuse("gate.after_cut_off").at("/hour").with("cut_off", to_text(sailing.plan.cut_offs.gate_in)));
  }
  return {};
}

}  // namespace

std::string prefix_of(Instant hour) {
  auto const text = to_text(hour_of(hour));
  return "AP" + text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2) + text.substr(11, 2) + "-";
}

std::optional<Instant> hour_of_name(AppointmentId const& id) {
  auto const& t = id.text;
  if (t.size() < 13 || !t.starts_with("AP") || t[12] != '-') return {};
  auto const at = parse_instant(t.substr(2, 4) + "-" + t.substr(6, 2) + "-" + t.substr(8, 2) + "T" +
                                t.substr(10, 2) + ":00:00Z");
  return at ? std::optional(*at) : std::nullopt;
}

Result<Facts> decide(BookAppointment const& order, Desk& desk) {
  auto const core = own_booking(order.booking, desk);
  if (!core) return no(core.error());
  auto const hour = hour_of(order.hour);
  if (hour + hours(1) <= desk.at())
    return no(refuse("gate.hour_past").at("/hour").with("hour", to_text(hour)));
  if (auto r = check_announced(order, **core, hour, desk); !r) return no(r.error());
  auto const quota = desk.pack<GatePack>().quota(order.direction, hour);
  if (quota == Count{0}) return no(refuse("gate.hour_closed").at("/hour").with("hour", to_text(hour)));
  auto const& state = desk.look<Hour>(hour_stream(hour));
  if (state.taken(order.direction) >= quota) {
    return no(refuse("gate.hour_full")
                  .at("/hour")
                  .with("hour", to_text(hour))
                  .with("quota", std::to_string(quota.value)));
  }
  for (auto const& e : state.entries) {
    if (order.unit && !e.cancelled && e.booked.unit == order.unit && e.booked.direction == order.direction) {
      return no(refuse("gate.already_booked").at("/unit").with("appointment", e.booked.appointment.text));
    }
  }
  AppointmentId const id{desk.fresh_name(prefix_of(hour))};
  return Facts{}
      .add(hour_stream(hour), AppointmentBooked{id, hour, order.direction, order.booking, (*core)->owner,
                                                (*core)->carrier, order.plate, order.unit})
      .name("appointment", id.text);
}

Result<Facts> decide(CancelAppointment const& order, Desk& desk) {
  auto const hour = hour_of_name(order.appointment);
  auto const refused = [&] {
    return no(
        refuse("gate.no_such_appointment").at("/appointment").with("appointment", order.appointment.text));
  };
  if (!hour) return refused();
  auto const* entry = desk.look<Hour>(hour_stream(*hour)).find(order.appointment);
  if (!entry) return refused();
  bool const own = desk.may_act_for(entry->booked.owner) || desk.may_act_for(entry->booked.carrier) ||
                   desk.actor().roles.has(Role::gate);
  if (!own) return refused();
  if (entry->cancelled || entry->kept) {
    return no(refuse("gate.appointment_over").at("/appointment").with("appointment", order.appointment.text));
  }
  return Facts{}.add(hour_stream(*hour), AppointmentCancelled{order.appointment, order.reason});
}

}  // namespace landport::gate
