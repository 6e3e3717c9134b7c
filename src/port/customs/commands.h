// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/desk.h"
#include "port/container/events.h"

// A customs release as a plain fact about a unit: given by an officer, or by the link to the authority's own
// system.
namespace landport::customs {

using container::Purpose;

struct RecordRelease {
  static constexpr std::string_view wire = "customs.record_release", zh = "登记放行", en = "Record release";
  static constexpr Roles roles = Role::customs | Role::clock;
  UnitNumber unit;
  Purpose purpose = Purpose::export_;
  std::string reference;
};
constexpr auto fields(Type<RecordRelease>) {
  using C = RecordRelease;
  return field_list(field("unit", &C::unit, "箱号", "Unit"), field("purpose", &C::purpose, "方向", "Purpose"),
                    field("reference", &C::reference, "放行单号", "Reference"));
}

struct WithdrawRelease {
  static constexpr std::string_view wire = "customs.withdraw_release", zh = "撤销放行",
                                    en = "Withdraw release";
  static constexpr Roles roles = Role::customs | Role::clock;
  UnitNumber unit;
  Purpose purpose = Purpose::export_;
  std::string reason;
};
constexpr auto fields(Type<WithdrawRelease>) {
  using C = WithdrawRelease;
  return field_list(field("unit", &C::unit, "箱号", "Unit"), field("purpose", &C::purpose, "方向", "Purpose"),
                    field("reason", &C::reason, "原因", "Reason"));
}

Result<Facts> decide(RecordRelease const& order, Desk& desk);
Result<Facts> decide(WithdrawRelease const& order, Desk& desk);

}  // namespace landport::customs
