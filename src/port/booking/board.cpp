// SPDX-License-Identifier: Apache-2.0
#include "port/booking/board.h"

#include <algorithm>

namespace landport::booking {
namespace {

void set_route(BookingRow& row, std::vector<Stretch> const& route) {
  if (route.empty()) return;
  row.departure = route.front().departure;
  row.from = route.front().from;
  row.to = route.back().to;
  row.departs = route.front().departs;
  row.arrives = route.back().arrives;
  row.onward_departure.reset();
  row.via.reset();
  if (route.size() > 1) {
    row.onward_departure = route.back().departure;
    row.via = route.back().from;
  }
}

// Amounts of two currencies are never added: each has a sum of its own.
void add_fee(BookingRow& row, Money fee) {
  if (fee.minor == 0) return;
  if (row.fee.minor == 0 && row.other_fees.empty()) {
    row.fee = fee;
    return;
  }
  Money* sum = row.fee.currency == fee.currency ? &row.fee : nullptr;
  for (auto& other : row.other_fees) {
    if (other.currency == fee.currency) sum = &other;
  }
  if (sum)
    *sum = *sum + fee;
  else
    row.other_fees.push_back(fee);
}

void set_items(BookingRow& row, std::vector<BookedItem> const& items, Goods const& goods) {
  row.goods = goods;
  row.quantity = row.plugs = Count{};
  row.mass = Kilograms{};
  row.teu = CentiTeu{};
  for (auto const& item : items) {
    row.size_type = item.size_type;
    row.gross = item.gross;
    row.laden = item.laden;
    row.quantity += item.quantity;
    row.mass += item.gross * item.quantity.value;
    row.teu += item.size_type.teu() * item.quantity.value;
    if (item.powered) row.plugs += item.quantity;
  }
}

void set_wanted(BookingRow& row, BookingId const& booking, Wanted const& w, Recorded const& r) {
  row.booking = booking;
  row.owner = w.owner;
  row.carrier = w.carrier;
  row.reference = w.reference;
  row.requested_at = r.happened;
  set_route(row, w.route);
  set_items(row, w.items, w.goods);
}

void set_route(WaitlistRow& row, std::vector<Stretch> const& route) {
  row.route = route;
  if (route.empty()) return;
  row.departure = route.front().departure;
  row.from = route.front().from;
  row.to = route.back().to;
  row.departs = route.front().departs;
}

void set_items(WaitlistRow& row, std::vector<BookedItem> const& items) {
  row.items = items;
  row.quantity = Count{};
  for (auto const& item : items) {
    row.size_type = item.size_type;
    row.quantity += item.quantity;
  }
}

}  // namespace

void Board::apply(BookingRequested const& e, Recorded const& r) {
  auto& row = bookings.edit(e.booking.text);
  set_wanted(row, e.booking, e.wanted, r);
  row.state = State::received;
  row.stage = Stage::option;
  row.hold_until = e.hold_until;
  row.price = e.price;
  row.tracking_secret = e.tracking_secret;
  holds.edit(e.booking.text) = {e.booking, row.owner, row.carrier, row.departure, e.hold_until};
}
void Board::apply(BookingWaitlisted const& e, Recorded const& r) {
  auto& row = bookings.edit(e.booking.text);
  set_wanted(row, e.booking, e.wanted, r);
  row.state = State::received;
  row.stage = Stage::waiting;
  row.tracking_secret = e.tracking_secret;
  auto& waiting = waitlist.edit(e.booking.text);
  waiting.booking = e.booking;
  waiting.owner = e.wanted.owner;
  waiting.carrier = e.wanted.carrier;
  waiting.joined_at = r.happened;
  set_route(waiting, e.wanted.route);
  set_items(waiting, e.wanted.items);
}
void Board::apply(BookingPromoted const& e, Recorded const&) {
  auto& row = bookings.edit(e.booking.text);
  row.stage = Stage::option;
  row.hold_until = e.hold_until;
  row.price = e.price;
  waitlist.remove(e.booking.text);
  holds.edit(e.booking.text) = {e.booking, row.owner, row.carrier, row.departure, e.hold_until};
}
void Board::apply(BookingConfirmed const& e, Recorded const&) {
  end(e.booking, State::confirmed, Stage::firm);
}
void Board::apply(BookingAmended const& e, Recorded const&) {
  auto& row = bookings.edit(e.booking.text);
  set_items(row, e.items, e.goods);
  row.price = e.price;
  add_fee(row, e.fee);
  if (auto* const waiting = waitlist.touch(e.booking.text)) set_items(*waiting, e.items);
}
void Board::apply(BookingRolled const& e, Recorded const&) {
  auto& row = bookings.edit(e.booking.text);
  set_route(row, e.route);
  row.price = e.price;
  if (auto* const waiting = waitlist.touch(e.booking.text)) set_route(*waiting, e.route);
  if (auto* const hold = holds.touch(e.booking.text)) hold->departure = row.departure;
  if (row.stage != Stage::displaced) return;
  row.state = State::confirmed;
  row.stage = Stage::firm;
  row.reason.clear();
}
void Board::apply(BookingDisplaced const& e, Recorded const&) {
  end(e.booking, State::pending_amendment, Stage::displaced).reason = e.reason;
}
void Board::apply(BookingCancelled const& e, Recorded const&) {
  auto& row = end(e.booking, e.by_carrier ? State::declined : State::cancelled, Stage::cancelled);
  add_fee(row, e.fee);
  row.reason = e.reason;
}
void Board::apply(BookingExpired const& e, Recorded const&) {
  end(e.booking, State::rejected, Stage::expired);
}
void Board::apply(UnitsAssigned const& e, Recorded const&) {
  auto& row = bookings.edit(e.booking.text);
  for (auto const& unit : e.units) {
    if (std::find(row.units.begin(), row.units.end(), unit) == row.units.end()) row.units.push_back(unit);
  }
  row.units_assigned = Count{static_cast<std::int64_t>(row.units.size())};
}
void Board::apply(UnitsUnassigned const& e, Recorded const&) {
  auto& row = bookings.edit(e.booking.text);
  std::erase_if(row.units, [&](UnitNumber const& u) {
    return std::find(e.units.begin(), e.units.end(), u) != e.units.end();
  });
  row.units_assigned = Count{static_cast<std::int64_t>(row.units.size())};
}
void Board::apply(BookingShipped const& e, Recorded const&) {
  end(e.booking, State::confirmed, Stage::shipped);
}
void Board::apply(BookingCompleted const& e, Recorded const&) {
  end(e.booking, State::completed, Stage::completed);
}

void Board::apply(AllotmentGranted const& e, Recorded const&) {
  auto& row = allotments.edit(e.allotment.text);
  row.allotment = e.allotment;
  row.owner = e.owner;
  row.carrier = e.carrier;
  row.departure = e.stretch.departure;
  row.size_type = e.item.size_type;
  row.quantity = e.item.quantity;
  row.length = e.slots.length;
  row.mass = e.slots.mass;
  row.release_at = e.release_at;
}
void Board::apply(AllotmentDrawn const& e, Recorded const&) {
  auto& row = allotments.edit(e.allotment.text);
  row.length_drawn += e.slots.length;
  row.mass_drawn += e.slots.mass;
}

// The booking neither waits nor runs as an option any more.
BookingRow& Board::end(BookingId const& booking, State state, Stage stage) {
  waitlist.remove(booking.text);
  holds.remove(booking.text);
  auto& row = bookings.edit(booking.text);
  row.booking = booking;
  row.state = state;
  row.stage = stage;
  row.hold_until.reset();
  return row;
}

}  // namespace landport::booking
