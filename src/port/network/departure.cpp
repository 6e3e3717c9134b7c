// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "port/booking/events.h"
#include "port/network/commands.h"
#include "port/network/network.h"
#include "port/train/events.h"

// Decisions about departures and the leg runs that they use.
namespace landport::network {
namespace {

constexpr std::int64_t days_max = 370;

std::string compact(Day day) {
  std::string text = to_text(day);
  std::erase(text, '-');
  return text;
}

// A leg of the service as it runs when the service leaves on `day`, with the facts that open its leg run.
struct Planned {
  DepartureLeg leg;
  LegRunOpened opened;
};

Result<Planned> plan_leg(Network const& network, ServiceLeg const& row, Day day, std::string const& carrier) {
  Day const leaves = day + static_cast<int>(row.depart_day);
  auto const* const leg = network.legs.find(row.leg.text, leaves);
  auto const* const path = network.paths.find(row.path.text, leaves);
  auto const* const from = network.nodes.find(row.from.text, leaves);
  auto const* const to = network.nodes.find(row.to.text, leaves);
  if (!leg || !path || !from || !to) {
    return no(refuse("network.no_path").at("/from").with("path", row.path.text).with("day", to_text(leaves)));
  }
  auto const departs = instant_of(leaves, row.departs, from->time_zone);
  auto const arrives = instant_of(day + static_cast<int>(row.arrive_day), row.arrives, to->time_zone);
  if (!departs) return no(departs.error());
  if (!arrives) return no(arrives.error());
  auto const* const partner = network.partners.find(row.leg.text, leaves);
  LegRunId const id{row.path.text + "-" + compact(leaves)};
  return Planned{{Count{row.seq}, row.leg, row.from, row.to, leg->mode, leg->gauge.value_or(Millimetres{}),
                  leg->distance_km, *departs, *arrives, id, partner ? partner->org : std::string()},
                 {id,
                  row.path,
                  row.leg,
                  row.from,
                  row.to,
                  *departs,
                  *arrives,
                  {path->length_max, path->mass_max, path->plugs_max, path->teu_max},
                  carrier}};
}

Result<Sailing const*> own_departure(DepartureId const& id, Desk& desk) {
  auto const& sailing = desk.look<Sailing>(departure_stream(id));
  if (!sailing.known || !desk.may_act_for(sailing.plan.carrier)) {
    return no(refuse("network.no_such_departure").at("/departure").with("departure", id.text));
  }
  if (sailing.state == DepartureState::cancelled) {
    return no(refuse("network.departure_cancelled").at("/departure").with("departure", id.text));
  }
  return &sailing;
}

// Adds one departure of the service; nothing when it is there already or would have left.
Result<void> schedule_one(Service const& service, Day day, std::string const& carrier, Desk& desk,
                          Facts& facts, std::set<LegRunId>& opened) {
  DepartureId const id = departure_of(service.code, day);
  if (desk.look<Sailing>(departure_stream(id)).known) return {};
  DepartureScheduled plan{
      id, service.code, service.name_zh, service.name_en, carrier, service.from, service.to, day, {}, {}};
  std::vector<LegRunOpened> to_open;
  for (auto const& row : service.legs_on(day)) {
    auto planned = plan_leg(desk.pack<Network>(), row, day, carrier);
    if (!planned) return no(planned.error());
    plan.legs.push_back(planned->leg);
    auto const& run = planned->leg.leg_run;
    bool const open = opened.contains(run) || desk.look<booking::LegRun>(leg_run_stream(run)).open;
    if (!open) to_open.push_back(planned->opened);
  }
  if (plan.legs.empty() || plan.legs.front().departs <= desk.happened()) return {};
  Instant const leaves = plan.legs.front().departs;
  plan.cut_offs = {leaves - service.booking_cutoff, leaves - service.documents_cutoff,
                   leaves - service.gate_in_cutoff, leaves - service.vgm_cutoff};
  facts.add(departure_stream(id), plan).name("departure", id.text);
  for (auto& run : to_open) {
    opened.insert(run.leg_run);
    facts.add(leg_run_stream(run.leg_run), run);
  }
  return {};
}

}  // namespace

Result<Facts> decide(ScheduleDepartures const& order, Desk& desk) {
  auto const& network = desk.pack<Network>();
  if (!network.services.has(order.service.text)) {
    return no(refuse("network.no_such_service").at("/service").with("service", order.service.text));
  }
  if (order.days < Count{1} || order.days.value > days_max) {
    return no(refuse("malformed.range")
                  .at("/days")
                  .with("got", std::to_string(order.days.value))
                  .with("min", "1")
                  .with("max", std::to_string(days_max)));
  }
  std::string const carrier = order.carrier.empty() ? desk.actor().org : order.carrier;
  if (!desk.may_act_for(carrier)) {
    return no(refuse("network.not_your_carrier").at("/carrier").with("carrier", carrier));
  }
  Facts facts;
  std::set<LegRunId> opened;
  for (int i = 0; i < order.days.value; ++i) {
    Day const day = order.from + i;
    auto const* const service = network.services.find(order.service.text, day);
    if (!service || !network.runs_on(*service, day)) continue;
    if (auto r = schedule_one(*service, day, carrier, desk, facts, opened); !r) return no(r.error());
  }
  return facts;
}

Result<Facts> decide(CancelDeparture const& order, Desk& desk) {
  auto const sailing = own_departure(order.departure, desk);
  if (!sailing) return no(sailing.error());
  Facts facts;
  facts.add(departure_stream(order.departure), DepartureCancelled{order.departure, order.reason});
  if (auto r = booking::departure_cancelled(desk, (*sailing)->plan, order.reason, facts); !r)
    return no(r.error());
  if (auto r = train::departure_cancelled(desk, order.departure, order.reason, facts); !r) return no(r.error());
  return facts;
}

Result<Facts> decide(CloseDeparture const& order, Desk& desk) {
  auto const sailing = own_departure(order.departure, desk);
  if (!sailing) return no(sailing.error());
  if ((*sailing)->state == DepartureState::closed) {
    return no(refuse("network.departure_closed").at("/departure").with("departure", order.departure.text));
  }
  return Facts{}.add(departure_stream(order.departure), DepartureClosed{order.departure, order.reason});
}

Result<Facts> decide(ReopenDeparture const& order, Desk& desk) {
  auto const sailing = own_departure(order.departure, desk);
  if (!sailing) return no(sailing.error());
  if ((*sailing)->state == DepartureState::open) {
    return no(refuse("network.departure_open").at("/departure").with("departure", order.departure.text));
  }
  return Facts{}.add(departure_stream(order.departure), DepartureReopened{order.departure});
}

namespace {

// Refuses when `limit` of what is `named` would be less than is taken.
template <class Q>
Result<void> not_below(Q limit, Q taken, std::string_view field, std::string_view zh, std::string_view en) {
  if (limit < Q{0}) {
    return no(refuse("malformed.range")
                  .at(field)
                  .with("got", std::to_string(limit.value))
                  .with("min", "0")
                  .with("max", ""));
  }
  if (limit >= taken) return {};
  return no(refuse("network.limit_below_sold")
                .at(field)
                .with("limit_zh", zh)
                .with("limit", en)
                .with("wanted", std::to_string(limit.value))
                .with("taken", std::to_string(taken.value)));
}

}  // namespace

Result<Facts> decide(ChangeLegLimits const& order, Desk& desk) {
  auto const& run = desk.look<booking::LegRun>(leg_run_stream(order.leg_run));
  if (!run.open || !desk.may_act_for(run.carrier)) {
    return no(refuse("network.no_such_leg_run").at("/leg_run").with("leg_run", order.leg_run.text));
  }
  Limits limits = run.limits;
  limits.length = order.length_max.value_or(limits.length);
  limits.mass = order.mass_max.value_or(limits.mass);
  limits.plugs = order.plugs_max.value_or(limits.plugs);
  limits.teu = order.teu_max.value_or(limits.teu);
  auto const taken = run.taken(desk.at());
  if (auto r = not_below(limits.length, taken.length, "/length_max_mm", "装载长度（毫米）", "length (mm)");
      !r)
    return no(r.error());
  if (auto r = not_below(limits.mass, taken.mass, "/mass_max_kg", "总重（千克）", "mass (kg)"); !r)
    return no(r.error());
  if (auto r = not_below(limits.plugs, taken.plugs, "/plugs_max", "插座", "plugs"); !r) return no(r.error());
  if (auto r = not_below(limits.teu, taken.teu, "/teu_max_hundredths", "标准箱（0.01）", "TEU (0.01)"); !r)
    return no(r.error());
  return Facts{}.add(leg_run_stream(order.leg_run), LegRunLimitsChanged{order.leg_run, limits, order.reason});
}

}  // namespace landport::network
