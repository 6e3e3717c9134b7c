// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "journal/desk.h"
#include "port/train/run.h"

// The gate that a train passes before it leaves: every unit and every wagon is ready, or the train stays.
namespace landport::train {

// One check that fails, of one unit or wagon.
struct DepartureCheck {
  std::string check;  // "plan_settled", "loaded", "mass_verified", "sealed", "customs_released", "held",
                      // "inspected", "railway_plan", "embargo", "loading_rules"
  std::string about;  // unit or wagon number, or the run
  std::string zh, en;
};
constexpr auto fields(Type<DepartureCheck>) {
  using C = DepartureCheck;
  return field_list(field("check", &C::check, "检查项", "Check"), field("about", &C::about, "对象", "About"),
                    field("zh", &C::zh, "中文", "Chinese"), field("en", &C::en, "英文", "English"));
}

// Everything that keeps this run from leaving, units in the order of their wagons.
std::vector<DepartureCheck> departure_checks(Desk& desk, RunState const& run);

// "train.not_ready" with the first check, how many there are, and all as JSON.
Refusal refuse_checks(std::vector<DepartureCheck> const& checks);

}  // namespace landport::train
