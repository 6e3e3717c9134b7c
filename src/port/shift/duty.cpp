// SPDX-License-Identifier: Apache-2.0
#include "port/shift/duty.h"

#include "port/shift/commands.h"
#include "port/shift/rules.h"

// Opening, handing over and taking over. The one who leaves says what is open (the port lists it), the one who comes
// confirms; whoever opens a shift without that says why.
namespace landport::shift {

namespace {

ShiftOpened opening(Slot const& slot, Duty const& before, Desk& desk) {
  return {slot.shift, slot.code, slot.day, slot.begins, slot.ends, desk.actor().person, before.opened.shift, false, {}};
}

// The shift that may be opened now: the one that it is time for, or the next when it begins soon.
Result<Slot> openable(Desk& desk) {
  auto const& pack = desk.pack<ShiftPack>();
  auto const now = desk.happened();
  auto const& current = desk.look<Duty>(duty_stream()).opened.shift;
  auto const early = minutes(pack.rule(Rule::open_early_minutes, now));
  auto slot = pack.at(now);
  if (!slot || slot->shift == current) {
    auto const soon = pack.at(now + early);
    if (soon) slot = soon;
  }
  if (!slot) return no(refuse("shift.no_shift_now"));
  return std::move(*slot);
}

Result<void> is_current(ShiftId const& shift, Duty const& duty) {
  if (duty.opened.shift == shift && duty.stage != Stage::none) return {};
  return no(refuse("shift.not_open").at("/shift").with("shift", shift.text));
}

}  // namespace

Result<Facts> decide(OpenShift const& order, Desk& desk) {
  auto const slot = openable(desk);
  if (!slot) return no(slot.error());
  auto const& duty = desk.look<Duty>(duty_stream());
  auto const& current = duty.opened.shift;
  if (duty.stage == Stage::handed_over) return no(refuse("shift.take_over_first").with("shift", current.text));
  // A shift reported late must not come before the one that is open.
  if (slot->begins <= duty.opened.begins && duty.stage != Stage::none)
    return no(refuse("shift.already_open").with("shift", current.text));
  auto opened = opening(*slot, duty, desk);
  opened.skipped_hand_over = duty.stage == Stage::open || duty.stage == Stage::handing_over;
  if (opened.skipped_hand_over && order.reason.empty()) {
    return no(refuse("shift.not_handed_over")
                  .at("/reason")
                  .with("shift", current.text)
                  .with("manager", duty.opened.manager));
  }
  if (opened.skipped_hand_over) opened.reason = order.reason;
  Facts facts;
  facts.add(duty_stream(), std::move(opened));
  return facts.name("shift", slot->shift.text);
}

Result<Facts> decide(HandOver const& order, Desk& desk) {
  auto const& duty = desk.look<Duty>(duty_stream());
  if (auto r = is_current(order.shift, duty); !r) return no(r.error());
  if (duty.stage != Stage::open) return no(refuse("shift.handing_over").at("/shift").with("shift", order.shift.text));
  auto const& manager = duty.opened.manager;
  if (desk.actor().person != manager && order.remark.empty())
    return no(refuse("shift.not_your_shift").at("/remark").with("shift", order.shift.text).with("manager", manager));
  return Facts{}.add(duty_stream(), HandOverAsked{order.shift, order.remark});
}

Result<Facts> decide(WithdrawHandOver const& order, Desk& desk) {
  auto const& duty = desk.look<Duty>(duty_stream());
  if (auto r = is_current(order.shift, duty); !r) return no(r.error());
  if (duty.stage != Stage::handing_over && duty.stage != Stage::handed_over)
    return no(refuse("shift.not_listed").at("/shift").with("shift", order.shift.text));
  if (order.reason.empty()) return no(refuse("shift.no_reason").at("/reason"));
  return Facts{}.add(duty_stream(), HandOverWithdrawn{order.shift, order.reason});
}

Result<Facts> decide(ListOpen const& order, Desk& desk) {
  auto const& duty = desk.look<Duty>(duty_stream());
  if (auto r = is_current(order.shift, duty); !r) return no(r.error());
  if (duty.stage != Stage::handing_over) return no(refuse("shift.not_open").at("/shift").with("shift", order.shift.text));
  return Facts{}.add(duty_stream(), HandedOver{order.shift, order.items, order.left_off});
}

Result<Facts> decide(TakeOver const& order, Desk& desk) {
  auto const& pack = desk.pack<ShiftPack>();
  auto const& duty = desk.look<Duty>(duty_stream());
  if (auto r = is_current(order.shift, duty); !r) return no(r.error());
  if (duty.stage != Stage::handed_over) return no(refuse("shift.not_listed").at("/shift").with("shift", order.shift.text));
  auto const& person = desk.actor().person;
  if (person == duty.hands_over || person == duty.opened.manager)
    return no(refuse("shift.same_person").at("/shift").with("person", person));
  auto next = pack.at(desk.happened());
  auto const before = pack.find(order.shift);
  if (before && (!next || next->begins <= before->begins)) next = pack.after(*before);
  if (!next) return no(refuse("shift.no_shift_now"));
  auto const earliest = next->begins - minutes(pack.rule(Rule::open_early_minutes, desk.happened()));
  if (desk.happened() < earliest)
    return no(refuse("shift.too_early").at("/shift").with("shift", next->shift.text).with("earliest", to_text(earliest)));
  Facts facts;
  facts.add(duty_stream(), TakenOver{order.shift, next->shift, order.remark});
  facts.add(duty_stream(), opening(*next, duty, desk));
  return facts.name("shift", next->shift.text);
}

}  // namespace landport::shift
