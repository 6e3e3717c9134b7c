// SPDX-License-Identifier: Apache-2.0
#include "port/pool/board.h"

namespace landport::pool {

namespace {
std::string key(DepotCode const& depot, SizeType size_type) {
  return depot.text + "/" + std::string(size_type.text());
}
void add_once(std::vector<UnitNumber>& list, UnitNumber const& unit) {
  if (std::find(list.begin(), list.end(), unit) == list.end()) list.push_back(unit);
}
}  // namespace

void PoolBoard::count(StockRow const& row, int by) {
  auto& depot = depots.edit(key(row.depot, row.size_type));
  depot.depot = row.depot;
  depot.home = row.home;
  depot.size_type = row.size_type;
  auto& owner = owners.edit(key(row.depot, row.size_type) + "/" + row.owner);
  owner.depot = row.depot;
  owner.size_type = row.size_type;
  owner.owner = row.owner;
  for (auto* n : {&depot.stock, &owner.stock}) *n += Count{by};
  for (auto* n : {&depot.free, &owner.free}) *n += Count{row.free ? by : 0};
}

void PoolBoard::settle(StockRow const& before, Pooled const& after) {
  count(before, -1);
  auto const key = std::string(before.unit.text());
  if (!after.in()) {
    stock.remove(key);
    return;
  }
  auto& row = stock.edit(key);
  row.order = after.order;
  row.free = after.free();
  count(row, 1);
}

void PoolBoard::apply(PoolJoined const& e, Recorded const& r) {
  auto const key = std::string(e.unit.text());
  if (auto const* before = stock.find(key)) count(*before, -1);
  auto& row = stock.edit(key);
  row = {e.unit, e.depot, e.home, e.size_type, e.owner, r.happened, true, {}};
  count(row, 1);
}

void PoolBoard::apply(ReleaseOrdered const& e, Recorded const& r) {
  auto& row = orders.edit(e.order.text);
  row.order = e.order;
  row.booking = e.booking;
  row.owner = e.owner;
  row.carrier = e.carrier;
  row.depot = e.depot;
  row.size_type = e.size_type;
  row.units = e.units;
  row.ordered_at = r.happened;
  row.until = e.until;
}
void PoolBoard::apply(EmptyHandedOver const& e, Recorded const&) {
  auto* row = orders.touch(e.order.text);
  if (!row) return;
  add_once(row->handed_over, e.unit);
  if (row->handed_over.size() == row->units.size() && row->state == OrderState::open)
    row->state = OrderState::done;
}
void PoolBoard::apply(ReleaseEnded const& e, Recorded const&) {
  if (auto* row = orders.touch(e.order.text))
    row->state = e.how == Ending::expired ? OrderState::expired : OrderState::cancelled;
}
void PoolBoard::apply(MoveOrdered const& e, Recorded const& r) {
  auto& row = moves.edit(e.move.text);
  row.move = e.move;
  row.from = e.from;
  row.to = e.to;
  row.size_type = e.size_type;
  row.means = e.means;
  row.units = e.units;
  row.reason = e.reason;
  row.ordered_at = r.happened;
}
void PoolBoard::apply(MoveLeft const& e, Recorded const&) {
  if (auto* row = moves.touch(e.move.text)) add_once(row->left, e.unit);
}
void PoolBoard::apply(MoveArrived const& e, Recorded const&) {
  auto* row = moves.touch(e.move.text);
  if (!row) return;
  add_once(row->left, e.unit);
  add_once(row->arrived, e.unit);
  if (row->arrived.size() == row->units.size()) row->state = OrderState::done;
}

}  // namespace landport::pool
