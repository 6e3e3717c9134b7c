// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/train/findings.h"
#include "port/train/train_board.h"

namespace landport::train {

// What the rules find in a train as it is planned, or as it would be with one unit somewhere else: asked
// while a unit is dragged over the train. Changes nothing.
struct CheckTrain {
  static constexpr std::string_view wire = "train.check", zh = "检查配载", en = "Check a load plan";
  static constexpr Roles roles = Role::carrier | Role::terminal | Role::duty;
  RunId run;
  std::optional<UnitNumber> unit;
  std::optional<WagonNumber> wagon;
  std::string pattern, place;
};
constexpr auto fields(Type<CheckTrain>) {
  using Q = CheckTrain;
  return field_list(field("run", &Q::run, "列车运行", "Run"), may("unit", &Q::unit, "箱号", "Unit"),
                    may("wagon", &Q::wagon, "车号", "Wagon"),
                    may("pattern", &Q::pattern, "装载方式", "Pattern"),
                    may("place", &Q::place, "装载位", "Place"));
}

struct CheckAnswer {
  bool allowed = true;     // a command to place the unit so would be carried out
  bool may_settle = true;  // the plan as asked about could be settled
  std::vector<Finding> findings;
};
constexpr auto fields(Type<CheckAnswer>) {
  using A = CheckAnswer;
  return field_list(field("allowed", &A::allowed, "可放置", "Allowed"),
                    field("may_settle", &A::may_settle, "可定案", "May settle"),
                    field("findings", &A::findings, "检查结果", "Findings"));
}
Result<CheckAnswer> answer(CheckTrain const& query, Room const& room);

}  // namespace landport::train
