// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "port/booking/events.h"
#include "port/train/day_work.h"

namespace landport::train {

Result<RunState const*> run_at(Desk& desk, RunId const& run) {
  auto const& state = desk.look<RunState>(train_stream(run));
  bool const partner = network::is_partner(desk.actor(), state.made.partners);
  if (!state.known() || (!partner && !desk.may_act_for(state.made.carrier)))
    return no(refuse("train.no_run").at("/run").with("run", run.text));
  return &state;
}

Result<RunState const*> standing_run_at(Desk& desk, RunId const& run) {
  auto state = run_at(desk, run);
  if (state && !(*state)->standing())
    return no(refuse("train.left_already").at("/run").with("run", run.text));
  return state;
}

namespace {

// The legs of a departure that its n-th run goes over: [first, last), both the same when there is no such run.
struct LegSpan {
  std::size_t first = 0, last = 0;
};
LegSpan span_of_run(std::vector<network::DepartureLeg> const& all, int n) {
  LegSpan span;
  int run = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].mode != network::Mode::rail) continue;
    bool const begins = i == 0 || all[i - 1].mode != network::Mode::rail || all[i - 1].gauge != all[i].gauge;
    if (begins) ++run;
    if (run != n) continue;
    if (begins) span.first = i;
    span.last = i + 1;
  }
  return span;
}

}  // namespace

std::vector<std::string> partners_of_run(network::Sailing const& sailing, int n) {
  auto const& all = sailing.plan.legs;
  auto const span = span_of_run(all, n);
  std::vector<std::string> partners;
  for (auto i = span.first; i < std::min(span.last + 1, all.size()); ++i)
    network::add_partner(partners, all[i]);
  return partners;
}

std::vector<RunLeg> legs_of_run(Rules const& rules, network::Sailing const& sailing, int n,
                                std::int64_t& gauge_mm) {
  std::vector<RunLeg> legs;
  auto const& all = sailing.plan.legs;
  auto const span = span_of_run(all, n);
  for (auto i = span.first; i < span.last; ++i) {
    gauge_mm = all[i].gauge.value;
    auto const& leg = all[i];
    legs.push_back({leg.leg, leg.leg_run, leg.from, leg.to, leg.departs, leg.arrives,
                    rules.sections_of_leg(leg.leg.text, utc_day(leg.departs))});
  }
  return legs;
}

int number_of_run(RunState const& run) {
  auto const& text = run.made.run.text;
  auto const base = run.made.departure.text.size();
  return text.size() > base + 1 ? std::atoi(text.c_str() + base + 1) : 1;
}

namespace {

CentiTeu capacity_of(Rules const& rules, std::string_view type, Day day) {
  std::int64_t feet = 0;
  for (auto const& pattern : rules.patterns(type, day)) {
    std::int64_t sum = 0;
    for (auto const* place : pattern.places) sum += place->feet;
    feet = std::max(feet, sum);
  }
  return CentiTeu{feet * 5};  // 20 feet are one TEU (port-rules §3)
}

bool about_composition(Finding const& f) {
  return f.severity == Severity::stop &&
         (f.rule == "gauge" || f.rule == "wagon_type" || f.rule == "section_unknown" ||
          f.rule == "train_length" || f.rule == "train_wagons" || f.rule == "conventional_wagons");
}

}  // namespace

Result<WagonTypeRow const*> free_wagon(Desk& desk, WagonWanted const& wanted, std::string_view at,
                                       Plan const& plan, std::string_view run) {
  auto const& rules = desk.pack<Rules>();
  auto const& wagon = desk.look<WagonState>(wagon_stream(wanted.number));
  auto const type = wagon.known ? wagon.type : wanted.type;
  auto const* row = rules.wagon_type(type, plan.day);
  if (!row) {
    return no(refuse(wagon.known || !type.empty() ? "train.no_wagon_type" : "train.wagon_unknown")
                  .at(at)
                  .with("wagon", wanted.number.text())
                  .with("type", type));
  }
  if (!wagon.run.empty() || plan.wagon(wanted.number)) {
    return no(refuse("train.wagon_taken")
                  .at(at)
                  .with("wagon", wanted.number.text())
                  .with("run", wagon.run.empty() ? run : std::string_view(wagon.run.text)));
  }
  if (wagon.bad_order) {
    return no(refuse("train.wagon_bad_order")
                  .at(at)
                  .with("wagon", wanted.number.text())
                  .with("reason", *wagon.bad_order));
  }
  return row;
}

