// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/description.h"
#include "port/gate/events.h"

namespace landport::gate {

// What still keeps a unit from leaving on a truck, before the truck comes: each check by its name, and the
// storage that has run up. Whoever may see the unit may ask.
struct ReleaseCheck {
  static constexpr std::string_view wire = "gate.release_check", zh = "提箱放行检查",
                                    en = "May a unit be picked up";
  static constexpr Roles roles{};
  UnitNumber unit;
};
constexpr auto fields(Type<ReleaseCheck>) {
  return field_list(field("unit", &ReleaseCheck::unit, "箱号", "Unit"));
}

struct CheckLine {
  std::string check;  // "in_port", "customs", "hold", "booking", "appointment"
  bool holds = false;
  std::string zh, en;
};
constexpr auto fields(Type<CheckLine>) {
  return field_list(
      field("check", &CheckLine::check, "检查", "Check"), field("holds", &CheckLine::holds, "通过", "Holds"),
      field("zh", &CheckLine::zh, "中文", "Chinese"), field("en", &CheckLine::en, "英文", "English"));
}
struct ReleaseAnswer {
  UnitNumber unit;
  bool ready = false;  // every check but that of the appointment holds
  std::vector<CheckLine> checks;
  // Storage by the tariffs of the day, as for a unit that leaves now: days begun since it entered the port,
  // those that are free, and what the others cost. Nothing of it when it is not in the port or the pack has
  // no tariff.
  std::optional<Instant> entered_at, free_until;
  Count days, free_days;
  std::optional<Money> storage;
};
constexpr auto fields(Type<ReleaseAnswer>) {
  using A = ReleaseAnswer;
  return field_list(field("unit", &A::unit, "箱号", "Unit"),
                    field("ready", &A::ready, "可提箱", "Ready"),
                    field("checks", &A::checks, "检查", "Checks"),
                    field("entered_at", &A::entered_at, "进港时间", "Entered the port"),
                    field("free_until", &A::free_until, "免费堆存至", "Storage free until"),
                    field("days", &A::days, "堆存天数", "Days"),
                    field("free_days", &A::free_days, "免费天数", "Free days"),
                    field("storage", &A::storage, "堆存费", "Storage"));
}

Result<ReleaseAnswer> answer(ReleaseCheck const& query, Room const& room);

}  // namespace landport::gate
