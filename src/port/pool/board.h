// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "journal/table.h"
#include "port/pool/events.h"

// Named view: the pool of empties.
namespace landport::pool {

// A unit in the stock of a depot.
struct StockRow {
  static constexpr std::string_view zh = "空箱池", en = "Empties in the pool";
  static constexpr Sights audience = stock_audience;
  UnitNumber unit;
  DepotCode depot;
  bool home = false;
  SizeType size_type;
  std::string owner;
  Instant since;
  bool free = true;
  OrderId order;
};
constexpr auto fields(Type<StockRow>) {
  using R = StockRow;
  return field_list(field("unit", &R::unit, "箱号", "Unit"),
                    field("depot", &R::depot, "堆点", "Depot"),
                    field("home", &R::home, "本港", "This port"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("owner", &R::owner, "箱主", "Owner"),
                    field("since", &R::since, "入池时间", "Since"),
                    field("free", &R::free, "可放", "Free"),
                    may("order", &R::order, "放箱单", "Order").only(seen_by::port | seen_by::admin));
}
inline Parties parties_of(StockRow const& row) {
  return {.owner = row.owner};
}

// What a depot has of a size: how many, and how many nobody is promised.
struct DepotRow {
  static constexpr std::string_view zh = "堆点存箱", en = "Depots";
  static constexpr Sights audience = seen_by::everyone;
  DepotCode depot;
  bool home = false;
  SizeType size_type;
  Count stock, free;
};
constexpr auto fields(Type<DepotRow>) {
  using R = DepotRow;
  return field_list(field("depot", &R::depot, "堆点", "Depot"),
                    field("home", &R::home, "本港", "This port"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("stock", &R::stock, "存箱", "In stock"), field("free", &R::free, "可放", "Free"));
}
inline Parties parties_of(DepotRow const&) {
  return {};
}

// The same of each who gave them.
struct OwnerRow {
  static constexpr std::string_view zh = "箱主存箱", en = "Stock by owner";
  static constexpr Sights audience = stock_audience;
  DepotCode depot;
  SizeType size_type;
  std::string owner;
  Count stock, free;
};
constexpr auto fields(Type<OwnerRow>) {
  using R = OwnerRow;
  return field_list(field("depot", &R::depot, "堆点", "Depot"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("owner", &R::owner, "箱主", "Owner"), field("stock", &R::stock, "存箱", "In stock"),
                    field("free", &R::free, "可放", "Free"));
}
inline Parties parties_of(OwnerRow const& row) {
  return {.owner = row.owner};
}

enum class OrderState : std::uint8_t { open, done, cancelled, expired };
constexpr auto choices(Type<OrderState>) {
  return std::array{Choice<OrderState>{OrderState::open, "open", "有效", "Open"},
                    Choice<OrderState>{OrderState::done, "done", "已完成", "Done"},
                    Choice<OrderState>{OrderState::cancelled, "cancelled", "已取消", "Cancelled"},
                    Choice<OrderState>{OrderState::expired, "expired", "已过期", "Expired"}};
}
struct ReleaseRow {
  static constexpr std::string_view zh = "放箱单", en = "Release orders";
  static constexpr Sights audience = order_audience;
  OrderId order;
  OrderState state = OrderState::open;
  std::string booking, owner, carrier;
  DepotCode depot;
  SizeType size_type;
  std::vector<UnitNumber> units, handed_over;
  Instant ordered_at, until;
};
constexpr auto fields(Type<ReleaseRow>) {
  using R = ReleaseRow;
  return field_list(field("order", &R::order, "放箱单", "Order"),
                    field("state", &R::state, "状态", "State"),
                    field("booking", &R::booking, "订舱号", "Booking"),
                    field("owner", &R::owner, "订舱人", "Booking party"),
                    field("carrier", &R::carrier, "承运单位", "Carrier"),
                    field("depot", &R::depot, "堆点", "Depot"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("units", &R::units, "箱号", "Units"),
                    field("handed_over", &R::handed_over, "已放", "Handed over"),
                    field("ordered_at", &R::ordered_at, "下达时间", "Ordered at"),
                    field("until", &R::until, "有效至", "Until"));
}
inline Parties parties_of(ReleaseRow const& row) {
  return {.owner = row.owner, .carrier = row.carrier};
}

struct MoveRow {
  static constexpr std::string_view zh = "调箱单", en = "Moves of empties";
  static constexpr Sights audience = seen_by::port | seen_by::admin;
  OrderId move;
  OrderState state = OrderState::open;
  DepotCode from, to;
  SizeType size_type;
  Means means = Means::truck;
  std::vector<UnitNumber> units, left, arrived;
  std::string reason;
  Instant ordered_at;
};
constexpr auto fields(Type<MoveRow>) {
  using R = MoveRow;
  return field_list(field("move", &R::move, "调箱单", "Move"),
                    field("state", &R::state, "状态", "State"),
                    field("from", &R::from, "从", "From"),
                    field("to", &R::to, "到", "To"),
                    field("size_type", &R::size_type, "箱型", "Size and type"),
                    field("means", &R::means, "方式", "Means"),
                    field("units", &R::units, "箱号", "Units"),
                    field("left", &R::left, "已发出", "Left"),
                    field("arrived", &R::arrived, "已到达", "Arrived"),
                    may("reason", &R::reason, "原因", "Reason"),
                    field("ordered_at", &R::ordered_at, "下达时间", "Ordered at"));
}
inline Parties parties_of(MoveRow const&) {
  return {};
}

struct PoolBoard {
  static constexpr std::string_view name = "pool";
  static constexpr bool storable = true;
  using Folds = Types<PoolJoined, PoolLeft, EmptyAllocated, EmptyFreed, ReleaseOrdered, EmptyHandedOver,
                      ReleaseEnded, MoveOrdered, MoveLeft, MoveArrived, container::UnitPlaced,
                      container::UnitBooked, container::ContentsNoted, container::FactCorrected>;
  Table<StockRow> stock{"pool.stock"};
  Table<DepotRow> depots{"pool.depots"};
  Table<OwnerRow> owners{"pool.owners"};
  Table<ReleaseRow> orders{"pool.orders"};
  Table<MoveRow> moves{"pool.moves"};
  auto tables() { return std::tie(stock, depots, owners, orders, moves); }

  void apply(PoolJoined const& e, Recorded const& r);
  void apply(ReleaseOrdered const& e, Recorded const& r);
  void apply(EmptyHandedOver const& e, Recorded const& r);
  void apply(ReleaseEnded const& e, Recorded const& r);
  void apply(MoveOrdered const& e, Recorded const& r);
  void apply(MoveLeft const& e, Recorded const& r);
  void apply(MoveArrived const& e, Recorded const& r);
  // Whatever else Pooled folds: the rule is there.
  template <class Fact>
  void apply(Fact const& e, Recorded const&) {
    pass(e.unit, [&](Pooled& p) { evolve(p, e); });
  }

 private:
  template <class Change>
  void pass(UnitNumber const& unit, Change const& change) {
    auto const* row = stock.find(unit.text());
    if (!row) return;
    Pooled p{row->depot, row->home, row->size_type, row->owner, row->order, {}};
    if (auto const* order = orders.find(row->order.text)) p.booking = order->booking;
    change(p);
    if (p.in() && p.order == row->order) return;
    settle(*row, p);
  }
  void settle(StockRow const& before, Pooled const& after);
  void count(StockRow const& row, int by);
};

}  // namespace landport::pool
