// SPDX-License-Identifier: Apache-2.0
#include "port/train/day_work.h"

// The railway's own plan of a departure, and its embargoes: what a train needs of the railway before it leaves.
namespace landport::train {

TrainSize size_of(Rules const& rules, Plan const& plan) {
  TrainSize size;
  for (auto const& wagon : plan.wagons) {
    auto const* type = rules.wagon_type(wagon.type, plan.day);
    if (type) size.mass += type->tare, size.length += type->length;
  }
  for (auto const& p : plan.placements) size.mass += p.cargo.gross;
  return size;
}

namespace {

Refusal no_departure(network::DepartureId const& departure) {
  return refuse("train.no_departure").at("/departure").with("departure", departure.text);
}

}  // namespace

Result<Facts> decide(AskPlan const& order, Desk& desk) {
  auto const& sailing = desk.look<network::Sailing>(network::departure_stream(order.departure));
  if (!sailing.known || !desk.may_act_for(sailing.plan.carrier)) return no(no_departure(order.departure));
  if (sailing.state == network::DepartureState::cancelled)
    return no(refuse("train.departure_cancelled").at("/departure").with("departure", order.departure.text));
  auto const id = run_of(order.departure, 1);
  auto const& run = desk.look<RunState>(train_stream(id));
  if (run.known() && !run.standing()) return no(refuse("train.left_already").at("/departure").with("run", id.text));
  if (order.wagons < Count{1} || order.mass < Kilograms{1})
    return no(refuse("train.plan_empty").at(order.wagons < Count{1} ? "/wagons" : "/mass_kg"));
  auto const day = utc_day(sailing.departs());
  return Facts{}.add(railway_plan_stream(order.departure),
                     PlanAsked{order.departure, sailing.plan.carrier,
                               std::string(desk.pack<Rules>().day_rule("plan_railway", day)), order.wagons, order.mass});
}

Result<Facts> decide(AnswerPlan const& order, Desk& desk) {
  auto const& plan = desk.look<RailwayPlan>(railway_plan_stream(order.departure));
  auto const& sailing = desk.look<network::Sailing>(network::departure_stream(order.departure));
  bool const noted = desk.actor().roles.any(Role::duty | Role::clock);
  bool const by_railway = !plan.asked.railway.empty() && desk.actor().org == plan.asked.railway;
  // Another partner is told no more than that there is no such departure.
  if (!sailing.known || !(noted || by_railway)) return no(no_departure(order.departure));
  if (!plan.known()) return no(refuse("train.plan_not_asked").at("/departure").with("departure", order.departure.text));
  if (order.approved && order.plan_number.empty()) return no(refuse("train.plan_number_missing").at("/plan_number"));
  if (!order.approved && order.reason.empty()) return no(refuse("train.plan_reason_missing").at("/reason"));
  return Facts{}.add(railway_plan_stream(order.departure),
                     PlanAnswered{order.departure, order.approved, order.plan_number, order.reason,
                                  order.wagons.value_or(plan.asked.wagons), order.mass.value_or(plan.asked.mass)});
}

void check_railway_plan(Desk& desk, RunState const& run, std::vector<DepartureCheck>& out) {
  if (!run.made.parents.empty() || !begins_here(desk, run)) return;
  auto const& rules = desk.pack<Rules>();
  auto const& departure = run.made.departure;
  auto const& plan = desk.look<RailwayPlan>(railway_plan_stream(departure));
  auto const fails = [&](std::string zh, std::string en) {
    out.push_back({"railway_plan", departure.text, std::move(zh), std::move(en)});
  };
  if (!plan.answer) {
    if (rules.day_rule("plan_needed", run.plan.day) != "1") return;
    plan.known() ? fails("日班计划已提报，铁路尚未批复", "The railway has not answered the plan that was asked for")
                 : fails("未提报日班计划", "The railway was not asked for a plan");
    return;
  }
  auto const& answer = *plan.answer;
  if (!answer.approved) {
    fails("铁路未准许日班计划：" + answer.reason, "The railway refused the plan: " + answer.reason);
    return;
  }
  auto const wagons = static_cast<std::int64_t>(run.plan.wagons.size());
  if (wagons > answer.wagons.value)
    fails("编组 " + std::to_string(wagons) + " 辆，批准 " + std::to_string(answer.wagons.value) + " 辆",
          "It has " + std::to_string(wagons) + " wagons, approved are " + std::to_string(answer.wagons.value));
  auto const mass = size_of(rules, run.plan).mass;
  if (mass > answer.mass)
    fails("总重 " + std::to_string(mass.value) + " 千克，批准 " + std::to_string(answer.mass.value) + " 千克",
          "Its mass is " + std::to_string(mass.value) + " kg, approved are " + std::to_string(answer.mass.value));
}

namespace {

// The leg as the run will go over it when it leaves so much later than planned.
network::Passage passage_of(RunLeg const& leg, Duration late) {
  return {leg.leg, leg.from, leg.to, leg.departs + late, leg.arrives + late, leg.sections};
}

// What is loaded or planned that the embargo is about; one box of 20 feet is 100 hundredths of a TEU.
std::vector<UnitNumber> units_met(network::EmbargoImposed const& embargo, Plan const& plan, CentiTeu& teu) {
  std::vector<UnitNumber> out;
  for (auto const& p : plan.placements) {
    if (!network::is_about(embargo, p.cargo.size_type, !p.cargo.danger.empty())) continue;
    out.push_back(p.cargo.unit);
    teu += p.cargo.size_type.teu();
  }
  return out;
}

// The embargoes on the way of a run that is under way by then: a late one is judged by when it will be there.
std::vector<network::EmbargoImposed> embargoes_on(Desk& desk, std::vector<RunLeg> const& legs) {
  std::vector<network::EmbargoImposed> out;
  if (legs.empty()) return out;
  auto const late = std::max(Duration{}, desk.happened() - legs.front().departs);
  for (auto const& embargo : desk.look<network::Embargoes>(network::embargo_stream()).list) {
    bool const on_the_way = std::any_of(legs.begin(), legs.end(), [&](RunLeg const& leg) {
      return network::meets(embargo, passage_of(leg, late));
    });
    if (on_the_way) out.push_back(embargo);
  }
  return out;
}

// An embargo that stands against the run: against all of it, or against these units.
struct Against {
  network::EmbargoImposed embargo;
  bool whole = false;
  std::vector<UnitNumber> units;
};
std::vector<Against> embargoes_against(Desk& desk, RunState const& run) {
  std::vector<Against> out;
  for (auto const& embargo : embargoes_on(desk, run.made.legs)) {
    CentiTeu teu;
    auto met = units_met(embargo, run.plan, teu);
    bool const limit = embargo.kind == network::EmbargoKind::limit;
    if (limit && teu <= embargo.teu_max.value_or(CentiTeu{})) continue;
    out.push_back({embargo, limit || network::about_all(embargo), std::move(met)});
  }
  return out;
}

}  // namespace

void check_embargoes(Desk& desk, RunState const& run, std::vector<DepartureCheck>& out) {
  for (auto const& against : embargoes_against(desk, run)) {
    auto const words = network::words_of(against.embargo);
    if (against.whole) {
      out.push_back({"embargo", run.made.run.text, words.zh, words.en});
      continue;
    }
    for (auto const& unit : against.units)
      out.push_back({"embargo", std::string(unit.text()), words.zh, words.en});
  }
}

Result<void> not_embargoed(Desk& desk, RunState const& run) {
  for (auto const& against : embargoes_against(desk, run)) {
    if (against.whole) return no(network::refuse_embargo(against.embargo));
  }
  return {};
}

bool stopped_by_embargo(Desk& desk, std::vector<RunLeg> const& legs, Cargo const& cargo) {
  auto const list = embargoes_on(desk, legs);
  return std::any_of(list.begin(), list.end(), [&](network::EmbargoImposed const& embargo) {
    return embargo.kind == network::EmbargoKind::stop && !network::about_all(embargo) &&
           network::is_about(embargo, cargo.size_type, !cargo.danger.empty());
  });
}

Result<void> not_embargoed(Desk& desk, std::vector<RunLeg> const& legs) {
  for (auto const& embargo : desk.look<network::Embargoes>(network::embargo_stream()).list) {
    if (embargo.kind != network::EmbargoKind::stop || !network::about_all(embargo)) continue;
    for (auto const& leg : legs) {
      if (network::meets(embargo, passage_of(leg, Duration{}))) return no(network::refuse_embargo(embargo));
    }
  }
  return {};
}

}  // namespace landport::train
