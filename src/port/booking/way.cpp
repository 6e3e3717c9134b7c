// SPDX-License-Identifier: Apache-2.0
#include "port/booking/way.h"

#include <algorithm>

namespace landport::booking {
namespace {

using network::DepartureScheduled;
using network::DepartureState;
using network::NodeCode;
using network::Sailing;

// A stretch of a departure that takes bookings now.
Result<Stretch> open_stretch(network::DepartureId const& id, std::optional<NodeCode> const& from,
                             std::optional<NodeCode> const& to, std::string_view field, Desk& desk,
                             Way& way, bool late) {
  auto const& sailing = desk.look<Sailing>(network::departure_stream(id));
  auto const refused = [&](std::string_view code) {
    return refuse(code).at(field).with("departure", id.text);
  };
  if (!sailing.known) return no(refused("booking.no_such_departure"));
  if (sailing.state == DepartureState::cancelled)
    return no(refused("booking.departure_cancelled").with("reason", sailing.reason));
  if (sailing.state == DepartureState::closed)
    return no(refused("booking.departure_closed").with("reason", sailing.reason));
  auto stretch = stretch_of(sailing.plan, from, to);
  if (!stretch) {
    return no(refused("booking.not_on_route")
                  .with("from", from.value_or(sailing.plan.from).text)
                  .with("to", to.value_or(sailing.plan.to).text));
  }
  auto const cut_off = cut_off_of(sailing.plan, *stretch);
  if (!late && desk.at() >= cut_off) return no(refused("booking.past_cut_off").with("cut_off", to_text(cut_off)));
  way.cut_off = way.route.empty() ? cut_off : std::min(way.cut_off, cut_off);
  way.plans.push_back(&sailing.plan);
  way.route.push_back(*stretch);
  return *stretch;
}

}  // namespace

std::vector<PricedStretch> Way::priced() const {
  std::vector<PricedStretch> out;
  for (std::size_t i = 0; i < route.size(); ++i) out.push_back({&route[i], plans[i]});
  return out;
}

WayAsked asked_of(BookingCore const& core) {
  auto const& r = core.route;
  WayAsked asked{r.front().departure, r.front().from, r.back().to, {}, {}, false};
  if (r.size() > 1) {
    asked.onward_departure = r.back().departure;
    asked.via = r.back().from;
  }
  return asked;
}

std::optional<Stretch> stretch_of(DepartureScheduled const& plan, std::optional<NodeCode> const& from,
                                  std::optional<NodeCode> const& to) {
  Stretch s{plan.departure, from.value_or(plan.from), to.value_or(plan.to), {}, {}, {}};
  bool on = false;
  for (auto const& leg : plan.legs) {
    if (!on && leg.from == s.from) {
      on = true;
      s.departs = leg.departs;
    }
    if (!on) continue;
    s.leg_runs.push_back(leg.leg_run);
    s.arrives = leg.arrives;
    if (leg.to == s.to) return s;
  }
  return {};
}

Instant cut_off_of(DepartureScheduled const& plan, Stretch const& stretch) {
  return plan.cut_offs.booking + (stretch.departs - plan.legs.front().departs);
}

Result<Way> find_way(WayAsked const& asked, Desk& desk) {
  Way way;
  if (asked.onward_departure && !asked.via) return no(refuse("booking.via_missing").at("/via"));
  auto const first = open_stretch(asked.departure, asked.from, asked.onward_departure ? asked.via : asked.to,
                                  "/departure", desk, way, asked.late);
  if (!first) return no(first.error());
  way.carrier = way.plans.front()->carrier;
  if (!asked.onward_departure) return way;
  auto const second =
      open_stretch(*asked.onward_departure, asked.via, asked.to, "/onward_departure", desk, way, asked.late);
  if (!second) return no(second.error());
  if (way.plans.back()->carrier != way.carrier)
    return no(refuse("booking.two_carriers").at("/onward_departure"));
  auto const needed = hours(desk.pack<BookingRules>().number("transfer_min_hours", way.day()));
  if (first->arrives + needed > second->departs) {
    return no(refuse("booking.connection_missed")
                  .at("/onward_departure")
                  .with("arrives", to_text(first->arrives))
                  .with("departs", to_text(second->departs))
                  .with("hours", std::to_string(needed.ms / hours(1).ms)));
  }
  return way;
}

std::vector<network::LegRunId> leg_runs_of(std::vector<Stretch> const& route) {
  std::vector<network::LegRunId> out;
  for (auto const& stretch : route) {
    for (auto const& run : stretch.leg_runs) {
      if (std::find(out.begin(), out.end(), run) == out.end()) out.push_back(run);
    }
  }
  return out;
}

Result<void> check_capacity(std::vector<Stretch> const& route, Slots const& needed, BookingId const& booking,
                            Desk& desk) {
  for (auto const& id : leg_runs_of(route)) {
    auto const& run = desk.look<LegRun>(network::leg_run_stream(id));
    if (auto r = fits(needed, run.free(desk.at(), booking), id, run.from, run.to); !r) return r;
  }
  return {};
}

Slots slots_held(BookingCore const& core, Desk& desk) {
  auto const runs = leg_runs_of(core.route);
  if (runs.empty()) return {};
  auto const& takings = desk.look<LegRun>(network::leg_run_stream(runs.front())).takings;
  auto const found = takings.find(core.booking);
  return found == takings.end() ? Slots{} : found->second.slots;
}

void take_slots(Facts& facts, std::vector<Stretch> const& route, Slots const& slots, BookingId const& booking,
                std::optional<Instant> until) {
  for (auto const& id : leg_runs_of(route)) {
    if (until) {
      facts.add(network::leg_run_stream(id), SlotsHeld{booking, slots, *until});
    } else {
      facts.add(network::leg_run_stream(id), SlotsConfirmed{booking, slots});
    }
  }
}

void free_slots(Facts& facts, std::vector<Stretch> const& route, BookingId const& booking,
                std::vector<Stretch> const& kept) {
  auto const stay = leg_runs_of(kept);
  for (auto const& id : leg_runs_of(route)) {
    if (std::find(stay.begin(), stay.end(), id) == stay.end()) {
      facts.add(network::leg_run_stream(id), SlotsReleased{booking});
    }
  }
}

Refusal wrong_stage(BookingCore const& core) {
  Choice<Stage> stage{};
  for (auto const& c : choices(Type<Stage>{})) {
    if (c.value == core.stage) stage = c;
  }
  return refuse("booking.wrong_stage")
      .at("/booking")
      .with("booking", core.booking.text)
      .with("stage_zh", stage.zh)
      .with("stage", stage.en);
}

bool is_carrier(Desk const& desk, std::string_view carrier) {
  return desk.actor().roles.has(Role::carrier) && desk.actor().org == carrier;
}

Result<BookingCore const*> own_booking(BookingId const& id, Desk& desk) {
  auto const& core = desk.look<BookingCore>(booking_stream(id));
  if (!core.exists || !(desk.may_act_for(core.owner) || is_carrier(desk, core.carrier))) {
    return no(refuse("booking.no_such_booking").at("/booking").with("booking", id.text));
  }
  return &core;
}

}  // namespace landport::booking
