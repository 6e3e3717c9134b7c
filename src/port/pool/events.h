// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/desk.h"
#include "journal/event.h"
#include "port/container/events.h"
#include "words/fields.h"

// The pool of empty containers (the container-sharing centre): which empties stand at which depot, whom they
// are promised to, and how they go from depot to depot. One depot is this port's own yard.
namespace landport::pool {

struct DepotCode : Name<DepotCode> {
  using Name::Name;
};
// A release order is named by its booking, "BK...-E2", a move "PM..."; so a unit's allocation says what it is
// for.
struct OrderId : Name<OrderId> {
  using Name::Name;
};

inline constexpr Sights order_audience = seen_by::owner | seen_by::carrier | seen_by::port | seen_by::admin;
inline constexpr Sights stock_audience = seen_by::owner | seen_by::port | seen_by::admin;

// What came to a depot and left it: where a decision looks for empties.
inline StreamName depot_stream(DepotCode const& depot) {
  return stream_name("depot", depot.text);
}
// All release orders of one booking, so that no more is ordered than it has room for.
inline StreamName empties_stream(std::string_view booking) {
  return stream_name("empties", booking);
}
inline StreamName move_stream(OrderId const& move) {
  return stream_name("pool-move", move.text);
}

// ---- facts of a unit (unit/NUMBER) ----

struct PoolJoined {
  static constexpr std::string_view wire = "pool.joined.v1", zh = "入池", en = "Joined the pool";
  static constexpr Sights audience = stock_audience;
  UnitNumber unit;
  DepotCode depot;
  bool home = true;  // the depot is this port's yard: the unit is in its stock while it stands there
  SizeType size_type;
  std::string owner;  // who gives it to the pool
};
constexpr auto fields(Type<PoolJoined>) {
  using E = PoolJoined;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("depot", &E::depot, "堆点", "Depot"),
                    field("home", &E::home, "本港", "This port"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    field("owner", &E::owner, "箱主", "Owner"));
}
struct PoolLeft {
  static constexpr std::string_view wire = "pool.left.v1", zh = "出池", en = "Left the pool";
  UnitNumber unit;
  DepotCode depot;
  OrderId order;  // that it left with; empty: taken out for a reason
  std::string reason;
};
constexpr auto fields(Type<PoolLeft>) {
  using E = PoolLeft;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("depot", &E::depot, "堆点", "Depot"),
                    may("order", &E::order, "放箱单", "Order"), may("reason", &E::reason, "原因", "Reason"));
}
struct EmptyAllocated {
  static constexpr std::string_view wire = "pool.allocated.v1", zh = "配箱", en = "Allocated";
  UnitNumber unit;
  OrderId order;
  std::string booking;  // empty: a move to another depot
};
constexpr auto fields(Type<EmptyAllocated>) {
  using E = EmptyAllocated;
  return field_list(field("unit", &E::unit, "箱号", "Unit"), field("order", &E::order, "放箱单", "Order"),
                    may("booking", &E::booking, "订舱号", "Booking"));
}
struct EmptyFreed {
  static constexpr std::string_view wire = "pool.freed.v1", zh = "撤销配箱", en = "Allocation ended";
  UnitNumber unit;
  OrderId order;
};
constexpr auto fields(Type<EmptyFreed>) {
  return field_list(field("unit", &EmptyFreed::unit, "箱号", "Unit"),
                    field("order", &EmptyFreed::order, "放箱单", "Order"));
}

// ---- facts of a depot (depot/CODE) ----

struct EmptyStocked {
  static constexpr std::string_view wire = "pool.stocked.v1", zh = "空箱入堆点", en = "Empty came to a depot";
  DepotCode depot;
  UnitNumber unit;
  SizeType size_type;
};
constexpr auto fields(Type<EmptyStocked>) {
  using E = EmptyStocked;
  return field_list(field("depot", &E::depot, "堆点", "Depot"), field("unit", &E::unit, "箱号", "Unit"),
                    field("size_type", &E::size_type, "箱型", "Size and type"));
}
struct EmptyTaken {
  static constexpr std::string_view wire = "pool.taken.v1", zh = "空箱离堆点", en = "Empty left a depot";
  DepotCode depot;
  UnitNumber unit;
};
constexpr auto fields(Type<EmptyTaken>) {
  return field_list(field("depot", &EmptyTaken::depot, "堆点", "Depot"),
                    field("unit", &EmptyTaken::unit, "箱号", "Unit"));
}

