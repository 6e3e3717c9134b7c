// SPDX-License-Identifier: Apache-2.0
#include "port/booking/events.h"
#include "port/gate/quota.h"
#include "port/gate/visit.h"

namespace landport::gate {

using booking::BookingCore;
using booking::BookingId;
using container::PlaceKind;
using container::Whereabouts;

namespace {

// What is being admitted, gathered before it is judged.
struct Coming {
  Whereabouts unit;  // as known, or as it is registered now
  bool registered_now = false;
  std::string booking;
  BookingCore core;  // when `booking` is not empty
  network::Sailing sailing;
  std::vector<std::string> flags;

  void flag(std::string_view what) { flags.emplace_back(what); }
};

// A unit whose journey ended abroad comes back by ways that the port is not told of.
bool inside(Whereabouts const& unit) {
  bool const under_way = unit.place.kind == PlaceKind::terminal_abroad && !unit.booking.empty();
  return under_way || container::is_inside(unit.place.kind);
}

// A unit that the port does not know is registered by what the clerk reads on its door.
Result<void> read_door(AdmitUnit const& order, Desk& desk, Coming& coming) {
  coming.unit = desk.look<Whereabouts>(container::unit_stream(order.unit));
  if (coming.unit.known) {
    if (order.size_type && *order.size_type != coming.unit.size_type) {
      return no(refuse("gate.other_size_type")
                    .at("/size_type")
                    .with("size_type", order.size_type->text())
                    .with("known", coming.unit.size_type.text()));
    }
    return {};
  }
  if (!order.size_type)
    return no(refuse("gate.size_type_missing").at("/size_type").with("unit", order.unit.text()));
  bool const may_confirm = desk.actor().roles.any(Role::terminal | Role::duty | Role::admin);
  if (!order.unit.check_digit_holds() && !(order.confirm_bad_check_digit && may_confirm)) {
    return no(refuse("gate.bad_check_digit")
                  .at("/unit")
                  .with("unit", order.unit.text())
                  .with("expected", std::to_string(unit_check_digit(order.unit.text().substr(0, 10)))));
  }
  coming.registered_now = true;
  coming.unit.unit = order.unit;
  coming.unit.size_type = *order.size_type;
  coming.unit.full = order.full;
  return {};
}

// The booking that announced it: the one named, the unit's own, or the truck's.
Result<void> find_booking(AdmitUnit const& order, std::string const& of_visit, Desk& desk, Coming& coming) {
  coming.booking = !order.booking.empty() ? order.booking : coming.unit.booking;
  if (coming.booking.empty()) coming.booking = of_visit;
  if (coming.booking.empty()) return {};
  if (!is_name(coming.booking)) {
    return no(refuse("gate.no_such_booking").at("/booking").with("booking", coming.booking));
  }
  coming.core = desk.look<BookingCore>(booking::booking_stream(BookingId{coming.booking}));
  coming.sailing = desk.look<network::Sailing>(network::departure_stream(coming.core.departure()));
  return {};
}

// Pre-advice: a full unit comes in for a firm booking that it is assigned to, in a size that was booked, in
// time. The duty manager may let it in late; that is then flagged.
Result<void> match(AdmitUnit const& order, Desk& desk, Coming& coming) {
  if (coming.booking.empty()) {
    if (order.full) return no(refuse("gate.no_booking").at("/booking").with("unit", order.unit.text()));
    return {};
  }
  auto const& core = coming.core;
  if (!core.exists) return no(refuse("gate.no_such_booking").at("/booking").with("booking", coming.booking));
  if (!core.may_ship())
    return no(refuse("gate.booking_not_firm").at("/booking").with("booking", coming.booking));
  if (!core.has_unit(order.unit)) {
    return no(refuse("gate.unit_not_in_booking")
                  .at("/unit")
                  .with("unit", order.unit.text())
                  .with("booking", coming.booking));
  }
  bool const booked = std::ranges::any_of(core.items, [&](auto const& item) {
    return item.size_type == coming.unit.size_type && item.laden == order.full;
  });
  if (!booked) {
    return no(refuse("gate.size_type_not_booked")
                  .at("/size_type")
                  .with("size_type", coming.unit.size_type.text())
                  .with("booking", coming.booking));
  }
  if (coming.sailing.known && desk.happened() >= coming.sailing.plan.cut_offs.gate_in) {
    if (!desk.actor().roles.has(Role::duty)) {
      return no(refuse("gate.after_cut_off")
                    .at("/unit")
                    .with("cut_off", to_text(coming.sailing.plan.cut_offs.gate_in)));
    }
    coming.flag("after_cut_off");
  }
  return {};
}

// What differs from what was announced and is let in all the same.
void note_differences(AdmitUnit const& order, Desk& desk, Coming& coming) {
  auto const& seals = coming.unit.seals;
  if (order.full && order.seal.empty() && seals.empty()) coming.flag("no_seal");
  if (!order.seal.empty() && !seals.empty() && std::ranges::find(seals, order.seal) == seals.end()) {
    coming.flag("seal_differs");
  }
  std::optional<Kilograms> announced = coming.unit.verified_gross;
  for (auto const& item : coming.core.items) {
    if (!announced && item.size_type == coming.unit.size_type) announced = item.gross;
  }
  auto const tolerance = desk.pack<GatePack>().mass_tolerance;
  if (order.gross && announced &&
      (*order.gross > *announced + tolerance || *order.gross < *announced - tolerance)) {
    coming.flag("mass_differs");
  }
  if (order.condition == container::Condition::damaged) coming.flag("damaged");
  if (order.condition == container::Condition::unfit) coming.flag("unfit");
}

// One 45-foot length of chassis: what is on the truck already and the new unit.
Result<void> check_chassis(Visit const& visit, Coming const& coming, Desk& desk) {
  int feet = coming.unit.size_type.feet();
  for (auto const& number : visit.on_truck) {
    feet += desk.look<Whereabouts>(container::unit_stream(number)).size_type.feet();
  }
  if (feet > 45) return no(refuse("gate.truck_full").at("/unit").with("feet", std::to_string(feet)));
  return {};
}

std::string joined(std::vector<std::string> const& list) {
  std::string out;
  for (auto const& one : list) out += (out.empty() ? "" : "+") + one;
  return out;
}

// What the booking says of its goods becomes known of the unit, so that yard and train may go by it.
void take_goods(Coming const& coming, StreamName const& stream, Facts& facts) {
  auto const& goods = coming.core.goods;
  auto const& unit = coming.unit;
  if (goods.un_number && !goods.danger_class.empty()) {
    container::Danger const danger{*goods.un_number, goods.danger_class};
    if (std::ranges::find(unit.danger, danger) == unit.danger.end()) {
      facts.add(stream, container::DangerDeclared{unit.unit, danger.un_number, danger.danger_class});
    }
  }
  if (!unit.size_type.reefer() || unit.set_point || (!goods.temperature_min && !goods.temperature_max))
    return;
  auto const low = goods.temperature_min.value_or(goods.temperature_max.value_or(DeciCelsius{}));
  auto const high = goods.temperature_max.value_or(low);
  facts.add(stream, container::SetPointChanged{unit.unit, DeciCelsius{(low.value + high.value) / 2}});
}

void record_unit(AdmitUnit const& order, Coming const& coming, VisitId const& visit, Facts& facts) {
  auto const stream = container::unit_stream(order.unit);
  auto const& unit = coming.unit;
  if (unit.full != order.full) facts.add(stream, container::ContentsNoted{order.unit, order.full});
  if (!coming.booking.empty()) {
    auto const departure = coming.core.departure().text;
    bool const same = unit.booking == coming.booking && unit.departure == departure &&
                      unit.owner == coming.core.owner && unit.carrier == coming.core.carrier;
    if (!same) {
      facts.add(stream, container::UnitBooked{order.unit, coming.booking, departure, coming.core.owner,
                                              coming.core.carrier});
    }
    if (order.full) take_goods(coming, stream, facts);
  }
  if (!order.seal.empty() && std::ranges::find(unit.seals, order.seal) == unit.seals.end()) {
    facts.add(stream, container::UnitSealed{order.unit, order.seal});
  }
  if (order.condition != unit.condition || !order.condition_note.empty() || !order.photos.empty()) {
    facts.add(stream,
              container::ConditionNoted{order.unit, order.condition, order.condition_note, order.photos});
  }
  bool const held = std::ranges::any_of(unit.holds, [](auto const& h) { return h.name == "unfit"; });
  if (order.condition == container::Condition::unfit && !held) {
    facts.add(stream, container::HoldPlaced{order.unit,
                                            "unfit",
                                            {container::Deed::load, container::Deed::depart},
                                            "not fit to travel at the gate",
                                            container::Keeper::terminal});
  }
  facts.add(stream, container::moved(unit, on_truck(visit), visit.text));
}

// The visit that brings it: the one named, or one that is opened now.
Result<VisitId> visit_of(AdmitUnit const& order, Desk& desk, Visit& visit, Facts& facts) {
  if (order.visit.empty()) return arrive({order.plate, Direction::deliver, order.lane, {}}, desk, facts);
  if (!is_name(order.visit)) return no(refuse("gate.no_such_visit").at("/visit").with("visit", order.visit));
  VisitId const id{order.visit};
  auto const open = open_visit(id, desk);
  if (!open) return no(open.error());
  visit = **open;
  return id;
}

}  // namespace

Result<Facts> decide(AdmitUnit const& order, Desk& desk) {
  Facts facts;
  Visit visit;
  auto const id = visit_of(order, desk, visit, facts);
  if (!id) return no(id.error());
  Coming coming;
  if (auto r = read_door(order, desk, coming); !r) return no(r.error());
  if (inside(coming.unit)) {
    return no(refuse("gate.already_inside")
                  .at("/unit")
                  .with("unit", order.unit.text())
                  .with("place", coming.unit.place.ref));
  }
  if (auto r = container::not_before(coming.unit, desk.happened()); !r) return no(r.error());
  if (auto r = find_booking(order, visit.booking, desk, coming); !r) return no(r.error());
  if (auto r = match(order, desk, coming); !r) return no(r.error());
  if (auto r = check_chassis(visit, coming, desk); !r) return no(r.error());
  note_differences(order, desk, coming);
  if (coming.registered_now) {
    container::UnitRegistered fact{order.unit, coming.unit.size_type};
    fact.owner = coming.core.owner;
    fact.full = order.full;
    if (!order.unit.check_digit_holds()) fact.check_digit_confirmed_by = desk.actor().person;
    facts.add(container::unit_stream(order.unit), fact);
  }
  facts.add(visit_stream(*id),
            UnitAdmitted{*id, order.unit, coming.booking, coming.core.owner, coming.core.carrier, order.gross,
                         order.seal, order.condition, order.photos, joined(coming.flags)});
  record_unit(order, coming, *id, facts);
  return facts;
}

}  // namespace landport::gate