Result<void> take_wagon(Desk& desk, RunId const& run, WagonWanted const& wanted, std::string_view at,
                        Plan& plan, Facts& facts) {
  auto const& rules = desk.pack<Rules>();
  auto const& wagon = desk.look<WagonState>(wagon_stream(wanted.number));
  auto const found = free_wagon(desk, wanted, at, plan, run.text);
  if (!found) return no(found.error());
  auto const* row = *found;
  auto const& type = row->code;
  plan.wagons.push_back({wanted.number, type, false, {}});
  Findings findings;
  check_wagon(rules, plan, plan.wagons.back(), findings);
  check_train(rules, plan, findings);
  if (auto ok = refuse_findings(findings, about_composition, at); !ok) return ok;
  auto const stream = wagon_stream(wanted.number);
  if (!wagon.known) facts.add(stream, WagonRegistered{wanted.number, type, desk.actor().org});
  facts.add(stream, WagonTaken{wanted.number, run});
  facts.add(train_stream(run),
            WagonAdded{run, wanted.number, type, row->tare, row->length, capacity_of(rules, type, plan.day)});
  return {};
}

Result<Facts> decide(RegisterWagon const& order, Desk& desk) {
  if (desk.look<WagonState>(wagon_stream(order.number)).known)
    return no(refuse("train.wagon_known").at("/number").with("wagon", order.number.text()));
  if (!desk.pack<Rules>().wagon_type(order.type, utc_day(desk.at())))
    return no(refuse("train.no_wagon_type")
                  .at("/type")
                  .with("wagon", order.number.text())
                  .with("type", order.type));
  return Facts{}.add(
      wagon_stream(order.number),
      WagonRegistered{order.number, order.type, order.owner.empty() ? desk.actor().org : order.owner});
}

Result<Facts> decide(ComposeTrain const& order, Desk& desk) {
  auto const& sailing = desk.look<network::Sailing>(network::departure_stream(order.departure));
  if (!sailing.known || !desk.may_act_for(sailing.plan.carrier))
    return no(refuse("train.no_departure").at("/departure").with("departure", order.departure.text));
  if (sailing.state == network::DepartureState::cancelled)
    return no(refuse("train.departure_cancelled").at("/departure").with("departure", order.departure.text));
  RunId const run = run_of(order.departure, 1);
  if (desk.look<RunState>(train_stream(run)).known())
    return no(refuse("train.composed_already").at("/departure").with("run", run.text));
  TrainComposed made{run, order.departure, sailing.plan.service, sailing.plan.carrier, 0, {},
                     {},  order.plugs, partners_of_run(sailing, 1)};
  made.legs = legs_of_run(desk.pack<Rules>(), sailing, 1, made.gauge_mm);
  if (made.legs.empty()) return no(refuse("train.no_rail_legs").at("/departure"));
  if (auto ok = not_embargoed(desk, made.legs); !ok) return no(std::move(ok.error()).at("/departure"));
  RunState state;
  evolve(state, made);
  Facts facts;
  facts.add(train_stream(run), made);
  for (std::size_t i = 0; i < order.wagons.size(); ++i) {
    auto taken = take_wagon(desk, run, order.wagons[i], fmt::format("/wagons/{}", i), state.plan, facts);
    if (!taken) return no(std::move(taken.error()));
  }
  return facts.name("run", run.text);
}

Result<Facts> decide(AddWagon const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  Plan plan = (*run)->plan;
  Facts facts;
  auto taken = take_wagon(desk, order.run, {order.number, order.type}, "/number", plan, facts);
  if (!taken) return no(std::move(taken.error()));
  if (auto ok = fits_its_track(desk, order.run, plan); !ok) return no(std::move(ok.error()).at("/number"));
  return facts;
}

// A wagon that goes takes its plan with it: its units are without a place again. What is loaded must be
// unloaded first.
Result<Facts> decide(RemoveWagon const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  auto const& plan = (*run)->plan;
  if (!plan.wagon(order.number))
    return no(refuse("train.no_wagon").at("/number").with("wagon", order.number.text()));
  Facts facts;
  for (auto const& p : plan.placements) {
    if (p.spot.wagon != order.number) continue;
    if (p.loaded) return no(refuse("train.wagon_loaded").at("/number").with("unit", p.cargo.unit.text()));
    facts.add(train_stream(order.run), UnitUnplanned{order.run, p.cargo.unit});
  }
  facts.add(train_stream(order.run), WagonRemoved{order.run, order.number, order.reason});
  facts.add(wagon_stream(order.number), WagonFreed{order.number, order.run, order.reason});
  return facts;
}

Result<Facts> decide(PassInspection const& order, Desk& desk) {
  auto run = standing_run_at(desk, order.run);
  if (!run) return no(std::move(run.error()));
  if (!(*run)->plan.wagon(order.number))
    return no(refuse("train.no_wagon").at("/number").with("wagon", order.number.text()));
  return Facts{}.add(train_stream(order.run),
                     WagonInspected{order.run, order.number, order.passed, order.note});
}

}  // namespace landport::train
