// SPDX-License-Identifier: Apache-2.0
#include "port/train/departure_gate.h"

#include <algorithm>

#include "port/booking/events.h"
#include "port/container/events.h"
#include "port/train/day_work.h"
#include "port/train/findings.h"
#include "port/train/findings_json.h"
#include "port/train/rules_of_work.h"

namespace landport::train {

namespace {

using Checks = std::vector<DepartureCheck>;

// Whether the booking that the unit is in holds firm slots of that departure. Behind the port trains are put together
// anew, so this is asked where the journey by rail begins.
bool booked_on(Desk& desk, container::Whereabouts const& unit, network::DepartureId const& departure) {
  if (unit.booking.empty()) return false;
  auto const& b =
      desk.look<booking::BookingCore>(booking::booking_stream(booking::BookingId{unit.booking}));
  bool const firm = b.stage == booking::Stage::firm || b.stage == booking::Stage::shipped;
  return firm && std::any_of(b.route.begin(), b.route.end(),
                             [&](booking::Stretch const& s) { return s.departure == departure; });
}

void check_unit(Desk& desk, Placement const& p, RunState const& run, Checks& out) {
  auto const& unit = desk.look<container::Whereabouts>(container::unit_stream(p.cargo.unit));
  std::string const name(p.cargo.unit.text());
  auto const fails = [&](std::string_view check, std::string_view zh, std::string_view en) {
    out.push_back({std::string(check), name, std::string(zh), std::string(en)});
  };
  bool const first_run = run.made.parents.empty();
  if (first_run && !booked_on(desk, unit, run.made.departure))
    fails("booked", "没有本班次的已确认订舱", "It has no confirmed booking on this departure");
  if (!p.loaded) fails("loaded", "已配载未装车", "It is planned and not loaded");
  if (!unit.verified_gross)
    fails("mass_verified", "总重（VGM）未核定", "Its gross mass is not verified (VGM)");
  if (unit.verified_gross && *unit.verified_gross != p.cargo.gross)
    fails("mass_as_planned", "核定总重与配载所用不一致，须重新检查",
          "Its verified mass is not the one it was planned with");
  if (unit.full && unit.seals.empty()) fails("sealed", "未加封", "It is not sealed");
  if (first_run && begins_here(desk, run) && !unit.customs_released(container::Purpose::export_))
    fails("customs_released", "海关未放行", "Customs have not released it");
  if (auto may = container::may_do(unit, container::Deed::depart); !may) {
    std::string why;
    for (auto const& [key, value] : may.error().details) {
      if (key == "hold" || key == "reason") why += (why.empty() ? "" : ", ") + value;
    }
    fails("held", "被扣留：" + why, "It is held: " + why);
  }
}

}  // namespace

Checks departure_checks(Desk& desk, RunState const& run) {
  Checks out;
  if (run.plan.placements.empty())
    out.push_back({"loaded", run.made.run.text, "没有配载任何箱", "No unit is planned"});
  if (run.stage != Stage::settled)
    out.push_back({"plan_settled", run.made.run.text, "配载未定案", "The load plan is not settled"});
  for (auto const& wagon : run.plan.wagons) {
    if (!wagon.inspected) {
      out.push_back({"inspected", wagon.number.text(), "未通过列检", "It has not passed its inspection"});
    }
    for (auto const& p : run.plan.placements) {
      if (p.spot.wagon == wagon.number) check_unit(desk, p, run, out);
    }
  }
  check_railway_plan(desk, run, out);
  check_embargoes(desk, run, out);
  for (auto const& f : check(desk.pack<Rules>(), run.plan)) {
    if (f.severity != Severity::soft)
      out.push_back({"loading_rules", f.unit.empty() ? f.wagon : f.unit, f.zh, f.en});
  }
  return out;
}

Refusal refuse_checks(Checks const& checks) {
  auto const& first = checks.front();
  return refuse("train.not_ready")
      .at("/run")
      .with("check", first.check)
      .with("about", first.about)
      .with("check_zh", first.zh)
      .with("check_en", first.en)
      .with("count", std::to_string(checks.size()))
      .with("checks", checks_json(checks));
}

}  // namespace landport::train