// ---- facts of release orders (empties/BOOKING) ----

// So many empties of a type for a booking, each named: a truck fetches them until that time.
struct ReleaseOrdered {
  static constexpr std::string_view wire = "pool.release_ordered.v1", zh = "放箱单", en = "Release ordered";
  static constexpr Sights audience = order_audience;
  OrderId order;
  std::string booking, owner, carrier;
  DepotCode depot;
  SizeType size_type;
  std::vector<UnitNumber> units;
  Instant until;
};
constexpr auto fields(Type<ReleaseOrdered>) {
  using E = ReleaseOrdered;
  return field_list(field("order", &E::order, "放箱单", "Order"),
                    field("booking", &E::booking, "订舱号", "Booking"),
                    field("owner", &E::owner, "订舱人", "Booking party"),
                    field("carrier", &E::carrier, "承运单位", "Carrier"),
                    field("depot", &E::depot, "堆点", "Depot"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    field("units", &E::units, "箱号", "Units"),
                    field("until", &E::until, "有效至", "Until"));
}
// The unit went out with a truck, and is the booking's from now on.
struct EmptyHandedOver {
  static constexpr std::string_view wire = "pool.handed_over.v1", zh = "放箱", en = "Empty handed over";
  static constexpr Sights audience = order_audience;
  OrderId order;
  std::string booking;
  UnitNumber unit;
  std::string by;  // the visit, or the depot
};
constexpr auto fields(Type<EmptyHandedOver>) {
  using E = EmptyHandedOver;
  return field_list(field("order", &E::order, "放箱单", "Order"),
                    field("booking", &E::booking, "订舱号", "Booking"),
                    field("unit", &E::unit, "箱号", "Unit"), may("by", &E::by, "依据", "By"));
}
enum class Ending : std::uint8_t { cancelled, expired };
constexpr auto choices(Type<Ending>) {
  return std::array{Choice<Ending>{Ending::cancelled, "cancelled", "已取消", "Cancelled"},
                    Choice<Ending>{Ending::expired, "expired", "已过期", "Expired"}};
}
// What was not fetched is free again.
struct ReleaseEnded {
  static constexpr std::string_view wire = "pool.release_ended.v1", zh = "放箱单终止",
                                    en = "Release order ended";
  static constexpr Sights audience = order_audience;
  OrderId order;
  std::string booking;
  Ending how = Ending::cancelled;
  std::string reason;
};
constexpr auto fields(Type<ReleaseEnded>) {
  using E = ReleaseEnded;
  return field_list(field("order", &E::order, "放箱单", "Order"),
                    field("booking", &E::booking, "订舱号", "Booking"), field("how", &E::how, "方式", "How"),
                    may("reason", &E::reason, "原因", "Reason"));
}

// ---- facts of a move between depots (pool-move/ID) ----

enum class Means : std::uint8_t { truck, train };
constexpr auto choices(Type<Means>) {
  return std::array{Choice<Means>{Means::truck, "truck", "公路", "By truck"},
                    Choice<Means>{Means::train, "train", "铁路", "By train"}};
}
struct MoveOrdered {
  static constexpr std::string_view wire = "pool.move_ordered.v1", zh = "调箱单",
                                    en = "Move of empties ordered";
  OrderId move;
  DepotCode from, to;
  SizeType size_type;
  Means means = Means::truck;
  std::vector<UnitNumber> units;
  std::string reason;
};
constexpr auto fields(Type<MoveOrdered>) {
  using E = MoveOrdered;
  return field_list(field("move", &E::move, "调箱单", "Move"),
                    field("from", &E::from, "从", "From"),
                    field("to", &E::to, "到", "To"),
                    field("size_type", &E::size_type, "箱型", "Size and type"),
                    field("means", &E::means, "方式", "Means"),
                    field("units", &E::units, "箱号", "Units"),
                    may("reason", &E::reason, "原因", "Reason"));
}
struct MoveLeft {
  static constexpr std::string_view wire = "pool.move_left.v1", zh = "调箱发出",
                                    en = "Empty left for another depot";
  OrderId move;
  UnitNumber unit;
};
constexpr auto fields(Type<MoveLeft>) {
  return field_list(field("move", &MoveLeft::move, "调箱单", "Move"),
                    field("unit", &MoveLeft::unit, "箱号", "Unit"));
}
struct MoveArrived {
  static constexpr std::string_view wire = "pool.move_arrived.v1", zh = "调箱到达",
                                    en = "Empty arrived at the other depot";
  OrderId move;
  UnitNumber unit;
};
constexpr auto fields(Type<MoveArrived>) {
  return field_list(field("move", &MoveArrived::move, "调箱单", "Move"),
                    field("unit", &MoveArrived::unit, "箱号", "Unit"));
}

// ---- what sisters may know of a unit's pool: desk.look<Pooled>(container::unit_stream(number)) ----

// Whether a unit is in the stock of a depot. It leaves the stock of this port when it leaves the yard and its
// trucks, is filled, or is given to a booking by another way: every fold, state or view, asks this rule and
// no other.
struct Pooled {
  using Folds = Types<PoolJoined, PoolLeft, EmptyAllocated, EmptyFreed, container::UnitPlaced,
                      container::UnitBooked, container::ContentsNoted, container::FactCorrected>;
  DepotCode depot;  // empty: in no stock
  bool home = false;
  SizeType size_type;
  std::string owner;    // who gave it last, also after it left
  OrderId order;        // that it is promised to
  std::string booking;  // of that order
  bool in() const { return !depot.empty(); }
  bool free() const { return in() && order.empty(); }
};
inline void leave(Pooled& s) {
  s.depot = {};
  s.order = {};
  s.booking.clear();
}
inline void evolve(Pooled& s, PoolJoined const& e) {
  s.depot = e.depot;
  s.home = e.home;
  s.size_type = e.size_type;
  s.owner = e.owner;
  s.order = {};
  s.booking.clear();
}
inline void evolve(Pooled& s, PoolLeft const&) {
  leave(s);
}
inline void evolve(Pooled& s, EmptyAllocated const& e) {
  if (!s.in()) return;
  s.order = e.order;
  s.booking = e.booking;
}
inline void evolve(Pooled& s, EmptyFreed const& e) {
  if (s.order != e.order) return;
  s.order = {};
  s.booking.clear();
}
inline void stands(Pooled& s, container::Place const& at) {
  using container::PlaceKind;
  bool const here = at.kind == PlaceKind::yard || at.kind == PlaceKind::truck;
  if (s.in() && here != s.home) leave(s);
}
inline void evolve(Pooled& s, container::UnitPlaced const& e) {
  stands(s, e.to);
}
inline void evolve(Pooled& s, container::FactCorrected const& e) {
  if (e.what == container::Corrected::place && e.place) stands(s, *e.place);
}
// With a move by train it has a booking and stays in stock until it is on its wagon.
inline void evolve(Pooled& s, container::UnitBooked const&) {
  if (s.order.empty() || !s.booking.empty()) leave(s);
}
inline void evolve(Pooled& s, container::ContentsNoted const& e) {
  if (e.full) leave(s);
}

// ---- what the gate tells the pool, in the same commit as its own facts ----

// An empty is about to leave this port on the truck of a visit. Nothing for a unit of no pool. For one of the
// pool: adds that it left with the order that it is promised to; with a release order also that it is the
// booking's unit (booking::UnitsAssigned and container::UnitBooked): call it after the fact of its new place.
// Refuses "pool.not_allocated" when nobody has an order for it, "pool.order_over" when the order has ended or
// its booking is not in force.
Result<void> handed_over(Desk& desk, UnitNumber const& unit, std::string_view by, Facts& facts);

}  // namespace landport::pool
