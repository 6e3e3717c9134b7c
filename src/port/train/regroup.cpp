// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "port/booking/events.h"
#include "port/train/day_work.h"
#include "solvers/regroup.h"

// The border: trains of one gauge become trains of another. Moving one train onto one is the same, with one of each.
namespace landport::train {

namespace {

using container::unit_at;

// ---- the trains that stand there ----

struct Arrived {
  RunState const* run = nullptr;
  network::Sailing const* sailing = nullptr;
  int next = 2;  // number of the run that takes over, in the timetable of its departure
  std::int64_t gauge_mm = 0;
  std::vector<RunLeg> legs;  // of that run
  RunId const& id() const { return run->made.run; }
};

bool has_units(RunState const& run) {
  return std::ranges::any_of(run.plan.placements, [](Placement const& p) { return p.loaded; });
}

// `again`: what an earlier transfer left behind may be taken along.
Result<Arrived> arrived_at_border(RunId const& id, bool again, std::string const& at, Desk& desk) {
  auto found = run_at(desk, id);
  if (!found) return no(std::move(found.error()).at(at));
  Arrived a;
  a.run = *found;
  bool const left = again && a.run->stage == Stage::transferred && has_units(*a.run);
  if (a.run->stage != Stage::at_border && !left)
    return no(refuse("train.not_at_border").at(at).with("run", id.text));
  a.sailing = &desk.look<network::Sailing>(network::departure_stream(a.run->made.departure));
  a.next = number_of_run(*a.run) + 1;
  a.legs = legs_of_run(desk.pack<Rules>(), *a.sailing, a.next, a.gauge_mm);
  if (a.legs.empty()) return no(refuse("train.no_border").at(at).with("node", a.run->to().text));
  return a;
}

// Whether the other may be merged with the first: it stands at the same place and goes the same way.
Result<void> go_together(Arrived const& first, Arrived const& other, std::string const& at) {
  auto const no_merging = [&](std::string_view code) {
    return refuse(code).at(at).with("run", other.id().text).with("first", first.id().text);
  };
  if (other.run->made.carrier != first.run->made.carrier)
    return no(no_merging("train.other_carrier").with("carrier", other.run->made.carrier));
  if (other.run->to() != first.run->to() || other.gauge_mm != first.gauge_mm)
    return no(no_merging("train.other_border").with("node", other.run->to().text));
  if (other.legs.back().to != first.legs.back().to)
    return no(no_merging("train.other_way").with("to", other.legs.back().to.text));
  return {};
}

Result<std::vector<Arrived>> all_arrived(std::vector<RunId> const& runs, Desk& desk) {
  std::vector<Arrived> out;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    auto const at = fmt::format("/runs/{}", i);
    if (std::find(runs.begin(), runs.begin() + static_cast<long>(i), runs[i]) != runs.begin() + static_cast<long>(i))
      return no(refuse("train.named_twice").at(at).with("run", runs[i].text));
    auto one = arrived_at_border(runs[i], true, at, desk);
    if (!one) return no(std::move(one.error()));
    if (!out.empty()) {
      if (auto ok = go_together(out.front(), *one, at); !ok) return no(std::move(ok.error()));
    }
    out.push_back(std::move(*one));
  }
  if (out.empty()) return no(refuse("train.no_run").at("/runs").with("run", ""));
  return out;
}

// A merged train leaves by the timetable of the latest: it cannot leave before all of it is there.
std::size_t latest(std::vector<Arrived> const& runs, std::vector<std::size_t> const& of) {
  return *std::ranges::max_element(of, {}, [&](std::size_t i) { return runs[i].legs.front().departs; });
}

// ---- what is to go, and on what ----

struct ToGo {
  Cargo cargo;
  std::size_t parent = 0;  // of the trains that stand there
};
struct Left {
  std::size_t parent = 0;
  UnitNumber unit;
  std::string rule;
};
struct Offered {
  WagonWanted wagon;
  std::string at;   // where it stands in the command
  int train = -1;  // that it is given to
};
struct Wanted {
  std::vector<Offered> wagons;
  std::vector<Count> plugs;  // by train that is given; of each where none is
  int trains_max = 0;        // 0: as many as are needed
  std::uint64_t seed = 1;
  bool given() const { return !wagons.empty() && wagons.front().train >= 0; }
};

struct Yard {
  std::vector<Arrived> runs;
  std::vector<ToGo> units;
  std::vector<Left> left;
};

// The units that may be lifted; what is held, what the next railway does not take, and what it has an embargo on, stays.
Result<Yard> units_of(std::vector<Arrived> runs, Desk& desk) {
  Yard yard{std::move(runs), {}, {}};
  auto const& rules = desk.pack<Rules>();
  for (std::size_t i = 0; i < yard.runs.size(); ++i) {
    auto const day = utc_day(yard.runs[i].legs.front().departs);
    for (auto const& p : yard.runs[i].run->plan.placements) {
      if (!p.loaded) continue;
      auto const& unit = unit_at(desk, p.cargo.unit);
      if (auto when = container::not_before(unit, desk.happened()); !when) return no(std::move(when.error()));
      bool const refused = std::ranges::any_of(p.cargo.danger, [&](DangerLabel const& d) {
        return rules.prohibited_row(d.un_number.text(), p.cargo.size_type.tank(), day);
      });
      if (!container::may_do(unit, container::Deed::move)) {
        yard.left.push_back({i, p.cargo.unit, "held"});
      } else if (refused) {
        yard.left.push_back({i, p.cargo.unit, "dg_prohibited"});
      } else if (stopped_by_embargo(desk, yard.runs[i].legs, p.cargo)) {
        yard.left.push_back({i, p.cargo.unit, "embargo"});
      } else {
        yard.units.push_back({p.cargo, i});
      }
    }
  }
  return yard;
}

// All wagons as one plan, for the planner: each is known, free and of the gauge.
Result<Plan> pool_of(Wanted const& wanted, Yard const& yard, Desk& desk) {
  std::vector<std::size_t> all(yard.runs.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  auto const& next = yard.runs[latest(yard.runs, all)];
  TrainComposed made;
  made.gauge_mm = next.gauge_mm, made.legs = next.legs;
  made.plugs = wanted.plugs.empty() ? Count{0} : wanted.plugs.front();
  RunState pool;
  evolve(pool, made);
  for (auto const& offered : wanted.wagons) {
    auto const type = free_wagon(desk, offered.wagon, offered.at, pool.plan, "");
    if (!type) return no(type.error());
    pool.plan.wagons.push_back({offered.wagon.number, (*type)->code, false, {}});
    Findings findings;
    check_wagon(desk.pack<Rules>(), pool.plan, pool.plan.wagons.back(), findings);
    auto ok = refuse_findings(findings, [](Finding const& f) { return f.severity == Severity::stop; }, offered.at);
    if (!ok) return no(std::move(ok.error()));
  }
  return pool.plan;
}

void least(std::optional<std::int64_t>& into, std::int64_t limit) {
  if (!into || limit < *into) into = limit;
}

// The track that a train is made up on, in hundredths of conventional wagons.
std::optional<std::int64_t> track_of(Rules const& rules, RunState const& run) {
  auto const* yard = rules.transshipment_yard(run.from().text, run.made.gauge_mm, run.plan.day);
  return yard ? std::optional(yard->conventional_wagons_max.value * 100) : std::nullopt;
}

solvers::RegroupTask task_of(Rules const& rules, Wanted const& wanted, Yard const& yard, Plan const& pool,
                             std::string const& node) {
  std::vector<Cargo> cargo;
  for (auto const& u : yard.units) cargo.push_back(u.cargo);
  std::vector<std::size_t> wagons;
  auto const load = planner_task(rules, pool, cargo, wagons);
  solvers::RegroupTask task;
  task.limits = load.limits, task.together = load.together, task.apart = load.apart;
  for (auto const& plugs : wanted.plugs) task.plugs.push_back(static_cast<int>(plugs.value));
  if (!wanted.given()) task.plugs.clear();
  for (std::size_t i = 0; i < load.units.size(); ++i) {
    // What has waited longest goes first.
    auto const& came = yard.runs[yard.units[i].parent];
    auto const since = (came.legs.front().departs - yard.runs.front().legs.front().departs).ms / 60'000;
    task.units.push_back({load.units[i], static_cast<int>(yard.units[i].parent), static_cast<int>(i),
                          static_cast<int>(since), false});
  }
  for (std::size_t i = 0; i < load.wagons.size(); ++i) {
    auto const* type = rules.wagon_type(pool.wagons[wagons[i]].type, pool.day);
    task.wagons.push_back(
        {load.wagons[i], type->conventional_wagons_hundredths, wanted.wagons[wagons[i]].train});
  }
  for (auto const* s : sections_of(rules, pool)) {
    least(task.length_max_mm, s->train_length_max.value);
    if (s->wagons_max) least(task.wagons_max, s->wagons_max->value);
    if (s->conventional_wagons_max) least(task.conventional_max_hundredths, s->conventional_wagons_max->value * 100);
  }
  if (auto const* track = rules.transshipment_yard(node, pool.gauge_mm, pool.day))
    least(task.conventional_max_hundredths, track->conventional_wagons_max.value * 100);
  task.trains_max = wanted.trains_max > 0 ? wanted.trains_max : static_cast<int>(task.wagons.size());
  return task;
}

// ---- the trains that are made ----

struct Child {
  RunState state;
  Facts facts;  // its composition
  std::set<std::size_t> parents;
};

// The first name of the departure's n-th run that is free: a split makes several of one number.
RunId name_for(network::DepartureId const& departure, int n, std::vector<Child> const& made, Desk& desk) {
  auto const first = run_of(departure, n);
  for (char letter = 'A'; letter <= 'Z'; ++letter) {
    RunId const id = letter == 'A' ? first : RunId{first.text + letter};
    bool const taken = std::ranges::any_of(made, [&](Child const& c) { return c.state.made.run == id; });
    if (!taken && !desk.look<RunState>(train_stream(id)).known()) return id;
  }
  return {};
}

TrainComposed composed_of(std::vector<std::size_t> const& parents, std::set<network::DepartureId> const& departures,
                          Count plugs, Yard const& yard, std::vector<Child> const& made_before, Desk& desk) {
  auto const& next = yard.runs[latest(yard.runs, parents)];
  auto const& departure = next.run->made.departure;
  TrainComposed made{name_for(departure, next.next, made_before, desk),
                     departure,
                     next.run->made.service,
                     next.run->made.carrier,
                     next.gauge_mm,
                     next.legs,
                     {},
                     plugs,
                     {}};
  for (auto const i : parents) {
    made.parents.push_back(yard.runs[i].id());
    for (auto& org : partners_of_run(*yard.runs[i].sailing, yard.runs[i].next)) {
      if (std::ranges::find(made.partners, org) == made.partners.end()) made.partners.push_back(std::move(org));
    }
  }
  auto all = departures;
  all.insert(departure);
  if (all.size() > 1) made.departures.assign(all.begin(), all.end());
  return made;
}

// One train of the planner's answer as a run, judged by the rules. `dropped` gets what they do not let go.
Result<Child> child_of(solvers::Regrouped const& answer, std::size_t number, Wanted const& wanted, Yard const& yard,
                       Plan const& pool, std::vector<Child> const& made, std::vector<std::size_t>& dropped,
                       Desk& desk) {
  auto const& rules = desk.pack<Rules>();
  Child child;
  std::set<network::DepartureId> departures;
  for (auto const& p : answer.places) {
    if (p.train != static_cast<int>(number)) continue;
    auto const& unit = yard.units[static_cast<std::size_t>(p.unit)];
    child.parents.insert(unit.parent);
    departures.insert(came_with(desk, *yard.runs[unit.parent].run, unit_at(desk, unit.cargo.unit)));
  }
  auto const plugs = wanted.given() ? wanted.plugs[number] : pool.plugs;
  auto const composed = composed_of({child.parents.begin(), child.parents.end()}, departures, plugs, yard, made, desk);
  if (composed.run.empty()) return no(refuse("train.composed_already").at("/runs").with("run", composed.departure.text));
  evolve(child.state, composed);
  child.facts.add(train_stream(composed.run), composed);
  auto& plan = child.state.plan;
  std::int64_t conventional = 0;
  for (int const w : answer.trains[number]) {
    auto const& offered = wanted.wagons[static_cast<std::size_t>(w)];
    auto taken = take_wagon(desk, composed.run, offered.wagon, offered.at, plan, child.facts);
    if (!taken) return no(std::move(taken.error()));
    conventional += rules.wagon_type(plan.wagons.back().type, plan.day)->conventional_wagons_hundredths;
    if (auto const track = track_of(rules, child.state); track && conventional > *track) {
      auto const whole = [](std::int64_t hundredths) {
        auto const rest = hundredths % 100;
        return std::to_string(hundredths / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest);
      };
      return no(refuse("train.track_too_short")
                    .at(offered.at)
                    .with("node", child.state.from().text)
                    .with("measured", whole(conventional))
                    .with("limit", whole(*track)));
    }
  }
  for (auto const& p : answer.places) {
    if (p.train != static_cast<int>(number)) continue;
    auto const& wagon = pool.wagons[static_cast<std::size_t>(p.wagon)];
    auto const patterns = rules.patterns(wagon.type, pool.day);
    auto const& pattern = patterns[static_cast<std::size_t>(p.pattern)];
    auto const& unit = yard.units[static_cast<std::size_t>(p.unit)];
    plan.put({unit.cargo,
              {wagon.number, std::string(pattern.pattern), pattern.places[static_cast<std::size_t>(p.place)]->place},
              false,
              yard.runs[unit.parent].id()});
  }
  for (auto const& unit : drop_what_stops(rules, plan)) {
    auto const it = std::ranges::find_if(yard.units, [&](ToGo const& u) { return u.cargo.unit == unit; });
    dropped.push_back(static_cast<std::size_t>(it - yard.units.begin()));
  }
  return child;
}

// ---- why a unit stays ----

// The first rule that stands against the unit on every place of every kind of wagon; nothing when only others do.
std::string rule_against(Rules const& rules, Plan const& plan, Cargo const& cargo) {
  std::string why;
  std::set<std::string> types;
  for (auto const& wagon : plan.wagons) {
    if (!types.insert(wagon.type).second) continue;
    for (auto const& pattern : rules.patterns(wagon.type, plan.day)) {
      for (auto const* place : pattern.places) {
        if (place->feet != cargo.size_type.feet()) continue;
        Plan alone = plan;
        alone.placements = {{cargo, {wagon.number, std::string(pattern.pattern), place->place}, false, {}}};
        auto const findings = check(rules, alone);
        auto const stop =
            std::ranges::find_if(findings, [](Finding const& f) { return f.severity != Severity::soft; });
        if (stop == findings.end()) return {};
        why = stop->rule;
      }
    }
  }
  return why;
}

std::string rule_of(solvers::LeftReason reason) {
  using R = solvers::LeftReason;
  switch (reason) {
    case R::length: return "train_length";
    case R::mass: return "train_gross";
    case R::power: return "power";
    case R::danger: return "dg_distance";
    default: return "no_place_left";
  }
}

void add_left(solvers::Regrouped const& answer, std::vector<std::size_t> const& dropped,
              std::vector<Child> const& children, Yard& yard, Rules const& rules) {
  auto const stays = [&](std::size_t u, std::string const& otherwise) {
    auto const& unit = yard.units[u];
    // A train that it could have gone on alone: then it is the others that stand against it.
    std::string rule;
    for (auto const& child : children) {
      rule = rule_against(rules, child.state.plan, unit.cargo);
      if (rule.empty()) break;
    }
    yard.left.push_back({unit.parent, unit.cargo.unit, rule.empty() ? otherwise : rule});
  };
  for (auto const& l : answer.left) stays(static_cast<std::size_t>(l.unit), rule_of(l.why));
  for (auto const u : dropped) stays(u, "no_place_left");
}

// ---- facts ----

void carry_over(Child const& child, Desk& desk, Facts& facts) {
  auto const& run = child.state.made.run;
  auto const stream = train_stream(run);
  for (auto const& fact : child.facts.list) facts.add(fact.stream, fact.event);
  Kilograms gross;
  for (auto const& p : child.state.plan.placements) {
    auto const unit = p.cargo.unit;
    facts.add(stream, UnitPlanned{run, p.cargo, p.spot, p.parent, "planner"});
    facts.add(stream, UnitLoaded{run, unit, p.spot});
    facts.add(train_stream(*p.parent), UnitTransferred{*p.parent, run, unit, p.spot});
    facts.add(container::unit_stream(unit),
              container::moved(unit_at(desk, unit),
                               {container::PlaceKind::wagon, wagon_ref(run, p.spot.wagon, p.spot.place)}, run.text));
    gross += p.cargo.gross;
  }
  if (may_settle(check(desk.pack<Rules>(), child.state.plan)))
    facts.add(stream, PlanSettled{run, Count{static_cast<std::int64_t>(child.state.plan.placements.size())}, gross});
}

void leave_behind(std::vector<Child> const& children, Yard const& yard, Desk& desk, Facts& facts) {
  for (auto const& l : yard.left) {
    auto const of = std::ranges::find_if(children, [&](Child const& c) { return c.parents.contains(l.parent); });
    auto const& to = of == children.end() ? children.front() : *of;
    facts.add(train_stream(yard.runs[l.parent].id()),
              UnitLeftBehind{yard.runs[l.parent].id(), to.state.made.run, l.unit, l.rule});
  }
  // A wagon that keeps a unit stays with the run that brought it; one that went before is another's already.
  for (std::size_t i = 0; i < yard.runs.size(); ++i) {
    auto const& plan = yard.runs[i].run->plan;
    for (auto const& wagon : plan.wagons) {
      bool const keeps = std::ranges::any_of(yard.left, [&](Left const& l) {
        auto const* p = l.parent == i ? plan.find(l.unit) : nullptr;
        return p && p->spot.wagon == wagon.number;
      });
      if (!keeps && desk.look<WagonState>(wagon_stream(wagon.number)).run == yard.runs[i].id())
        facts.add(wagon_stream(wagon.number), WagonFreed{wagon.number, yard.runs[i].id(), "transferred"});
    }
  }
}

void name_all(std::vector<Child> const& children, Yard const& yard, bool places, Facts& facts) {
  for (auto const& l : yard.left) {
    facts.name("left", l.unit.text());
    if (places) facts.name("why", fmt::format("{} {} {}", l.unit.text(), yard.runs[l.parent].id().text, l.rule));
  }
  for (auto const& child : children) {
    auto const& made = child.state.made;
    for (auto const& p : child.state.plan.placements) {
      if (places)
        facts.name("place", fmt::format("{} {} {} {}", p.cargo.unit.text(), p.parent->text,
                                        wagon_ref(made.run, p.spot.wagon, p.spot.place), p.cargo.destination.text));
    }
    if (places) facts.name("train", fmt::format("{} {} {} {}", made.run.text, child.state.plan.placements.size(),
                                                child.state.plan.wagons.size(), made.departure.text));
    facts.name("run", made.run.text);
  }
}

Result<Facts> regrouped(std::vector<Arrived> runs, Wanted const& wanted, bool places, Desk& desk) {
  auto const& rules = desk.pack<Rules>();
  auto found = units_of(std::move(runs), desk);
  if (!found) return no(std::move(found.error()));
  Yard& yard = *found;
  auto const pool = pool_of(wanted, yard, desk);
  if (!pool) return no(pool.error());
  auto const answer = solvers::regroup(
      task_of(rules, wanted, yard, *pool, yard.runs.front().run->to().text), {wanted.seed, 1000, {}});
  std::vector<Child> children;
  std::vector<std::size_t> dropped;
  for (std::size_t t = 0; t < answer.trains.size(); ++t) {
    bool const used = std::ranges::any_of(answer.places, [&](auto const& p) { return p.train == static_cast<int>(t); });
    if (!used) continue;
    auto child = child_of(answer, t, wanted, yard, *pool, children, dropped, desk);
    if (!child) return no(std::move(child.error()));
    if (auto ok = not_embargoed(desk, child->state); !ok)
      return no(std::move(ok.error()).at(places ? "/runs" : "/run"));
    if (!child->state.plan.placements.empty()) children.push_back(std::move(*child));
  }
  if (children.empty()) return no(refuse("train.nothing_fits").at("/wagons"));
  add_left(answer, dropped, children, yard, rules);
  Facts facts;
  for (auto const& child : children) carry_over(child, desk, facts);
  leave_behind(children, yard, desk, facts);
  name_all(children, yard, places, facts);
  return facts;
}

}  // namespace

Result<Facts> decide(TransferUnits const& order, Desk& desk) {
  auto run = arrived_at_border(order.run, false, "/run", desk);
  if (!run) return no(std::move(run.error()));
  Wanted wanted;
  wanted.plugs = {order.plugs};
  wanted.seed = static_cast<std::uint64_t>(order.seed);
  for (std::size_t i = 0; i < order.wagons.size(); ++i)
    wanted.wagons.push_back({order.wagons[i], fmt::format("/wagons/{}", i), 0});
  return regrouped({std::move(*run)}, wanted, false, desk);
}

Result<Facts> decide(Regroup const& order, Desk& desk) {
  auto runs = all_arrived(order.runs, desk);
  if (!runs) return no(std::move(runs.error()));
  if (order.trains.empty() == order.wagons.empty()) return no(refuse("train.one_of_wagons").at("/wagons"));
  Wanted wanted;
  wanted.seed = static_cast<std::uint64_t>(order.seed);
  wanted.trains_max = static_cast<int>(order.trains_max.value);
  for (std::size_t i = 0; i < order.wagons.size(); ++i)
    wanted.wagons.push_back({order.wagons[i], fmt::format("/wagons/{}", i), -1});
  if (!order.wagons.empty()) wanted.plugs = {order.plugs};
  for (std::size_t t = 0; t < order.trains.size(); ++t) {
    wanted.plugs.push_back(order.trains[t].plugs);
    for (std::size_t i = 0; i < order.trains[t].wagons.size(); ++i)
      wanted.wagons.push_back(
          {order.trains[t].wagons[i], fmt::format("/trains/{}/wagons/{}", t, i), static_cast<int>(t)});
  }
  return regrouped(std::move(*runs), wanted, true, desk);
}

}  // namespace landport::train
