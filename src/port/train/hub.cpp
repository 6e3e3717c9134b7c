// SPDX-License-Identifier: Apache-2.0
#include "port/train/hub.h"

#include <fmt/format.h>

#include <algorithm>

namespace landport::train {

Result<Hub> at_hub(RunId const& id, Desk& desk) {
  auto found = run_at(desk, id);
  if (!found) return no(std::move(found.error()));
  RunState const& run = **found;
  auto const next = std::ranges::find_if(run.made.legs, [&](RunLeg const& l) { return l.from == run.node; });
  bool const between = next != run.made.legs.end() && next != run.made.legs.begin();
  if (run.stage != Stage::departed || !run.stands || !between)
    return no(refuse("train.not_at_hub").at("/run").with("run", id.text));
  Hub hub{&run, run.node, run.plan};
  hub.ahead.day = utc_day(next->departs);
  if (desk.pack<Rules>().home(hub.ahead.day) == run.node.text)
    return no(refuse("train.hub_is_home").at("/run").with("node", run.node.text));
  hub.ahead.sections.clear();
  for (auto leg = next; leg != run.made.legs.end(); ++leg) {
    for (auto const& section : leg->sections) {
      if (std::ranges::find(hub.ahead.sections, section) == hub.ahead.sections.end())
        hub.ahead.sections.push_back(section);
    }
  }
  return hub;
}

std::optional<booking::Stretch> stretch_with(Desk& desk, RunState const& run, container::Whereabouts const& unit) {
  if (unit.booking.empty()) return {};
  auto const& booking =
      desk.look<booking::BookingCore>(booking::booking_stream(booking::BookingId{unit.booking}));
  auto const departure = came_with(desk, run, unit);
  for (auto const& stretch : booking.route) {
    if (stretch.departure == departure) return stretch;
  }
  return {};
}

Refusal other_stretch(UnitNumber const& unit, std::optional<booking::Stretch> const& stretch,
                      network::NodeCode const& node) {
  return refuse("train.other_stretch")
      .with("unit", unit.text())
      .with("from", stretch ? stretch->from.text : "")
      .with("to", stretch ? stretch->to.text : "")
      .with("node", node.text);
}

Result<Facts> decide(DropUnits const& order, Desk& desk) {
  auto hub = at_hub(order.run, desk);
  if (!hub) return no(std::move(hub.error()));
  if (order.units.empty()) return no(refuse("train.nothing_listed").at("/units"));
  Facts facts;
  std::vector<UnitNumber> arrived;
  for (std::size_t i = 0; i < order.units.size(); ++i) {
    auto const& number = order.units[i];
    auto const at = fmt::format("/units/{}", i);
    auto const* p = hub->ahead.find(number);  // a unit that is named twice is not on the train any more
    if (!p || !p->loaded) return no(refuse("train.not_loaded").at(at).with("unit", number.text()));
    auto const& unit = desk.look<container::Whereabouts>(container::unit_stream(number));
    if (auto ok = container::may_do(unit, container::Deed::move); !ok) return no(std::move(ok.error()).at(at));
    if (auto ok = container::not_before(unit, desk.happened()); !ok) return no(std::move(ok.error()));
    auto const stretch = stretch_with(desk, *hub->run, unit);
    bool const ends = stretch && stretch->to == hub->node;
    if (!ends && order.reason.empty()) return no(other_stretch(number, stretch, hub->node).at(at));
    if (ends) arrived.push_back(number);
    facts.add(train_stream(order.run), UnitUnloaded{order.run, number, hub->node.text, ends ? "" : order.reason});
    facts.add(container::unit_stream(number),
              container::moved(unit, {container::PlaceKind::terminal_abroad, hub->node.text}, order.run.text));
    hub->ahead.drop(number);
  }
  // What stays is judged too: half of a pair, say, does not go on alone.
  auto ok = refuse_findings(
      check(desk.pack<Rules>(), hub->ahead), [](Finding const& f) { return f.severity != Severity::soft; }, "/units");
  if (!ok) return no(std::move(ok.error()));
  for (auto const& departure : departures_of(hub->run->made))
    booking::units_arrived(desk, departure, arrived, facts);
  return facts;
}

}  // namespace landport::train
