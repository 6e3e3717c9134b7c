// SPDX-License-Identifier: Apache-2.0
#include "port/train/check_query.h"

#include <algorithm>

#include "port/train/rules_of_work.h"

namespace landport::train {

namespace {

// The cargo of a unit that may not be planned yet, from the board's own rows; the same as the rules will see
// it.
Result<Cargo> cargo_on_board(TrainBoard const& board, Rules const& rules, Plan const& plan,
                             UnitNumber const& unit) {
  if (auto const* p = plan.find(unit)) return p->cargo;
  auto const* row = board.candidates.find(unit.text());
  if (!row) return no(refuse("train.no_unit").at("unit").with("unit", unit.text()));
  if (!row->verified_gross && !row->gross_max)
    return no(refuse("train.mass_unknown").at("unit").with("unit", unit.text()));
  Cargo cargo;
  cargo.unit = unit;
  cargo.size_type = row->size_type;
  cargo.gross_verified = row->verified_gross.has_value();
  cargo.gross = row->verified_gross ? *row->verified_gross : *row->gross_max;
  cargo.tare = row->tare;
  cargo.needs_power = rules.needs_plug(row->size_type, plan.day) && row->set_point.has_value();
  cargo.danger = row->danger;
  cargo.destination = row->destination;
  cargo.booking = row->booking;
  cargo.owner = row->owner;
  return cargo;
}

}  // namespace

Result<CheckAnswer> answer(CheckTrain const& query, Room const& room) {
  auto const& board = room.view<TrainBoard>();
  auto const* train = board.trains.find(query.run.text);
  auto const& actor = room.actor();
  bool const may = actor.roles.any(Role::terminal | Role::duty | Role::admin);
  if (!train || !(may || actor.org == train->carrier))
    return no(refuse("train.no_run").at("run").with("run", query.run.text));
  auto const& rules = room.pack<Rules>();
  Plan plan = board.plan_of(query.run);
  auto const before = check(rules, plan);
  CheckAnswer out;
  out.findings = before;
  if (query.unit && query.wagon) {
    auto cargo = cargo_on_board(board, rules, plan, *query.unit);
    if (!cargo) return no(std::move(cargo.error()));
    auto spot = spot_of(rules, plan, *cargo, *query.wagon, query.pattern, query.place);
    if (!spot) return no(std::move(spot.error()));
    plan.put({*cargo, *spot, false, {}});
    out.findings = check(rules, plan);
    out.allowed = std::none_of(out.findings.begin(), out.findings.end(), [&](Finding const& f) {
      return f.severity == Severity::stop && is_new(f, before);
    });
  } else {
    out.allowed = !any_stop(out.findings);
  }
  out.may_settle = may_settle(out.findings);
  return out;
}

}  // namespace landport::train
