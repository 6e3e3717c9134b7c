// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/desk.h"
#include "port/pool/events.h"

// What the pool can be told.
namespace landport::pool {

inline constexpr Roles keepers = Role::terminal | Role::gate | Role::duty | Role::carrier;

// An empty joins the stock of a depot: of this port's yard (without `depot`) when it stands there, or of a
// depot elsewhere that has it. `owner` who gives it to the pool; empty: who gave it last, or a carrier
// itself.
struct TakeIn {
  static constexpr std::string_view wire = "pool.take_in", zh = "空箱入池",
                                    en = "Take an empty into the pool";
  static constexpr Roles roles = keepers;
  UnitNumber unit;
  DepotCode depot;
  std::string owner;
};
constexpr auto fields(Type<TakeIn>) {
  using C = TakeIn;
  return field_list(field("unit", &C::unit, "箱号", "Unit"), may("depot", &C::depot, "堆点", "Depot"),
                    may("owner", &C::owner, "箱主", "Owner"));
}
// Out of the pool for a reason: sold, to be repaired, given back to its owner.
struct TakeOut {
  static constexpr std::string_view wire = "pool.take_out", zh = "空箱出池",
                                    en = "Take an empty out of the pool";
  static constexpr Roles roles = Role::terminal | Role::duty | Role::carrier;
  UnitNumber unit;
  std::string reason;
};
constexpr auto fields(Type<TakeOut>) {
  return field_list(field("unit", &TakeOut::unit, "箱号", "Unit"),
                    field("reason", &TakeOut::reason, "原因", "Reason"));
}
// So many empties of a type for a confirmed booking; they are promised to it from now on, those first that
// came first.
struct OrderRelease {
  static constexpr std::string_view wire = "pool.order_release", zh = "申请放箱", en = "Order empties";
  static constexpr Roles roles = Role::shipper | Role::carrier | Role::terminal | Role::duty;
  std::string booking;
  SizeType size_type;
  Count quantity{1};
  DepotCode depot;  // empty: this port's yard
  std::optional<Count> hours;
};
constexpr auto fields(Type<OrderRelease>) {
  using C = OrderRelease;
  return field_list(field("booking", &C::booking, "订舱号", "Booking"),
                    field("size_type", &C::size_type, "箱型", "Size and type"),
                    field("quantity", &C::quantity, "数量", "Quantity"),
                    may("depot", &C::depot, "堆点", "Depot"),
                    may("hours", &C::hours, "有效小时", "Hours it holds"));
}
struct CancelRelease {
  static constexpr std::string_view wire = "pool.cancel_release", zh = "取消放箱单",
                                    en = "Cancel a release order";
  static constexpr Roles roles = OrderRelease::roles;
  OrderId order;
  std::string reason;
};
constexpr auto fields(Type<CancelRelease>) {
  return field_list(field("order", &CancelRelease::order, "放箱单", "Order"),
                    field("reason", &CancelRelease::reason, "原因", "Reason"));
}
// Ordered by the port's clock.
struct ExpireRelease {
  static constexpr std::string_view wire = "pool.expire_release", zh = "放箱单到期",
                                    en = "Expire a release order";
  static constexpr Roles roles = Role::clock | Role::duty;
  OrderId order;
};
constexpr auto fields(Type<ExpireRelease>) {
  return field_list(field("order", &ExpireRelease::order, "放箱单", "Order"));
}
// A depot elsewhere reports that it gave a promised unit out. At this port the gate's release does it.
struct HandOver {
  static constexpr std::string_view wire = "pool.hand_over", zh = "堆点放箱",
                                    en = "Hand an empty over elsewhere";
  static constexpr Roles roles = Role::duty | Role::carrier | Role::partner;
  UnitNumber unit;
};
constexpr auto fields(Type<HandOver>) {
  return field_list(field("unit", &HandOver::unit, "箱号", "Unit"));
}
// Empties from one depot to another. They leave this port through its gate, or on a train under a booking of
// empties; from a depot elsewhere with pool.send_units.
struct OrderMove {
  static constexpr std::string_view wire = "pool.order_move", zh = "空箱调运",
                                    en = "Move empties to another depot";
  static constexpr Roles roles = Role::terminal | Role::duty;
  DepotCode from, to;
  SizeType size_type;
  Count quantity{1};
  Means means = Means::truck;
  std::string reason;
};
constexpr auto fields(Type<OrderMove>) {
  using C = OrderMove;
  return field_list(field("from", &C::from, "从", "From"),
                    field("to", &C::to, "到", "To"),
                    field("size_type", &C::size_type, "箱型", "Size and type"),
                    field("quantity", &C::quantity, "数量", "Quantity"),
                    may("means", &C::means, "方式", "Means"),
                    may("reason", &C::reason, "原因", "Reason"));
}
struct SendUnits {
  static constexpr std::string_view wire = "pool.send_units", zh = "调箱发出",
                                    en = "Empties left a depot elsewhere";
  static constexpr Roles roles = HandOver::roles;
  OrderId move;
  std::vector<UnitNumber> units;
};
constexpr auto fields(Type<SendUnits>) {
  return field_list(field("move", &SendUnits::move, "调箱单", "Move"),
                    field("units", &SendUnits::units, "箱号", "Units"));
}
// They came to the other depot: into its stock. At this port they stand in the yard by then.
struct ReceiveUnits {
  static constexpr std::string_view wire = "pool.receive_units", zh = "调箱到达",
                                    en = "Empties arrived at a depot";
  static constexpr Roles roles = keepers | Role::partner;
  OrderId move;
  std::vector<UnitNumber> units;
};
constexpr auto fields(Type<ReceiveUnits>) {
  return field_list(field("move", &ReceiveUnits::move, "调箱单", "Move"),
                    field("units", &ReceiveUnits::units, "箱号", "Units"));
}

Result<Facts> decide(TakeIn const& order, Desk& desk);
Result<Facts> decide(TakeOut const& order, Desk& desk);
Result<Facts> decide(OrderRelease const& order, Desk& desk);
Result<Facts> decide(CancelRelease const& order, Desk& desk);
Result<Facts> decide(ExpireRelease const& order, Desk& desk);
Result<Facts> decide(HandOver const& order, Desk& desk);
Result<Facts> decide(OrderMove const& order, Desk& desk);
Result<Facts> decide(SendUnits const& order, Desk& desk);
Result<Facts> decide(ReceiveUnits const& order, Desk& desk);

}  // namespace landport::pool
